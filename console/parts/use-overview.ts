import { type Overview, readOverview } from '../api/overview.ts';
import { type Polled, usePolled } from './use-polled.ts';

/** The overview of an environment. The frame reads it for its badges, so a view that uses it costs no further call. */
export function useOverview(environmentId: string | undefined, isEnabled = true): Polled<Overview> {
  return usePolled(['overview', environmentId], (signal) => readOverview(environmentId ?? '', signal), {
    isEnabled: isEnabled && environmentId !== undefined,
  });
}
