import {
  AlertRegular,
  ArchiveRegular,
  FlashRegular,
  GaugeRegular,
  PulseRegular,
  QuestionCircleRegular,
  SendRegular,
} from '@fluentui/react-icons';
import { lazyView } from './lazy-view.tsx';
import { needingAttention } from './status/attention.ts';
import { StatusSample } from './status/status-sample.tsx';
import { StatusView } from './status/status-view.tsx';
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
    Sample: StatusSample,
  },
  {
    pattern: '/export-destinations',
    title: 'nav.export-destinations',
    Icon: SendRegular,
    needsKey: false,
    Component: lazyView(async () => (await import('./later-views.ts')).ExportDestinationsView),
  },
  {
    pattern: '/environments/:environment/thresholds',
    title: 'nav.thresholds',
    Icon: GaugeRegular,
    needsKey: true,
    Component: lazyView(async () => (await import('./later-views.ts')).ThresholdsView),
  },
  {
    pattern: '/subscriptions',
    title: 'nav.subscriptions',
    Icon: AlertRegular,
    needsKey: true,
    badge: ({ subscriptions }) => subscriptions.sickCount,
    Component: lazyView(async () => (await import('./later-views.ts')).SubscriptionsView),
  },
  {
    pattern: '/environments/:environment/firings',
    title: 'nav.firings',
    Icon: FlashRegular,
    needsKey: true,
    Component: lazyView(async () => (await import('./later-views.ts')).FiringsView),
  },
  {
    pattern: '/dead-letters',
    title: 'nav.dead-letters',
    Icon: ArchiveRegular,
    needsKey: true,
    badge: ({ deadLetters }) => deadLetters.count,
    Component: lazyView(async () => (await import('./later-views.ts')).DeadLettersView),
  },
  {
    pattern: '/explain',
    title: 'nav.explain',
    Icon: QuestionCircleRegular,
    needsKey: true,
    Component: lazyView(async () => (await import('./later-views.ts')).ExplainView),
  },
] as const satisfies readonly View[];
