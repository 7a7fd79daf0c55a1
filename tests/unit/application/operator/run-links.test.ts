import { beforeEach, describe, expect, test } from '@jest/globals';
import { getFiring } from '../../../../shared/application/operator/read-firings.ts';
import { subscribe } from '../../../../shared/application/subscriptions/subscribe.ts';
import { OperatorWorld } from '../../../support/operator-world.ts';
import { answered } from '../../../support/world.ts';

const FLOW_ID = '62cd5d87-f69f-438f-a0ad-6c551be71130';
const OF_ENVIRONMENT =
  'https://0a1b2c3d4e5f60718293a4b5c6d7e8.f9.environment.api.powerplatform.com/powerautomate/workflows/x';
const OF_REGION = 'https://prod-07.westeurope.logic.azure.com/workflows/x';
const runIn = (environment: string) =>
  `https://make.powerautomate.com/environments/${environment}/flows/${FLOW_ID}/runs/run-1`;

let world: OperatorWorld;

beforeEach(() => {
  world = new OperatorWorld();
});

async function fireFor(callbackUrl: string, flowId: string | undefined): Promise<string> {
  world.answers.set(callbackUrl, () => answered(202, { workflowRunId: 'run-1' }));
  const body = { environmentId: 'contoso', callbackUrl };
  const { subscription } = await subscribe(world.deps, { triggerType: 'data-source-refresh-failed', body, flowId });
  await world.fireRun();
  return subscription.id;
}

async function linkOf(id: string): Promise<string | undefined> {
  return (await world.newestDeliveryOf(id))?.attempts[0]?.workflowRunUrl;
}

describe('the address of the run that an attempt started', () => {
  test('is in the environment that the callback names', async () => {
    world.deps.settings = { ...world.deps.settings, powerPlatformEnvironment: 'Default-1' };
    expect(await linkOf(await fireFor(OF_ENVIRONMENT, FLOW_ID))).toBe(runIn('0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9'));
  });

  test('is in the environment of the setting when the callback names none, also for a delivery from before the setting', async () => {
    const id = await fireFor(OF_REGION, FLOW_ID);
    expect(await linkOf(id)).toBeUndefined();
    world.deps.settings = { ...world.deps.settings, powerPlatformEnvironment: 'Default-1' };
    expect(await linkOf(id)).toBe(runIn('Default-1'));
  });

  test('is absent when the platform did not say which flow it is', async () => {
    const id = await fireFor(OF_ENVIRONMENT, undefined);
    expect((await world.newestDeliveryOf(id))?.attempts).toMatchObject([{ workflowRunId: 'run-1' }]);
    expect(await linkOf(id)).toBeUndefined();
  });

  test('is told with the firing too', async () => {
    const id = await fireFor(OF_ENVIRONMENT, FLOW_ID);
    const { deliveries } = await getFiring(world.deps, await world.newestFiringId());
    expect(deliveries[0]?.attempts[0]?.workflowRunUrl).toBe(await linkOf(id));
    expect(deliveries[0]?.attempts[0]?.workflowRunUrl).toBeDefined();
  });
});
