/* What the views share: states of lists, panes, words of status. */

import type { TranslationOf } from '../catalogue.ts';
import type { parts as english } from '../en/parts.ts';

export const parts = {
  'list.loading': 'Loading',
  'list.no-match': 'Nothing matches these filters.',
  'list.clear-filters': 'Clear filters',
  'list.search': 'Search',
  'list.new': { one: '{count} new: show', other: '{count} new: show' },

  'error.try-again': 'Try again',
  'error.network': 'The app does not answer. Check your connection and whether the app is running.',
  'error.unreadable': 'The app has answered with status {status} and without a reason.',
  'error.with-code': '{message} ({code})',

  'pane.close': 'Close',
  'pane.copy-link': 'Copy link',
  'copy.do': 'Copy',
  'copy.named': 'Copy {name}',
  'copy.done': 'Copied',
  'copy.failed': 'The browser did not allow copying. Select the text and copy it yourself.',
  'confirm.cancel': 'Cancel',
  'time.exact': '{utc} UTC, {local} here',
  'link.new-tab': '{name} (opens in a new tab)',

  'run.succeeded': 'Successful',
  'run.completedWithWarnings': 'Completed with warnings',
  'run.failed': 'Failed',
  'run.canceled': 'Canceled',
  'run.skipped': 'Skipped',
  'run.deleted': 'Deleted',

  'subscription.active': 'Active',
  'subscription.failing': 'Failing',
  'subscription.dormant': 'Dormant',
  'subscription.disabled': 'Disabled',
  'subscription.gone': 'Gone',

  'delivery.delivered': 'Delivered',
  'delivery.pending': 'Pending',
  'delivery.retrying': 'Retrying',
  'delivery.waiting': 'Waiting',
  'delivery.dead': 'Given up',

  'trigger.data-source-refresh-failed': 'Data source refresh failed',
  'trigger.data-source-refresh-succeeded': 'Data source refresh succeeded',
  'trigger.segment-threshold-crossed': 'Segment above threshold',
  'trigger.measure-threshold-crossed': 'Business measure above threshold',
  'trigger.full-refresh-completed': 'Full refresh completed',
  'trigger.unification-refresh-completed': 'Unification completed',

  'flow.create': 'Create a flow',
  'flow.mine': 'My flows',
  'flow.trigger': 'Trigger',
  'flow.step-sign-in': 'Sign in to Power Automate, and choose the environment of your flows.',
  'flow.step-create': 'Create an automated cloud flow. Skip the suggested triggers, and search for Insight Triggers.',
  'flow.step-trigger': 'Choose the trigger “{trigger}”, and fill in the parameters below.',
  'flow.step-actions': 'Add the actions that the flow should do, and save it. The flow then shows up here.',
  'flow.parameters': 'Parameters to copy',
  'flow.environment': 'Environment',
  'flow.data-source': 'Data source',
  'flow.segment': 'Segment',
  'flow.measure': 'Business measure',
  'flow.threshold': 'Threshold',
  'flow.any-data-source': 'Leave the data source empty to start the flow for any of them.',
  'flow.open': 'Open Power Automate',
} satisfies TranslationOf<typeof english>;
