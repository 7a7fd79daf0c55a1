/* The view Explain. */

import type { TranslationOf } from '../catalogue.ts';
import type { explain as english } from '../en/explain.ts';

export const explain = {
  'explain.read-only': 'This page only reads: it changes nothing and sends nothing.',
  'explain.way': 'What to explain',
  'explain.way-flow': 'My flow did not start',
  'explain.way-event': 'One event',
  'explain.flow': 'Flow',
  'explain.choose': 'Choose a flow',
  'explain.option': '{name} – {trigger}: {waits}',
  'explain.no-flows': 'No flow waits for anything in this environment.',
  'explain.empty': 'Choose a flow. This page then tells what it waits for, what has happened, and what it was told.',
  'explain.open-flow': 'Open the flow in Power Automate',

  'explain.verdict': 'What explains it best',
  'explain.known': 'What is known',
  'explain.waits': 'Waits for',
  'explain.since': 'Waits since',

  'explain.active': 'The subscription is active.',
  'explain.attempts-failed': {
    one: 'The last attempt to tell the flow failed.',
    other: 'The last {count} attempts to tell the flow failed.',
  },
  'explain.failing':
    'The receiver keeps failing, so deliveries wait. It is tried again by itself, and gets them all when it answers.',
  'explain.dormant': 'The flow is turned off. Turn it on, then enable the subscription, and replay what it has missed.',
  'explain.disabled': 'The subscription was disabled. Enable it, and replay what it has missed.',
  'explain.gone': 'The flow no longer takes this subscription. Save the flow again: that makes a new one.',

  'explain.events-none':
    'No event has named the environment {environment}. Either no events are sent, or the environment in the flow is wrong.',
  'explain.events': 'Events of the environment arrive.',
  'explain.not-named': 'No event has named “{name}”. Is the name in the flow right? These are known: {known}',
  'explain.not-named-none': 'No event has named “{name}”, nor anything else of its kind.',
  'explain.no-run': 'No such refresh has been reported yet.',
  'explain.run-matches': '{name}: the last run ended with “{status}”, which the flow waits for.',
  'explain.run-other': '{name}: the last run ended with “{status}”, which the flow does not wait for.',
  'explain.run-submission': '{name}: the last run was not started in the way that the flow waits for.',
  'explain.below': '{name} is at {value}: {missing} are missing to {threshold}.',
  'explain.at': '{name} is at {value}. That is its threshold, and not above it.',
  'explain.above-crossed': '{name} is at {value}, and has crossed {threshold}.',
  'explain.above':
    '{name} is at {value}, which is above {threshold}, and no crossing since the flow waits is kept. It was above before, or in its first value. It fires again after a value at or below {threshold}.',

  'explain.firings': 'The last firings, and what this flow was told',
  'explain.this-firing': 'This firing',
  'explain.fired-none': 'Nothing of the kind has fired since records are kept.',
  'explain.before': 'Fired before the flow waited',
  'explain.other-source': 'Of another data source than the one that the flow waits for',
  'explain.not-crossed': 'Did not cross {threshold}: it rose from {from} to {to}',
  'explain.other-trigger': 'Of another trigger than that of the flow',
  'explain.other-run': 'Ended or was started in another way than the flow waits for',
  'explain.no-delivery': 'No delivery is kept',
  'explain.was-delivered':
    'The last firing was delivered. If the flow did nothing, its run in Power Automate tells why.',
  'explain.was-dead': 'The last firing was given up: {reason}',
  'explain.is-under-way': 'The last firing is on its way.',
  'explain.all-well': 'Everything is as it should be: nothing that the flow waits for has happened since.',
  'explain.open-run': 'Run of the flow',

  'explain.queue': 'Kind of event',
  'explain.queue-refresh-status': 'Refresh status',
  'explain.queue-metric-change': 'Metric change',
  'explain.event': 'Event, as JSON',
  'explain.event-hint': 'One event, an array of them, or a message as Customer Insights writes it.',
  'explain.example': 'Fill in an example',
  'explain.do': 'Explain',
  'explain.no-json': 'This is no JSON. Paste the whole text of the event.',
  'explain.for': 'For a flow',
  'explain.any-flow': 'No flow in particular',
  'explain.results': 'What became of it',
  'explain.fired': 'Fired',
  'explain.passed': 'Fired nothing',
  'explain.not-seen': 'Not seen',
  'explain.ignored': 'Ignored',
  'explain.dead-letter': 'Cannot be read',
  'explain.open-firing': 'Open the firing',
  'explain.told': 'This flow: {reason}',
} satisfies TranslationOf<typeof english>;
