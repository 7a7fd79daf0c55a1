import { ConsolePages, describeInBrowser } from '../support/console/console-pages.ts';
import { RunningApp, SOON } from '../support/running-app.ts';
import { testDeadLetters } from './views/dead-letters.ts';
import { testFirings } from './views/firings.ts';
import { testSubscriptions } from './views/subscriptions.ts';

/* The views that act on deliveries. They share one app and one browser; `-t "the view Firings"` runs one of them. */

const POWER_PLATFORM_ENVIRONMENT = '0a1b2c3d-0000-4000-8000-00000000000e';

// With schedules that are longer than the tests, a receiver that is down stays as it is, and no sweep takes time from the browser.
const running = new RunningApp({
  ...SOON,
  POWER_PLATFORM_ENVIRONMENT,
  RETRY_SCHEDULE: '10m,10m',
  SWEEP_SCHEDULE: '0 0 * * * *',
});

describeInBrowser('the console', () => {
  const pages = new ConsolePages(() => running.app.baseUrl);

  testFirings(running, pages, POWER_PLATFORM_ENVIRONMENT);
  testSubscriptions(running, pages, POWER_PLATFORM_ENVIRONMENT);
  testDeadLetters(running, pages);
});

running.testThatNoSecretWasLogged();
