/* The view Subscriptions. */

import type { TranslationOf } from '../catalogue.ts';
import type { subscriptions as english } from '../en/subscriptions.ts';

export const subscriptions = {
  'subscriptions.all': 'All',
  'subscriptions.any-type': 'All triggers',
  'subscriptions.everywhere': 'All environments',
  'subscriptions.search': 'Search label, host, name or ID',
  'subscriptions.more': 'Show more',
  'subscriptions.empty': 'No flow is subscribed here. A flow shows up as soon as it is saved with one of the triggers.',

  'subscriptions.label': 'Label and trigger',
  'subscriptions.waits-for': 'Waits for',
  'subscriptions.last-delivery': 'Last delivery',
  'subscriptions.failures': 'Failures in a row',
  'subscriptions.never': 'None yet',
  'subscriptions.probe': 'Next attempt {time}',

  'subscriptions.any-data-source': 'Any data source of the environment',
  'subscriptions.above': '{name} above {threshold}',
  'subscriptions.any-outcome': 'Any outcome',

  'subscriptions.reason-operator': 'an operator has disabled it',
  'subscriptions.reason-only-failures': 'nothing but failures for days',

  'subscriptions.means-active': 'Whatever fires is sent at once.',
  'subscriptions.means-unsteady': 'The last attempts failed. They are repeated, at growing intervals.',
  'subscriptions.means-failing':
    'Five attempts in a row failed. Deliveries wait while one is tried again and again; the first success sends the rest in order. Mend the receiver: then nothing is lost.',
  'subscriptions.means-dormant':
    'The flow is turned off, and what fires in the meantime is given up. Turn the flow on, enable the subscription, and replay what is missing.',
  'subscriptions.means-disabled':
    'Nothing is sent, and what fires in the meantime is given up. Mend the receiver, enable the subscription, and replay what is missing.',
  'subscriptions.means-gone':
    'The flow or receiver is gone for good. Save the flow again, which subscribes it anew, or remove this subscription.',

  'subscriptions.one': 'Subscription',
  'subscriptions.ended': 'There is no such subscription any more.',
  'subscriptions.meaning': 'What to do',
  'subscriptions.since': 'Since',
  'subscriptions.reason': 'Reason',
  'subscriptions.next-probe': 'Next attempt',
  'subscriptions.waiting': 'Waiting deliveries',
  'subscriptions.host': 'Callback host',
  'subscriptions.created': 'Created',
  'subscriptions.language': 'Language',
  'subscriptions.id': 'Subscription ID',
  'subscriptions.flow': 'Flow',
  'subscriptions.open-flow': 'Open flow',
  'subscriptions.deliveries': 'Deliveries',
  'subscriptions.no-delivery': 'Nothing has been sent yet. A test shows what arrives.',
  'subscriptions.is-test': 'Test notification',
  'subscriptions.firing': 'Firing',
  'subscriptions.attempts': { one: '{count} attempt', other: '{count} attempts' },
  'subscriptions.took': 'in {duration}',
  'subscriptions.no-answer': 'No answer',
  'subscriptions.run': 'Run of the flow',

  'subscriptions.test': 'Send a test',
  'subscriptions.tested': 'A test is on its way to {name}.',
  'subscriptions.enable': 'Enable',
  'subscriptions.enabled': {
    one: '{name} is active, and {count} waiting delivery is sent.',
    other: '{name} is active, and {count} waiting deliveries are sent.',
  },
  'subscriptions.enable-and-replay': 'Enable and replay…',
  'subscriptions.disable': 'Disable',
  'subscriptions.disable-ask': 'Disable…',
  'subscriptions.disable-title': 'Disable {name}?',
  'subscriptions.disable-why':
    'What waits, and what fires from now on, is given up. It can be replayed once the subscription is enabled again.',
  'subscriptions.disabled': '{name} is disabled.',
  'subscriptions.rotate': 'Rotate the secret',
  'subscriptions.rotate-ask': 'Rotate the secret…',
  'subscriptions.rotate-title': 'Give {name} another signing secret?',
  'subscriptions.rotate-why':
    'The old and the new secret both sign for 24 hours. In that time, the receiver needs the new one.',
  'subscriptions.secret-title': 'The new signing secret',
  'subscriptions.secret-once': 'Copy it now. It is not shown again.',
  'subscriptions.secret': 'Signing secret',
  'subscriptions.remove': 'Remove',
  'subscriptions.remove-ask': 'Remove…',
  'subscriptions.remove-title': 'Remove {name}?',
  'subscriptions.remove-why':
    'The subscription ends, and what waits for it is given up. Only saving the flow again subscribes it anew.',
  'subscriptions.removed': '{name} is removed.',
  'subscriptions.redeliver': 'Redeliver',
  'subscriptions.redelivered': 'The delivery is on its way again.',

  'subscriptions.replay': 'Replay…',
  'subscriptions.replay-title': 'Replay firings to {name}',
  'subscriptions.replay-period': 'Firings of',
  'subscriptions.replay-last': 'the last {span}',
  'subscriptions.replay-chosen': 'a period of your choice',
  'subscriptions.replay-from': 'From',
  'subscriptions.replay-until': 'Until (now, when empty)',
  'subscriptions.replay-include': 'Which of them',
  'subscriptions.replay-missing': 'Only what has not arrived',
  'subscriptions.replay-everything': 'All, even what has arrived',
  'subscriptions.replay-counting': 'Counting',
  'subscriptions.replay-no-period': 'Choose when the period begins; it must begin before it ends.',
  'subscriptions.replay-count': {
    one: '{count} delivery will be sent to {name}.',
    other: '{count} deliveries will be sent to {name}.',
  },
  'subscriptions.replay-do': 'Replay {count}',
  'subscriptions.replayed': {
    one: '{count} delivery is on its way to {name}.',
    other: '{count} deliveries are on their way to {name}.',
  },
} satisfies TranslationOf<typeof english>;
