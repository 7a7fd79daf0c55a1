import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { accessibilityFaults } from '../../support/console/accessibility.ts';
import { closePane } from '../../support/console/close-pane.ts';
import type { ConsolePages } from '../../support/console/console-pages.ts';
import { fillEnvironment, subscribeFlow } from '../../support/console/filled-app.ts';
import { addressHas, goTo } from '../../support/console/go-to.ts';
import { overflowing } from '../../support/console/overflow.ts';
import { sampleEvent } from '../../support/event-builders.ts';
import { eventually } from '../../support/eventually.ts';
import type { RunningApp } from '../../support/running-app.ts';

/** Defines the tests of the view Triggers and thresholds. */
export function testThresholds(running: RunningApp, pages: ConsolePages): void {
  describe('the view Triggers and thresholds', () => {
    const address = '#/environments/watched/thresholds';

    beforeAll(async () => {
      running.environmentId = 'watched';
      await fillEnvironment(running);
      await Promise.all([
        subscribeFlow(running, 'Second line', 'segment-threshold-crossed', { segment: 'high-value', threshold: 1200 }),
        subscribeFlow(running, 'Gold watch', 'segment-threshold-crossed', { segment: 'gold', threshold: 100 }),
        subscribeFlow(running, 'Churn alarm', 'segment-threshold-crossed', { segment: 'churn', threshold: 500 }),
        subscribeFlow(running, 'VIP greeter', 'segment-threshold-crossed', { segment: 'vip-2025', threshold: 10 }),
        subscribeFlow(running, 'Loyalty mail', 'data-source-refresh-succeeded', { dataSource: 'loyalty' }),
        subscribeFlow(running, 'Ghost', 'data-source-refresh-succeeded', { dataSource: 'ghost' }),
      ]);
      const sample = (name: string, displayName: string, value: number) =>
        sampleEvent(value, { environmentId: 'watched', name, displayName, evaluatedAt: new Date().toISOString() });
      await running.app.queues.send(
        'metric-change',
        JSON.stringify([sample('gold', 'Gold', 95), sample('churn', 'Churn risk', 480), sample('quiet', 'Quiet', 7)]),
      );
      await segments('"value":480');
      await running.app.queues.send('metric-change', JSON.stringify(sample('churn', 'Churn risk', 540)));
      await segments('"value":540');
      await running.arrivals(3);
    }, 60_000);

    async function segments(text: string): Promise<void> {
      await eventually(`segments with ${text}`, async () =>
        (await running.app.call('GET', '/api/environments/watched/segments')).text.includes(text),
      );
    }

    const metrics = (page: Page) => page.getByRole('table', { name: 'Segments and business measures' });
    const names = (page: Page) => metrics(page).getByRole('row').getByRole('link').allTextContents();
    const row = (page: Page, name: string) => metrics(page).getByRole('row').filter({ hasText: name });

    test('has a row for each metric, the nearest first, with what is missing, who waits, and what no event has named', async () => {
      const page = await pages.visit(address);
      await row(page, 'Gold watch').waitFor();
      const rows = await metrics(page).getByRole('row').allTextContents();
      expect(rows.slice(1)).toEqual([
        expect.stringMatching(/^Gold951005Gold watch/),
        expect.stringMatching(/^High value8201,000180Mail owners/),
        expect.stringMatching(/^Churn risk540AboveFires again after a value at or below 500Churn alarm/),
        expect.stringMatching(/^vip-2025No event has named it1 flow waits for it\..*VIP greeter/),
      ]);
      const scale = row(page, 'High value').getByRole('img');
      expect(await scale.getAttribute('aria-label')).toBe('820 now; thresholds: 1,000 · 1,200');
      expect(await scale.locator('line').count()).toBe(2);
    });

    test('shows what flows wait for of refreshes, its last run, and a data source that no event has named', async () => {
      const page = await pages.visit(address);
      const runs = page.getByRole('table', { name: 'Refreshes' });
      await runs.getByText('Loyalty mail').waitFor();
      const rows = await runs.getByRole('row').allTextContents();
      expect(rows.slice(1).toSorted()).toEqual([
        expect.stringMatching(/^Data source refresh failedAny data source.*refusing \(\+1\)$/),
        expect.stringMatching(/^Data source refresh succeededLoyaltySuccessful.*Loyalty mail$/),
        'Data source refresh succeededghostNo event has named this data sourceGhost',
        expect.stringMatching(/^Full refresh completedAny runCompleted with warnings.*Create a flow$/),
        'Unification completedAny runNo run has been reported yetCreate a flow',
      ]);
      await runs.getByRole('link', { name: 'Create a flow' }).last().click();
      const pane = page.getByRole('dialog', { name: 'Create a flow' });
      expect(await pane.getByLabel('Trigger').inputValue()).toBe('unification-refresh-completed');
      await page.keyboard.press('Escape');
      await runs.getByRole('link', { name: 'Successful', exact: true }).click();
      await page.getByRole('dialog', { name: 'Progress details' }).getByText('Loyalty').waitFor();
      await addressHas(page, '#/environments/watched/status?process=data-source&name=loyalty');
    });

    test('each filter shows its metrics, and is kept in the address', async () => {
      const page = await pages.visit(address);
      for (const [name, word, shown] of [
        ['Within 10% (1)', 'near', ['Gold', 'Gold watch']],
        ['Above (1)', 'above', ['Churn risk', 'Churn alarm']],
        ['Never named (1)', 'unknown', ['vip-2025', 'VIP greeter']],
        ['No flow waits (1)', 'unwatched', ['Quiet']],
      ] as const) {
        await page.getByRole('button', { name }).click();
        await row(page, 'High value').waitFor({ state: 'detached' });
        await row(page, shown[0]).waitFor();
        expect(await names(page)).toEqual(shown);
        await addressHas(page, `?show=${word}`);
      }
      await page.reload();
      await row(page, 'Quiet').waitFor();
      expect(await names(page)).toEqual(['Quiet']);
      await page.goBack();
      await row(page, 'vip-2025').waitFor();
    });

    test('the search box and the order change the list, and what matches nothing can be cleared', async () => {
      const page = await pages.visit(address);
      await page.getByLabel('Sort').selectOption('By name');
      await eventually('the order by name', async () => (await names(page))[0] === 'Churn risk');
      await addressHas(page, 'sort=name');
      await page.getByLabel('Sort').selectOption('Last evaluated first');
      await eventually('the order by time', async () => (await names(page)).indexOf('High value') === 4);
      await page.getByRole('searchbox').fill('vip');
      await row(page, 'Gold').waitFor({ state: 'detached' });
      expect(await names(page)).toEqual(['vip-2025', 'VIP greeter']);
      await page.getByRole('searchbox').fill('nothing of the kind');
      await page.getByText('Nothing matches these filters.').waitFor();
      await page.getByRole('button', { name: 'Clear filters' }).click();
      await row(page, 'Gold').waitFor();
    });

    test('the details of a metric open by keyboard, and tell each distance, who waits and what crossed', async () => {
      const page = await pages.visit(address);
      await row(page, 'Gold').waitFor();
      await row(page, 'Gold').getByRole('link').first().focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      const pane = page.getByRole('dialog', { name: 'Churn risk' });
      await pane.getByRole('link', { name: 'From 480 to 540' }).waitFor();
      await pane.getByText('40 above; fires again after a value at or below it').waitFor();
      await page.reload();
      await pane.getByRole('link', { name: 'Churn alarm', exact: true }).waitFor();
      expect(await pane.getByRole('link', { name: 'Explain: Churn alarm' }).getAttribute('href')).toMatch(
        /^#\/explain\?environment=watched&subscription=/,
      );
      await pane.getByRole('button', { name: 'Copy Unique name' }).click();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('churn');
      await closePane(page, pane, pane.getByRole('link', { name: 'Churn alarm', exact: true }));
      await page.waitForURL(/thresholds$/);
    });

    test('an address without the kind of a metric opens it, and a flow with another threshold starts from it', async () => {
      const page = await pages.visit(`${address}?metric=high-value`);
      const pane = page.getByRole('dialog', { name: 'High value' });
      await pane.getByText('180 missing').waitFor();
      await pane.getByText('380 missing').waitFor();
      await pane.getByText('No crossing is kept.').waitFor();
      await pane.getByRole('link', { name: 'Create a flow with another threshold' }).click();
      const create = page.getByRole('dialog', { name: 'Create a flow' });
      expect(await create.getByLabel('Trigger').inputValue()).toBe('segment-threshold-crossed');
      await create.getByText('high-value', { exact: true }).waitFor();
    });

    test('before the first answer there are rows in its place, and when it fails another try', async () => {
      const page = await pages.visit(address);
      let fail = () => {};
      const failing = new Promise<void>((resolve) => {
        fail = resolve;
      });
      await page.route('**/overview', async (route) => {
        await failing;
        await route.abort();
      });
      await page.reload();
      await page.getByRole('main').getByLabel('Loading').first().waitFor();
      fail();
      await page.getByRole('main').getByText('The app does not answer.').waitFor();
      expect(await page.getByRole('table').count()).toBe(0);
      await page.unroute('**/overview');
      await page.getByRole('main').getByRole('button', { name: 'Try again' }).click();
      await row(page, 'Gold').waitFor();
    });

    test('what nothing is known of says so: a metric, and an environment, which offers to create a flow', async () => {
      const page = await pages.visit(`${address}?metric=gone&kind=segment`);
      await page.getByRole('dialog', { name: 'gone' }).getByText('No event has named this metric').waitFor();
      await goTo(page, '#/environments/nowhere/thresholds');
      await page.getByText('No flow waits for a threshold here.').waitFor();
      await page.getByRole('main').getByRole('link', { name: 'Create a flow' }).click();
      await page.getByRole('dialog', { name: 'Create a flow' }).waitFor();
    });

    test('a poll brings a new value in place, and leaves the focus alone; a failure offers another try', async () => {
      const page = await pages.open(address, { hasOwnClock: true });
      await row(page, 'Quiet').waitFor({ state: 'detached' });
      const link = row(page, 'Gold').getByRole('link').first();
      await link.focus();
      await running.app.queues.send(
        'metric-change',
        JSON.stringify(
          sampleEvent(97, {
            environmentId: 'watched',
            name: 'gold',
            displayName: 'Gold',
            evaluatedAt: new Date().toISOString(),
          }),
        ),
      );
      await segments('"value":97');
      await page.clock.fastForward(15_500);
      await row(page, 'Gold').getByText('97', { exact: true }).waitFor();
      expect(await link.evaluate((element) => element === document.activeElement)).toBe(true);
      await page.route('**/api/subscriptions?*', (route) => route.abort());
      await page.clock.fastForward(15_500);
      await page.getByText('The app does not answer.').waitFor();
      await row(page, 'Gold').waitFor();
      await page.unroute('**/api/subscriptions?*');
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.getByText('The app does not answer.').waitFor({ state: 'detached' });
    });

    test('nothing sticks out of the page in any language, wide or narrow', async () => {
      const page = await pages.visit(address);
      const sign = page.getByText('Churn alarm');
      expect(await overflowing(page, [{ hash: address, sign }])).toEqual([]);
    });

    test('the view and its pane have no fault of accessibility in either theme', async () => {
      const page = await pages.visit(address);
      await page.getByText('Loyalty mail').first().waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await row(page, 'Churn risk').getByRole('link').first().click();
      await page.getByRole('dialog').getByText('From 480 to 540').waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
    });
  });
}
