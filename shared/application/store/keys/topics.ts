import type { MetricType } from '../../../contract/trigger-types.ts';
import { fingerprint } from '../../../domain/fingerprint.ts';
import type { TopicKey } from '../../../domain/topic.ts';
import type { KeyRange } from '../../ports.ts';
import { under } from './ranges.ts';

export const stateKey = (topic: TopicKey) => `t.${topic}`;

/** The states of all metrics of a type. */
export const metricsRange = (type: MetricType): KeyRange => ({ from: `t.${type}-`, to: `t.${type}-~` });

/** The states of all metrics. Another topic or two lie between the types. */
export const allMetrics: KeyRange = { from: metricsRange('measure').from, to: metricsRange('segment').to };

/** Whether a key is that of the state of a metric of the type. */
export const isMetricKey = (type: MetricType, key: string) => key.startsWith(metricsRange(type).from);

export const runKey = (topic: TopicKey, ...run: readonly string[]) => `r.${topic}.${fingerprint(...run)}`;
export const allRuns = under('r');

export const dataSourceKey = (name: string) => `n.${fingerprint(name)}`;
export const allDataSources = under('n');

export const processKey = (process: string, name: string) => `o.${process}.${fingerprint(name)}`;
/** The processes that are no data sources. */
export const allProcesses = under('o');

/** The data sources, and the other processes behind them. */
export const allDataSourcesAndProcesses: KeyRange = { from: allDataSources.from, to: allProcesses.to };

/** Whether a key is that of a data source. */
export const isDataSourceKey = (key: string) => key.startsWith(allDataSources.from);

const PROCESS_KEY = /^[no]\./;

/** Whether a key is that of the last run of a process, data sources included. */
export const isProcessKey = (key: string) => PROCESS_KEY.test(key);

/** Whether a key is that of the state of a topic. */
export const isStateKey = (key: string) => key.startsWith('t.');
