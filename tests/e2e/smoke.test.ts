import { expect, test } from '@jest/globals';
import { waitUntilHealthy } from '../../local/infra/healthy.ts';
import { publishAndSee } from '../../local/infra/publish-and-see.ts';
import { RunningApp } from '../support/running-app.ts';

const running = new RunningApp();

test('the smoke test sees its event applied by a healthy app, which then forgets it', async () => {
  const { baseUrl } = running.app;
  await waitUntilHealthy(baseUrl);
  expect(await publishAndSee(baseUrl, '')).toBeGreaterThan(0);
  expect((await running.app.call('GET', '/api/environments/smoke-test/data-sources/smoke-test')).status).toBe(404);
});

test('the smoke test fails with the answer when the app refuses the event', async () => {
  await expect(publishAndSee(`${running.app.baseUrl}/elsewhere`, '')).rejects.toThrow(/answered 404 instead of 202/);
});
