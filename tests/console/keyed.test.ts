import { beforeAll } from '@jest/globals';
import { ConsolePages, describeInBrowser } from '../support/console/console-pages.ts';
import { RunningApp } from '../support/running-app.ts';
import { testExportDestinations } from './views/export-destinations.ts';
import { testKey } from './views/key.ts';

/* What can be seen without a key. Both share one app that asks for it, and one browser; `-t "the key"` runs one of them. */

const CONNECTOR_NAME = 'shared_insight-5finsight-20triggers-5f0a1b';

describeInBrowser('the console', () => {
  const running = new RunningApp({ CONNECTOR_NAME }, { asksForKeys: true });
  const pages = new ConsolePages(() => `http://${running.app.host}`);

  beforeAll(() => pages.guard(running.app.key));

  testKey(running, pages);
  testExportDestinations(running, pages, CONNECTOR_NAME);
});
