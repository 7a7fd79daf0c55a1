/* The view Triggers and thresholds, and what a flow waits for. */

import type { TranslationOf } from '../catalogue.ts';
import type { thresholds as english } from '../en/thresholds.ts';

export const thresholds = {
  'waits.any-data-source': 'Any data source',
  'waits.any-run': 'Any run',
  'waits.scheduled': 'Scheduled',
  'waits.manual': 'Started by a person',
  'waits.above': '{name} above {threshold}',

  'thresholds.metrics': 'Segments and business measures',
  'thresholds.filter': 'Filter',
  'thresholds.all': 'Waited for ({count})',
  'thresholds.near': 'Within 10% ({count})',
  'thresholds.above': 'Above ({count})',
  'thresholds.unknown': 'Never named ({count})',
  'thresholds.unwatched': 'No flow waits ({count})',
  'thresholds.search': 'Search segments and measures',
  'thresholds.sort': 'Sort',
  'thresholds.sort-nearest': 'Nearest first',
  'thresholds.sort-name': 'By name',
  'thresholds.sort-evaluated': 'Last evaluated first',

  'thresholds.metric': 'Segment or measure',
  'thresholds.now': 'Now',
  'thresholds.scale': 'Thresholds',
  'thresholds.scale-label': '{value} now; thresholds: {thresholds}',
  'thresholds.next': 'Next',
  'thresholds.missing': 'Missing',
  'thresholds.flows': 'Flows waiting',
  'thresholds.evaluated': 'Evaluated',
  'thresholds.above-all': 'Above',
  'thresholds.re-arms': 'Fires again after a value at or below {threshold}',
  'thresholds.not-named': 'No event has named it',
  'thresholds.not-named-count': {
    one: '{count} flow waits for it. Is the name in the flow right?',
    other: '{count} flows wait for it. Is the name in the flows right?',
  },
  'thresholds.no-flow': 'No flow',
  'thresholds.more': '{name} (+{more})',
  'thresholds.empty': 'No flow waits for a threshold here.',
  'thresholds.cut': 'There is more than this page shows.',

  'thresholds.pane-name': 'Unique name',
  'thresholds.pane-thresholds': 'Thresholds and who waits for them',
  'thresholds.pane-below': '{missing} missing',
  'thresholds.pane-at': 'Reached, but not above: the next higher value fires',
  'thresholds.pane-above': '{by} above; fires again after a value at or below it',
  'thresholds.pane-crossings': 'Past crossings',
  'thresholds.pane-crossing': '{from} → {to}',
  'thresholds.pane-no-crossing': 'No crossing is kept.',
  'thresholds.pane-create': 'Create a flow with another threshold',
  'thresholds.pane-no-longer': 'No event has named this metric, and no flow waits for it.',

  'thresholds.runs': 'Refreshes',
  'thresholds.trigger': 'Trigger',
  'thresholds.for': 'For',
  'thresholds.last-run': 'Last run',
  'thresholds.no-run': 'No run has been reported yet',
  'thresholds.source-not-named': 'No event has named this data source',
} satisfies TranslationOf<typeof english>;
