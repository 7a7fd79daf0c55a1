import { beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import type { Fault } from '../support/power-automate/callback-server.ts';
import { ConnectorDefinition, type Trigger } from '../support/power-automate/definition.ts';
import type { Flow } from '../support/power-automate/flow.ts';
import { type Cases, inEachCase, leavesNothing, ranFor, type Scene, Stage } from '../support/power-automate/stage.ts';

/* What the platform does wrong when it is called, and what of it a flow notices: nothing but a repetition, which it can tell. */
const ASKED_SECONDS = 2;
const ATTEMPT_TIMEOUT_MS = 5_000;
const TOO_LATE_MS = ATTEMPT_TIMEOUT_MS + 2_000;

interface Case {
  readonly faults: readonly Fault[];
  /** How often the flow is called for the occasion that meets the faults, and how often it runs for it. */
  readonly calls: number;
  readonly runs: number;
  /** Whether it is there for the next one. */
  readonly stays?: false;
}

const failing = (status: number, headers = {}): Case => ({ faults: [{ status, headers }], calls: 2, runs: 1 });
const refusedForGood = (status: number): Case => ({ faults: Array(3).fill({ status }), calls: 3, runs: 0 });
const mismatch =
  '{"error":{"code":"TriggerInputSchemaMismatch","message":"The input body for trigger did not match."}}';
const tooMany = `Rate limit is exceeded. Try again in ${ASKED_SECONDS} seconds.`;
const askingForTime: Fault = { status: 429, headers: { 'retry-after': `${ASKED_SECONDS}` }, text: tooMany };

const cases: Cases<Case> = {
  'no fault': { faults: [], calls: 1, runs: 1 },
  '429 with Retry-After': { faults: [askingForTime], calls: 2, runs: 1 },
  '429 without Retry-After': failing(429),
  ...Object.fromEntries([401, 403, 408, 500, 502, 503, 504].map((status) => [`${status} once`, failing(status)])),
  ...Object.fromEntries(
    [301, 302, 307].map((status) => [`${status} to elsewhere`, failing(status, { location: '/elsewhere' })]),
  ),
  'an answer that comes late': { faults: [{ lateBy: 300 }], calls: 1, runs: 1 },
  'an answer that comes too late': { faults: [{ lateBy: TOO_LATE_MS }], calls: 2, runs: 2 },
  'a reset after it is accepted': { faults: ['reset'], calls: 2, runs: 2 },
  '401 for good': refusedForGood(401),
  '403 for good': refusedForGood(403),
  'a schema that does not match': { faults: [{ status: 400, text: mismatch }], calls: 1, runs: 0 },
  '410 once': { faults: [{ status: 410 }], calls: 1, runs: 0, stays: false },
};

const stage = new Stage({ ATTEMPT_TIMEOUT: `${ATTEMPT_TIMEOUT_MS}ms`, CALLBACK_ALLOWED_HOSTS: '.logic.invalid' });
const { triggers } = new ConnectorDefinition();
const played = new Map<Trigger, Played>();

/** A flow for each case, and two occasions: one that meets the faults, and one that does not. */
interface Played {
  readonly here: Scene;
  readonly flows: Readonly<Record<string, Flow>>;
  readonly first: string;
  readonly second: string;
}

async function play(trigger: Trigger): Promise<Played> {
  const here = stage.scene(trigger);
  const flows = await inEachCase(cases, async ({ faults }) => {
    const flow = await here.savedFlow();
    flow.faults.push(...faults);
    return flow;
  });
  return { here, flows, first: await here.happenAndSettle(), second: await here.happenAndSettle() };
}

beforeAll(async () => {
  await Promise.all(triggers.map(async (trigger) => played.set(trigger, await play(trigger))));
}, 120_000);

describe.each(triggers)('a flow with $id', (trigger) => {
  const scenePlayed = (): Played => {
    const found = played.get(trigger);
    if (!found) throw new Error(`${trigger.id} was not played`);
    return found;
  };
  const flowOf = (name: string): Flow => scenePlayed().flows[name] as Flow;
  const callsOf = (name: string) =>
    flowOf(name).received.filter(({ body }) => JSON.parse(body).runId === scenePlayed().first);

  test.each(Object.entries(cases))(
    'that answers with %s gets its webhook as often as it has to, always the same',
    (name, { calls, runs }) => {
      expect(callsOf(name)).toHaveLength(calls);
      expect(new Set(callsOf(name).map(({ headers, body }) => `${headers['webhook-id']} ${body}`)).size).toBe(1);
      const ran = ranFor(flowOf(name));
      expect(ran.filter((runId) => runId === scenePlayed().first)).toHaveLength(runs);
      const ids = new Set(flowOf(name).runs.map(({ notificationId }) => notificationId));
      expect(ids.size).toBe(new Set(ran).size);
    },
  );

  test('that asks for time gets it', () => {
    const [before, after] = callsOf('429 with Retry-After');
    expect((after?.at ?? 0) - (before?.at ?? 0)).toBeGreaterThanOrEqual(ASKED_SECONDS * 1000);
  });

  test('runs for the next occasion unless it was gone', async () => {
    const { here, flows, second } = scenePlayed();
    const staying = Object.keys(cases).filter((name) => cases[name]?.stays !== false);
    expect(Object.keys(flows).filter((name) => ranFor(flowOf(name)).includes(second))).toEqual(staying);
    expect(ranFor(flowOf('410 once'))).toEqual([]);
    expect(await here.live()).toHaveLength(staying.length);
  });

  test.concurrent('whose host has no address is registered all the same, and tried again', async () => {
    const here = stage.scene(trigger);
    const flow = await here.savedFlow({ origin: 'https://prod-12.westeurope.logic.invalid:443' });
    const [subscription] = await here.live();
    await here.happen();
    const deliveries = `subscriptions/${subscription?.id}/deliveries`;
    const delivery = async () => (await stage.list<{ state: string; attempts: { reason?: string }[] }>(deliveries))[0];
    await eventually('a delivery that is tried again', async () => (await delivery())?.state === 'retrying');
    // Where nobody answers questions about names, there is no answer in time.
    expect((await delivery())?.attempts[0]?.reason).toMatch(/^(dns|timeout)$/);
    await leavesNothing(here, { flow });
  });
});
