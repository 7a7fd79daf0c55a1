import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Fault } from '../support/power-automate/callback-server.ts';
import { ConnectorDefinition, type Trigger } from '../support/power-automate/definition.ts';
import type { Flow } from '../support/power-automate/flow.ts';
import { type Cases, inEachCase, ranFor, type Scene, Stage } from '../support/power-automate/stage.ts';
import { untilSeen } from '../support/power-automate/until-seen.ts';

/* What the platform does wrong when it is called, and what of it a flow notices: nothing but a repetition, which it can tell. */
const ASKED_SECONDS = 2;
const ATTEMPT_TIMEOUT_MS = 5_000;
const TOO_LATE_MS = ATTEMPT_TIMEOUT_MS + 2_000;
const ELSEWHERE = '/elsewhere';

interface Case {
  readonly faults: readonly Fault[];
  /** How often the flow is called for the occasion that meets the faults, and how often it runs for it. */
  readonly calls: number;
  readonly runs: number;
  /** Whether it is there for the next one. */
  readonly stays?: false;
}

const failing = (status: number, headers = {}): Case => ({ faults: [{ status, headers }], calls: 2, runs: 1 });
const mismatch =
  '{"error":{"code":"TriggerInputSchemaMismatch","message":"The input body for trigger did not match."}}';
const tooMany = `Rate limit is exceeded. Try again in ${ASKED_SECONDS} seconds.`;

const cases: Cases<Case> = [
  ['no fault', { faults: [], calls: 1, runs: 1 }],
  [
    '429 with Retry-After',
    { ...failing(429), faults: [{ status: 429, headers: { 'retry-after': `${ASKED_SECONDS}` }, text: tooMany }] },
  ],
  ['429 without Retry-After', failing(429)],
  ...[408, 500, 502, 503, 504].map((status) => [`${status}`, failing(status)] as const),
  ...[301, 302, 307].map((status) => [`${status} to elsewhere`, failing(status, { location: ELSEWHERE })] as const),
  ['an answer that comes late', { faults: [{ lateBy: 300 }], calls: 1, runs: 1 }],
  ['an answer that comes too late', { faults: [{ lateBy: TOO_LATE_MS }], calls: 2, runs: 2 }],
  ['a reset after it is accepted', { faults: ['reset'], calls: 2, runs: 2 }],
  ['401', failing(401)],
  ['403', failing(403)],
  ['401 for good', { faults: Array(3).fill({ status: 401 }), calls: 3, runs: 0 }],
  ['403 for good', { faults: Array(3).fill({ status: 403 }), calls: 3, runs: 0 }],
  ['a schema that does not match', { faults: [{ status: 400, text: mismatch }], calls: 1, runs: 0 }],
  ['410', { faults: [{ status: 410 }], calls: 1, runs: 0, stays: false }],
];

let stage: Stage;
const triggers = new ConnectorDefinition().triggers.map((trigger) => [trigger.operationId, trigger] as const);
const played = new Map<string, Played>();

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
  const first = await here.happen();
  await here.untilSettled(first);
  const second = await here.happen();
  await here.untilSettled(second);
  return { here, flows, first, second };
}

beforeAll(async () => {
  stage = await Stage.set({ ATTEMPT_TIMEOUT: `${ATTEMPT_TIMEOUT_MS}ms`, CALLBACK_ALLOWED_HOSTS: '.logic.invalid' });
  await Promise.all(triggers.map(async ([name, trigger]) => played.set(name, await play(trigger))));
}, 120_000);

afterAll(async () => {
  await stage?.strike();
  expect(stage.callbacks.strangers).toEqual([]);
});

describe.each(triggers)('a flow with %s', (name, trigger) => {
  const flowOf = (caseName: string): Flow => {
    const flow = played.get(name)?.flows[caseName];
    if (!flow) throw new Error(`${name} was not played with ${caseName}`);
    return flow;
  };
  const callsOf = (caseName: string) =>
    flowOf(caseName).received.filter(({ body }) => JSON.parse(body).runId === played.get(name)?.first);
  const runsOf = (caseName: string) => ranFor(flowOf(caseName));

  test.each(cases)(
    'that answers with %s gets its webhook as often as it has to, always the same',
    (caseName, { calls, runs }) => {
      expect(callsOf(caseName)).toHaveLength(calls);
      expect(new Set(callsOf(caseName).map(({ headers, body }) => `${headers['webhook-id']} ${body}`)).size).toBe(1);
      expect(runsOf(caseName).filter((runId) => runId === played.get(name)?.first)).toHaveLength(runs);
      const ids = new Set(flowOf(caseName).history.runs.map(({ body }) => body.notificationId));
      expect(ids.size).toBe(new Set(runsOf(caseName)).size);
    },
  );

  test('that asks for time gets it', () => {
    const [before, after] = callsOf('429 with Retry-After');
    expect((after?.at ?? 0) - (before?.at ?? 0)).toBeGreaterThanOrEqual(ASKED_SECONDS * 1000);
  });

  test('runs for the next occasion unless it was gone', async () => {
    const staying = cases.filter(([, { stays }]) => stays !== false);
    expect(staying.filter(([caseName]) => !runsOf(caseName).includes(played.get(name)?.second ?? ''))).toEqual([]);
    expect(runsOf('410')).toEqual([]);
    expect(await played.get(name)?.here.live()).toHaveLength(staying.length);
  });

  test.concurrent('whose host has no address is registered all the same, and tried again', async () => {
    const here = stage.scene(trigger);
    const flow = await here.savedFlow({ origin: 'https://prod-12.westeurope.logic.invalid:443' });
    const [subscription] = await here.live();
    await here.happen();
    const deliveries = `subscriptions/${subscription?.id}/deliveries`;
    const delivery = async () =>
      (await stage.app.list<{ state: string; attempts: { reason?: string }[] }>(deliveries))[0];
    await untilSeen('a delivery that is tried again', async () => (await delivery())?.state === 'retrying');
    // Where nobody answers questions about names, there is no answer in time.
    expect((await delivery())?.attempts[0]?.reason).toMatch(/^(dns|timeout)$/);
    await flow.delete();
    expect(await here.live()).toEqual([]);
  });
});
