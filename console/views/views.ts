import { PulseRegular } from '@fluentui/react-icons';
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
] as const satisfies readonly View[];
