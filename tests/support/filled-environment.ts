import { sampleEvent } from './event-builders.ts';
import type { OperatorWorld } from './operator-world.ts';
import { answered } from './world.ts';

const METRICS = 8;

/** Fills an environment with 40 subscriptions, 8 metrics and 300 firings, some of them under way and some given up. */
export async function fillEnvironment(world: OperatorWorld): Promise<void> {
  const metrics = Array.from({ length: METRICS }, (_, index) => `s${index}`);
  for (let index = 0; index < 32; index++)
    await world.createSubscription({ callbackUrl: `https://flow.example/${index}` });
  for (const segment of metrics) await world.subscribe('segment-threshold-crossed', { segment, threshold: 100 });
  world.answers.set('https://flow.example/0', () => answered(422));
  world.answers.set('https://flow.example/1', () => answered(503));
  for (const name of metrics)
    await world.receive('metric-change', [sampleEvent(1, { name }), sampleEvent(200, { name })]);
  for (let run = 0; run < 292; run++) await world.fireRun(`job-${run}`);
}
