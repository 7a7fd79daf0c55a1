import { beforeAll, describe, expect, test } from '@jest/globals';
import { ConsolePages, describeInBrowser } from '../support/console/console-pages.ts';
import { fillEnvironment } from '../support/console/filled-app.ts';
import { RunningApp, SOON } from '../support/running-app.ts';
import { testExplain } from './views/explain.ts';
import { testConsoleFiles } from './views/files.ts';
import { testFrame } from './views/frame.ts';
import { testStatus } from './views/status.ts';
import { testThresholds } from './views/thresholds.ts';

/* The views that only read. They share one app and one browser; `-t "the view Explain"` runs one of them. */

// No sweep takes time from the browser.
const running = new RunningApp({ ...SOON, SWEEP_SCHEDULE: '0 0 * * * *' });

testConsoleFiles(running);

describeInBrowser('the console', () => {
  const pages = new ConsolePages(() => running.app.baseUrl);

  describe('of one environment', () => {
    beforeAll(async () => {
      running.environmentId = 'shown';
      await fillEnvironment(running);
    }, 60_000);

    testFrame(running, pages);
    testStatus(running, pages);
  });

  testThresholds(running, pages);
  testExplain(running, pages);
});

running.testThatNoSecretWasLogged();

test('CONSOLE=off answers 404 for every file, and the API goes on', async () => {
  await running.app.stopHost();
  await running.app.startHost({ CONSOLE: 'off' });
  for (const path of ['/api/console', '/api/console/config', '/api/console/index.html'])
    expect((await running.app.call('GET', path)).status).toBe(404);
  expect((await running.app.call('GET', '/api/ping')).status).toBe(204);
});
