import { expect } from '@jest/globals';
import { refreshEvent, sampleEvent } from '../event-builders.ts';
import { eventually } from '../eventually.ts';
import type { RunningApp } from '../running-app.ts';

interface Firing {
  readonly id: string;
  readonly state: string;
}

interface Firings {
  readonly value: readonly Firing[];
  readonly nextLink?: string;
}

/** The flow of the subscription `Teams alert`, and the run that each of its notifications starts. */
export const FLOW = '5b1d2c3e-4f50-4a6b-8c7d-9e0f1a2b3c4d';
export const RUN = '08585000000000000000000000000CU01';

/** Subscribes a flow in the environment of a test, under a name that its receiver sees in the path. */
export async function subscribeAs(
  { environmentId, receiver, app }: RunningApp,
  name: string,
  {
    type = 'data-source-refresh-failed',
    ...parameters
  }: { readonly type?: string; readonly [name: string]: unknown } = {},
): Promise<string> {
  const callbackUrl = `${receiver.url}/${environmentId}/${encodeURIComponent(name)}?sig=hush`;
  const headers = name === 'Teams alert' ? { 'x-ms-workflow-name': FLOW } : {};
  const body = { environmentId, callbackUrl, label: name, ...parameters };
  const { status, json } = await app.call('POST', `/api/triggers/${type}/subscriptions`, body, headers);
  expect(status).toBe(201);
  return (json as { readonly id: string }).id;
}

/** From now on, flows take their notifications and start runs, but those whose name has `refusing` in it refuse them. */
export function answerAsFlows({ receiver }: RunningApp): void {
  receiver.respondWith(({ path }, response) => {
    if (path.includes('refusing')) response.writeHead(422).end();
    else response.writeHead(202, { 'x-ms-workflow-run-id': RUN }).end();
  });
}

/** Reports that a data source has failed, and waits until everybody has been told. */
export async function failSource(running: RunningApp, changes: Readonly<Record<string, unknown>> = {}): Promise<void> {
  const { environmentId, app } = running;
  const [before] = await firingsOf(running);
  await app.queues.send('refresh-status', JSON.stringify(refreshEvent({ environmentId, ...changes })));
  await firingAfter(running, before);
}

/** The same for many data sources at once. */
export async function failSources(running: RunningApp, count: number): Promise<void> {
  const { environmentId, app } = running;
  const events = Array.from({ length: count }, (_, number) =>
    refreshEvent({ environmentId, eventId: `e-${number}`, name: `source-${number}` }),
  );
  await app.queues.send('refresh-status', JSON.stringify(events));
  await eventually(`${count} firings`, async () => {
    const path = `/api/firings?environmentId=${environmentId}`;
    const first = (await app.call('GET', path)).json as Firings;
    if (first.nextLink === undefined) return false;
    const second = (await app.call('GET', first.nextLink)).json as Firings;
    return first.value.length + second.value.length === count;
  });
}

/** Lets a segment rise above 1,000 members, and waits until everybody has been told. */
export async function crossThreshold(running: RunningApp): Promise<void> {
  const { environmentId, app } = running;
  const [before] = await firingsOf(running);
  for (const value of [998, 1203]) {
    const event = sampleEvent(value, { environmentId, displayName: 'High value' });
    await app.queues.send('metric-change', JSON.stringify(event));
    await eventually('the value', async () =>
      (await app.call('GET', `/api/environments/${environmentId}/segments`)).text.includes(String(value)),
    );
  }
  await firingAfter(running, before);
}

async function firingsOf({ environmentId, app }: RunningApp): Promise<Firings['value']> {
  return ((await app.call('GET', `/api/firings?environmentId=${environmentId}`)).json as Firings).value;
}

async function firingAfter(running: RunningApp, before: Firing | undefined): Promise<void> {
  await eventually('the next firing, told to everybody', async () => {
    const [newest] = await firingsOf(running);
    return newest?.state === 'done' && newest.id !== before?.id;
  });
}
