import { expect, test } from '@jest/globals';
import { ConsolePages, describeInBrowser } from '../support/console/console-pages.ts';
import { sampleEvent } from '../support/event-builders.ts';
import { eventually } from '../support/eventually.ts';
import { RunningApp } from '../support/running-app.ts';

describeInBrowser('the frame of the console', () => {
  const running = new RunningApp();
  const pages = new ConsolePages(() => running.app.baseUrl);

  test('opens', async () => {
    await running.subscribe('segment-threshold-crossed', { segment: 'high-value', threshold: 1000 });
    const { environmentId } = running;
    await running.app.queues.send('metric-change', JSON.stringify(sampleEvent(820, { environmentId })));
    await eventually('x', async () =>
      (await running.app.call('GET', `/api/environments/${environmentId}/segments`)).text.includes('high-value'),
    );
    const page = await pages.open(`#/environments/${environmentId}/status`);
    await page.getByText('Near a threshold').waitFor();
    await page.screenshot({ path: '/tmp/lab-console/a.png', fullPage: true });
    expect(1).toBe(1);
  });
});
