import * as z from 'zod';
import { startReceiver, type WebhookReceiver } from './webhook-receiver.ts';

/** A value as OTLP writes it in JSON: integers of 64 bits as text. */
const attribute = z.object({ key: z.string(), value: z.object({ stringValue: z.string() }) });
const integer = z.union([z.int(), z.string().regex(/^\d+$/)]).transform(Number);

const dataPoint = z.object({
  attributes: z.array(attribute),
  asInt: integer.optional(),
  asDouble: z.number().optional(),
  count: integer.optional(),
  sum: z.number().optional(),
  bucketCounts: z.array(integer).optional(),
});

const data = z.object({ dataPoints: z.array(dataPoint) });

const exportRequest = z.object({
  resourceMetrics: z.array(
    z.object({
      resource: z.object({ attributes: z.array(attribute) }),
      scopeMetrics: z.array(
        z.object({
          metrics: z.array(
            z.object({
              name: z.string(),
              unit: z.string(),
              sum: data.optional(),
              gauge: data.optional(),
              histogram: data.optional(),
            }),
          ),
        }),
      ),
    }),
  ),
});

/** One series of a metric. */
export interface Point {
  readonly dimensions: Readonly<Record<string, string>>;
  /** Of a histogram: how many values. */
  readonly value: number;
}

/** A metric as the last export told it. */
export interface CollectedMetric {
  readonly unit: string;
  readonly kind: 'counter' | 'gauge' | 'histogram';
  readonly points: readonly Point[];
}

/** An OpenTelemetry collector that takes metrics by OTLP over HTTP in JSON, and keeps everything that it was told. */
export interface Collector {
  readonly url: string;
  readonly receiver: WebhookReceiver;
  /** The metrics of the last export, and their resource. */
  last(): {
    readonly resource: Readonly<Record<string, string>>;
    readonly metrics: ReadonlyMap<string, CollectedMetric>;
  };
  close(): Promise<void>;
}

/** Starts a collector on a free loopback port. */
export async function startCollector(): Promise<Collector> {
  const receiver = await startReceiver(
    (_request, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('{}'),
  );
  const last = () => {
    const [told] = exportRequest.parse(
      JSON.parse(receiver.received.at(-1)?.body ?? '{"resourceMetrics":[]}'),
    ).resourceMetrics;
    const metrics = (told?.scopeMetrics ?? []).flatMap((scope) => scope.metrics);
    return {
      resource: namesOf(told?.resource.attributes ?? []),
      metrics: new Map(metrics.map((metric) => [metric.name, collected(metric)])),
    };
  };
  return { url: receiver.url, receiver, last, close: () => receiver.close() };
}

type Told = z.infer<typeof exportRequest>['resourceMetrics'][number]['scopeMetrics'][number]['metrics'][number];

function collected({ unit, sum, gauge, histogram }: Told): CollectedMetric {
  const { dataPoints = [] } = sum ?? gauge ?? histogram ?? {};
  const points = dataPoints.map(({ attributes, asInt, asDouble, count }) => ({
    dimensions: namesOf(attributes),
    value: asInt ?? asDouble ?? count ?? Number.NaN,
  }));
  return { unit, kind: sum ? 'counter' : gauge ? 'gauge' : 'histogram', points };
}

function namesOf(attributes: readonly z.infer<typeof attribute>[]): Record<string, string> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue]));
}
