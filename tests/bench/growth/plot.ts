import { loadOnDemand } from '../support/on-demand.ts';
import type { Series } from './series.ts';

/** The part of Apache ECharts that draws without a browser. */
interface ECharts {
  init(
    element: null,
    theme: null,
    options: { renderer: 'svg'; ssr: true; width: number; height: number },
  ): { setOption(option: object): void; renderToSVGString(): string; dispose(): void };
}

const VERSION = '6.1.0';
const SIZE = { width: 960, height: 520 };

/** Draws the time of each series over its size, both on logarithmic scales. @throws when the library cannot be installed */
export function plotSvg(all: readonly Series[]): string {
  const chart = loadOnDemand<ECharts>('echarts', VERSION).init(null, null, { renderer: 'svg', ssr: true, ...SIZE });
  chart.setOption({
    animation: false,
    backgroundColor: '#ffffff',
    title: { text: 'Time by size, storage in memory' },
    legend: { top: 32 },
    grid: { top: 100, left: 80, right: 40, bottom: 60 },
    xAxis: { type: 'log', name: 'size', nameLocation: 'middle', nameGap: 32 },
    yAxis: { type: 'log', name: 'milliseconds' },
    series: all.map(({ title, of, points }) => ({
      type: 'line',
      name: `${title}, by ${of}`,
      data: points.map(({ size, milliseconds }) => [size, milliseconds]),
    })),
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return `${svg}\n`;
}
