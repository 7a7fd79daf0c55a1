import { GaugeRegular, PulseRegular, QuestionCircleRegular } from '@fluentui/react-icons';
import { ExplainView } from './explain/explain-view.tsx';
import { needingAttention } from './status/attention.ts';
import { StatusView } from './status/status-view.tsx';
import { ThresholdsView } from './thresholds/thresholds-view.tsx';
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
    pattern: '/environments/:environment/thresholds',
    title: 'nav.thresholds',
    Icon: GaugeRegular,
    needsKey: true,
    Component: ThresholdsView,
  },
  {
    pattern: '/explain',
    title: 'nav.explain',
    Icon: QuestionCircleRegular,
    needsKey: true,
    Component: ExplainView,
  },
] as const satisfies readonly View[];
