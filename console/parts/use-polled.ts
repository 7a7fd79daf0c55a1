import { keepPreviousData, type QueryKey, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { ApiError } from '../api/api-error.ts';
import { POLL_MS, usePollInterval } from './auto-refresh.ts';
import { useSpeech } from './speech.tsx';

/** What is polled, and how it went. */
export type Polled<T> = UseQueryResult<T, Error>;

/** How something is polled. */
interface PollOptions<T> {
  readonly isEnabled?: boolean;
  /** Whether an answer is good enough, so that it is read again only when somebody asks for it. */
  readonly until?: (data: T) => boolean;
}

/**
 * Reads something now, and again and again while the page is visible. Between two answers the last one stays.
 *
 * @param key names what is read; the language of the page is added
 */
export function usePolled<T>(
  key: QueryKey,
  read: (signal: AbortSignal) => Promise<T>,
  { isEnabled = true, until = () => false }: PollOptions<T> = {},
): Polled<T> {
  const interval = usePollInterval();
  const { language } = useSpeech();
  return useQuery<T, Error, T, QueryKey>({
    queryKey: [...key, language],
    queryFn: ({ signal }) => read(signal),
    enabled: isEnabled,
    refetchInterval: ({ state: { error, data } }) => {
      if (interval === false || (data !== undefined && until(data))) return false;
      // A busy app says when it wants to be asked again.
      const wanted = error instanceof ApiError ? (error.retryAfter ?? 0) * 1000 : 0;
      return Math.max(interval, wanted);
    },
    placeholderData: keepPreviousData,
  });
}

/** The settings of all queries: a poll repeats what failed, so there is no second try within one. */
export const queryDefaults = {
  queries: { retry: false, staleTime: POLL_MS, networkMode: 'always', refetchOnWindowFocus: true },
} as const;
