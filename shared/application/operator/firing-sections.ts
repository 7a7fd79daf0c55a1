import type { Instant } from '../../domain/instant.ts';
import type { Deps } from '../ports.ts';
import { allFirings, timelineSince } from '../store/keys.ts';
import { environmentSections, type Sections } from '../store/sections.ts';
import { isTimelineComplete } from '../store/timeline.ts';

interface Filter {
  readonly environmentId?: string | undefined;
  readonly since?: Instant | undefined;
}

/**
 * The timeline of each environment. Until retention has run for the first time, the firings of earlier versions are not on it:
 * they follow in the order of their topics.
 */
export function firingSections(deps: Pick<Deps, 'store'>, { environmentId, since }: Filter): Sections {
  const range = timelineSince(since);
  const timelines = environmentSections(deps, environmentId, range);
  const firings = environmentSections(deps, environmentId, allFirings);
  return {
    async next(last) {
      const isTimeline = last?.range.to === range.to;
      if (last && isTimeline && !(await isTimelineComplete(deps, last.partition)))
        return { partition: last.partition, range: allFirings };
      return timelines.next(last && { ...last, range });
    },
    find: (cursor) => timelines.find(cursor) ?? firings.find(cursor),
  };
}
