import { Tooltip } from '@fluentui/react-components';
import { useSpeech } from './speech.tsx';
import { useNow } from './use-now.ts';

const EVERY_MS = 10_000;

/**
 * A moment as people say it, such as `3 hours ago`; its tooltip has the exact time.
 *
 * @param at ISO 8601
 * @param isClock as the time of day instead, where the day is known
 */
export function Time({ at, isClock = false }: { readonly at: string; readonly isClock?: boolean }) {
  const speech = useSpeech();
  const now = useNow(EVERY_MS);
  const date = new Date(at);
  const exact = speech.text('time.exact', { utc: speech.moment(date, true), local: speech.moment(date) });
  return (
    <Tooltip content={exact} relationship="description">
      <time dateTime={at}>
        {isClock ? speech.timeOfDay(date) : speech.relative(date.getTime(), Math.max(now, Date.now()))}
      </time>
    </Tooltip>
  );
}
