import { AlertRegular, PulseRegular, SendRegular } from '@fluentui/react-icons';
import { ExportDestinationsView } from './export-destinations/export-destinations-view.tsx';
import { needingAttention } from './status/attention.ts';
import { StatusView } from './status/status-view.tsx';
import { sickSubscriptions } from './subscriptions/subscription-words.ts';
import { SubscriptionsView } from './subscriptions/subscriptions-view.tsx';
import type { View } from './view.ts';

/** The views in the order of the navigation. The first one is the home page. */
export const views = [
  {
    pattern: '/environments/:environment/status',
    title: 'nav.status',
    Icon: PulseRegular,
    needsKey: true,
    badge: needingAttention,
    Component: StatusView,
  },
  {
    pattern: '/export-destinations',
    title: 'nav.export-destinations',
    Icon: SendRegular,
    needsKey: false,
    Component: ExportDestinationsView,
  },
  {
    pattern: '/subscriptions',
    title: 'nav.subscriptions',
    Icon: AlertRegular,
    needsKey: true,
    badge: sickSubscriptions,
    Component: SubscriptionsView,
  },
] as const satisfies readonly View[];
