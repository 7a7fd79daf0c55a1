import { Button, Field, Radio, RadioGroup, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import { type EventQueue, type Explanation, explainEvent } from '../../api/explain.ts';
import { changeQuery, useAddress } from '../../parts/address.ts';
import { announce } from '../../parts/announcements.tsx';
import { ErrorBar } from '../../parts/error-bar.tsx';
import { useViewStyles } from '../../parts/page-style.ts';
import { useSpeech } from '../../parts/speech.tsx';
import { useOverview } from '../../parts/use-overview.ts';
import { useSubscriptions } from '../../parts/use-subscriptions.ts';
import { EventResults } from './event-results.tsx';
import { exampleEvent, queueOf } from './example-event.ts';
import { FlowPicker } from './flow-picker.tsx';

const QUEUES = ['refresh-status', 'metric-change'] as const;

type Answer = { readonly results: readonly Explanation[] } | { readonly error: unknown };

/** From one event: what became of it. Its text is not in the address, which people pass on. */
export function EventWay({ environmentId }: { readonly environmentId: string | undefined }) {
  const speech = useSpeech();
  const styles = useViewStyles();
  const { query } = useAddress();
  const overview = useOverview(environmentId);
  const { data: subscriptions = [] } = useSubscriptions(environmentId);
  const [text, setText] = useState('');
  const [isWrong, setWrong] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<Answer>();
  const id = query.get('subscription') ?? undefined;
  const subscription = subscriptions.find((one) => one.id === id);
  const chosen = QUEUES.find((one) => one === query.get('queue'));
  const queue: EventQueue = chosen ?? (subscription ? queueOf(subscription) : 'refresh-status');
  const explain = async () => {
    const isRight = isJson(text);
    setWrong(!isRight);
    setAnswer(undefined);
    if (!isRight) return;
    setBusy(true);
    try {
      const results = await explainEvent(queue, text, id);
      setAnswer({ results });
      announce(speech.text('explain.results'));
    } catch (error) {
      setAnswer({ error });
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={styles.view}>
      <Field label={speech.text('explain.queue')}>
        <RadioGroup layout="horizontal" value={queue} onChange={(_, { value }) => changeQuery({ queue: value })}>
          {QUEUES.map((one) => (
            <Radio key={one} value={one} label={speech.text(`explain.queue-${one}`)} />
          ))}
        </RadioGroup>
      </Field>
      <FlowPicker
        label={speech.text('explain.for')}
        none={speech.text('explain.any-flow')}
        subscriptions={subscriptions}
        overview={overview.data}
      />
      <Field
        label={speech.text('explain.event')}
        hint={speech.text('explain.event-hint')}
        {...(isWrong && { validationMessage: speech.text('explain.no-json') })}
      >
        <Textarea
          value={text}
          rows={10}
          resize="vertical"
          spellCheck={false}
          onChange={(_, { value }) => setText(value)}
        />
      </Field>
      <div className={styles.row}>
        <Button appearance="primary" onClick={() => void explain()} disabledFocusable={isBusy}>
          {speech.text('explain.do')}
        </Button>
        <Button onClick={() => setText(exampleEvent(queue, environmentId ?? 'contoso', subscription))}>
          {speech.text('explain.example')}
        </Button>
      </div>
      {answer && 'error' in answer && <ErrorBar error={answer.error} onTryAgain={() => void explain()} />}
      {answer && 'results' in answer && <EventResults results={answer.results} environmentId={environmentId} />}
    </div>
  );
}

function isJson(text: string): boolean {
  try {
    // A byte order mark is no part of the text.
    JSON.parse(text.replace(/^\uFEFF/, ''));
    return true;
  } catch {
    return false;
  }
}
