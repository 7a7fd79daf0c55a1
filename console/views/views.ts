import { AlertRegular, ArchiveRegular, PulseRegular } from '@fluentui/react-icons';
import { lazyView } from './lazy-view.tsx';
import { needingAttention } from './status/attention.ts';
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
  },
  {
    pattern: '/environments/:environment/firings',
    title: 'nav.firings',
    Icon: AlertRegular,
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
] as const satisfies readonly View[];
