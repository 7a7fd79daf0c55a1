import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  Radio,
  RadioGroup,
  Select,
  Spinner,
} from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { countReplay, type Replay, replayFirings, type Subscription } from '../../api/subscriptions.ts';
import { ErrorBar } from '../../parts/error-bar.tsx';
import { useViewStyles } from '../../parts/page-style.ts';
import { useSpeech } from '../../parts/speech.tsx';
import { nameOf } from '../../parts/waits.ts';
import { periods, type ReplayForm, replayOf } from './replay-period.ts';

/** Asks which firings to send again. It says how many those are before anything is sent. */
export function ReplayDialog({
  subscription,
  onReplayed,
  onClose,
}: {
  readonly subscription: Subscription;
  readonly onReplayed: (count: number) => Promise<void>;
  readonly onClose: () => void;
}) {
  const speech = useSpeech();
  const styles = useViewStyles();
  const [form, setForm] = useState<ReplayForm>(() => ({
    period: String(periods[1]),
    from: '',
    until: '',
    include: 'missing',
    openedAt: Date.now(),
  }));
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const change = (changes: Partial<ReplayForm>) => setForm({ ...form, ...changes });
  const replay = replayOf(form);
  const counted = useCount(subscription.id, replay);
  const name = nameOf(subscription);
  const send = async () => {
    if (!replay) return;
    setBusy(true);
    setError(undefined);
    try {
      const count = await replayFirings(subscription.id, replay);
      onClose();
      await onReplayed(count);
    } catch (fault) {
      setError(fault);
      setBusy(false);
    }
  };
  const count = counted.data;
  const fault = error ?? counted.error;
  return (
    <Dialog open modalType="alert" onOpenChange={(_, { open }) => open || isBusy || onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{speech.text('subscriptions.replay-title', { name })}</DialogTitle>
          <DialogContent className={styles.section}>
            {fault ? <ErrorBar error={fault} onTryAgain={error ? send : () => void counted.refetch()} /> : null}
            <Period form={form} change={change} />
            <Field label={speech.text('subscriptions.replay-include')}>
              <RadioGroup
                value={form.include}
                onChange={(_, { value }) => change({ include: value as Replay['include'] })}
              >
                <Radio value="missing" label={speech.text('subscriptions.replay-missing')} />
                <Radio value="all" label={speech.text('subscriptions.replay-everything')} />
              </RadioGroup>
            </Field>
            <p role="status">
              {!replay && speech.text('subscriptions.replay-no-period')}
              {replay && count === undefined && !fault && (
                <Spinner size="tiny" label={speech.text('subscriptions.replay-counting')} />
              )}
              {replay && count !== undefined && speech.text('subscriptions.replay-count', { name, count })}
            </p>
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose} disabled={isBusy}>
              {speech.text('confirm.cancel')}
            </Button>
            <Button appearance="primary" onClick={send} disabledFocusable={isBusy || !replay || !count}>
              {speech.text('subscriptions.replay-do', { count: count ?? 0 })}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

/** How many deliveries a replay would send; never an earlier answer. */
function useCount(id: string, replay: Replay | undefined) {
  return useQuery({
    queryKey: ['replay-count', id, replay],
    queryFn: ({ signal }) => countReplay(id, replay as Replay, signal),
    enabled: replay !== undefined,
    gcTime: 0,
    staleTime: 0,
  });
}

function Period({
  form: { period, from, until },
  change,
}: {
  readonly form: ReplayForm;
  readonly change: (changes: Partial<ReplayForm>) => void;
}) {
  const speech = useSpeech();
  return (
    <>
      <Field label={speech.text('subscriptions.replay-period')}>
        <Select value={period} onChange={(_, { value }) => change({ period: value })}>
          {periods.map((ms) => (
            <option key={ms} value={ms}>
              {speech.text('subscriptions.replay-last', { span: speech.span(ms) })}
            </option>
          ))}
          <option value="chosen">{speech.text('subscriptions.replay-chosen')}</option>
        </Select>
      </Field>
      {period === 'chosen' && (
        <>
          <Field label={speech.text('subscriptions.replay-from')}>
            <Input type="datetime-local" value={from} onChange={(_, { value }) => change({ from: value })} />
          </Field>
          <Field label={speech.text('subscriptions.replay-until')}>
            <Input type="datetime-local" value={until} onChange={(_, { value }) => change({ until: value })} />
          </Field>
        </>
      )}
    </>
  );
}
