import { test } from '@jest/globals';
import { ConsolePages, describeInBrowser } from '../support/console/console-pages.ts';
import { eventually } from '../support/eventually.ts';
import { RunningApp } from '../support/running-app.ts';

describeInBrowser('the view of subscriptions', () => {
  const running = new RunningApp();
  const pages = new ConsolePages(() => running.app.baseUrl);

  test('look', async () => {
    const one = await running.subscribe('segment-threshold-crossed', { segment: 'high-value', threshold: 1000, label: 'Mail owners' });
    await running.subscribe('data-source-refresh-failed', { label: 'Teams alert' });
    await running.subscribe('full-refresh-completed', { outcome: 'failed', submission: 'manual' });
    await running.app.call('POST', `/api/subscriptions/${one.id}/test`);
    await running.arrivals(1);
    const { environmentId } = running;
    for (const width of [1280, 400]) {
    const page = await pages.open(`#/subscriptions?environment=${environmentId}`, { width });
    await page.getByText('Mail owners').waitFor();
    await page.screenshot({ path: `/tmp/lab-sub/list-${width}.png`, fullPage: true });
    await page.getByRole('link', { name: 'Mail owners' }).click();
    await page.getByRole('heading', { name: 'Deliveries' }).waitFor();
    await page.getByText('Redeliver').waitFor();
    await page.screenshot({ path: `/tmp/lab-sub/pane-${width}.png`, fullPage: true });
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Actions for Mail owners' }).click();
    await page.getByRole('menuitem', { name: 'Replay' }).click();
    await page.getByText('deliveries will be sent').waitFor();
    await page.screenshot({ path: `/tmp/lab-sub/replay-${width}.png`, fullPage: true });
    await page.goto(`${running.app.baseUrl}/api/console#/export-destinations`);
    await page.getByRole('heading', { name: 'Logic Apps' }).waitFor();
    await page.screenshot({ path: `/tmp/lab-sub/tiles-${width}.png`, fullPage: true });
    for (const name of ['Power Automate', 'Logic Apps', 'Any webhook']) {
    await page.getByRole('button', { name: `Set up: ${name}` }).click();
    await page.getByRole('heading', { name: /^1\. / }).waitFor();
    await page.screenshot({ path: `/tmp/lab-sub/setup-${name}-${width}.png`, fullPage: true });
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: /^1\. / }).waitFor({ state: 'hidden' });
    }
    await page.getByRole('tab', { name: 'My export' }).click();
    await page.getByText('Created').waitFor();
    await page.screenshot({ path: `/tmp/lab-sub/mine-${width}.png`, fullPage: true });
    }
    await eventually('x', () => true);
  });
});
