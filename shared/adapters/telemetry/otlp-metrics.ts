import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader, type PushMetricExporter } from '@opentelemetry/sdk-metrics';
import { type MetricName, metrics } from '../../contract/telemetry-metrics.ts';
import type { MetricSink } from './lazy-meter.ts';

/** What names this process to a collector, and how often it is told. */
export interface OtlpOptions {
  readonly version: string;
  /** Another one for each process, so that a collector can tell their counts apart. */
  readonly instanceId: string;
  /** Milliseconds. */
  readonly interval: number;
  /** Hears of each export whether the collector took it. */
  readonly onExport: (isTaken: boolean) => void;
}

/** From less than a second to a day: what a delivery waits for is a retry schedule, or a closed circuit. */
const AGE_BOUNDARIES = [50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 60_000, 600_000, 3_600_000, 86_400_000];

/**
 * Sends metrics to an OpenTelemetry collector, by OTLP over HTTP in JSON. The exporter takes the address, headers and preferences
 * from the `OTEL_EXPORTER_OTLP_...` settings that all OpenTelemetry software has in common.
 */
export function openOtlpMetrics({ version, instanceId, interval, onExport }: OtlpOptions): MetricSink {
  const reader = new PeriodicExportingMetricReader({
    exporter: watchedExporter(onExport),
    exportIntervalMillis: interval,
    exportTimeoutMillis: Math.min(interval, 30_000),
  });
  const resource = resourceFromAttributes({
    'service.name': 'insight-triggers',
    'service.version': version,
    'service.instance.id': instanceId,
  });
  const provider = new MeterProvider({ resource, readers: [reader] });
  const record = createInstruments(provider);
  return {
    record: ({ metric, value, dimensions }) => record[metric](value, dimensions),
    flush: () => provider.forceFlush(),
  };
}

/** The SDK keeps the fault of an export to itself. */
function watchedExporter(onExport: OtlpOptions['onExport']): PushMetricExporter {
  const exporter = new OTLPMetricExporter();
  const send = exporter.export.bind(exporter);
  exporter.export = (metrics, done) =>
    send(metrics, (result) => {
      onExport(result.error === undefined);
      done(result);
    });
  return exporter;
}

type RecordValue = (value: number, dimensions: Readonly<Record<string, string>>) => void;

function createInstruments(provider: MeterProvider): Readonly<Record<MetricName, RecordValue>> {
  const meter = provider.getMeter('insight-triggers');
  const recorderOf = (name: MetricName): RecordValue => {
    const { kind, unit, description } = metrics[name];
    const options = { unit, description };
    if (kind === 'counter') {
      const counter = meter.createCounter(name, options);
      return (value, dimensions) => counter.add(value, dimensions);
    }
    const instrument =
      kind === 'gauge'
        ? meter.createGauge(name, options)
        : meter.createHistogram(name, { ...options, advice: { explicitBucketBoundaries: AGE_BOUNDARIES } });
    return (value, dimensions) => instrument.record(value, dimensions);
  };
  const names = Object.keys(metrics) as MetricName[];
  return Object.fromEntries(names.map((name) => [name, recorderOf(name)])) as Record<MetricName, RecordValue>;
}
