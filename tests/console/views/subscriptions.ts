import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { accessibilityFaults } from '../../support/console/accessibility.ts';
import type { ConsolePages } from '../../support/console/console-pages.ts';
import { answerByName, FLOW_ID, fillSubscriptions } from '../../support/console/filled-subscriptions.ts';
import { addressHas } from '../../support/console/go-to.ts';
import { overflowing } from '../../support/console/overflow.ts';
import { eventually } from '../../support/eventually.ts';
import type { RunningApp } from '../../support/running-app.ts';

/** Defines the tests of the view Subscriptions. */
export function testSubscriptions(running: RunningApp, pages: ConsolePages, platform: string): void {
  describe('the view Subscriptions', () => {
    const address = '#/subscriptions?environment=shown';

    beforeAll(async () => {
      running.environmentId = 'shown';
      await fillSubscriptions(running);
    }, 60_000);

    beforeEach(() => answerByName(running));

    const table = (page: Page) => page.getByRole('table', { name: 'Subscriptions' });
    const names = (page: Page) => table(page).getByRole('row').getByRole('link').allTextContents();
    const pane = (page: Page, name: string) => page.getByRole('dialog', { name, exact: true });
    const openMenu = (page: Page, name: string) => page.getByRole('button', { name: `Actions for ${name}` }).click();
    const choose = (page: Page, name: string) => page.getByRole('menuitem', { name, exact: true }).click();
    const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());
    /** Goes to the view of the environment of this test. */
    const visitOwn = async () => {
      const page = await pages.visit(`#/subscriptions?environment=${running.environmentId}`);
      await table(page).waitFor();
      return page;
    };

    const recorded = (id: string) =>
      eventually('a delivery that is recorded', async () =>
        (await running.app.call('GET', `/api/subscriptions/${id}/deliveries`)).text.includes('"state":"delivered"'),
      );

    test('those that need attention come first, each with its status, the reason and what it waits for', async () => {
      const page = await pages.visit(address);
      await page.getByText('High value above 1,000').waitFor();
      const rows = await table(page).getByRole('row').allTextContents();
      expect(rows.slice(1)).toEqual([
        expect.stringMatching(/^Pager.*Any data source.*Failing.*503.*Next attempt in.*1 delivery waits/),
        expect.stringMatching(/^Night shift.*CRM contacts.*Dormant.*the flow is turned off/),
        expect.stringMatching(/^Mail owners.*High value above 1,000.*Active.*None yet/),
        expect.stringMatching(/^Teams alert.*Any data source.*Active.*Delivered/),
      ]);
    });

    test('pane and menu say why, what to do, and lead to the flow, to each run of it and to the explanation', async () => {
      const page = await pages.visit(address);
      await page.getByRole('link', { name: 'Night shift' }).click();
      const dormant = pane(page, 'Night shift');
      await dormant.getByText('Turn the flow on, enable the subscription, and replay what is missing.').waitFor();
      await dormant.getByText('Svenska').waitFor();
      await dormant.getByText('Given up').first().waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('link', { name: 'Teams alert' }).click();
      const active = pane(page, 'Teams alert');
      const flow = `https://make.powerautomate.com/environments/${platform}/flows/${FLOW_ID}`;
      expect(await active.getByRole('link', { name: /^Open flow/ }).getAttribute('href')).toBe(`${flow}/details`);
      const run = active.getByRole('link', { name: /^Run of the flow/ }).first();
      expect(await run.getAttribute('href')).toBe(`${flow}/runs/run-7`);
      expect(await active.getByRole('link', { name: 'Firing' }).count()).toBe(6);
      await page.keyboard.press('Escape');
      await openMenu(page, 'Teams alert');
      expect(await page.getByRole('menuitem', { name: 'Open flow' }).getAttribute('href')).toBe(`${flow}/details`);
      const explain = await page.getByRole('menuitem', { name: 'Explain' }).getAttribute('href');
      await choose(page, 'Copy Subscription ID');
      await eventually('the ID in the clipboard', async () =>
        explain?.includes(`subscription=${encodeURIComponent(await clipboard(page))}`),
      );
    });

    test('status, trigger and search are in the address, survive a reload, and go with the back button', async () => {
      const page = await pages.visit(address);
      await page.getByRole('button', { name: 'Dormant (1)' }).click();
      await page.getByRole('link', { name: 'Pager' }).waitFor({ state: 'detached' });
      await page.getByRole('link', { name: 'Night shift' }).waitFor();
      expect(await names(page)).toEqual(['Night shift']);
      await page.reload();
      await page.getByRole('link', { name: 'Night shift' }).waitFor();
      expect(await names(page)).toEqual(['Night shift']);
      await page.goBack();
      await page.getByRole('link', { name: 'Pager' }).waitFor();
      await page.getByLabel('Trigger').selectOption('segment-threshold-crossed');
      await page.getByRole('link', { name: 'Pager' }).waitFor({ state: 'detached' });
      await page.getByRole('link', { name: 'Mail owners' }).waitFor();
      expect(await names(page)).toEqual(['Mail owners']);
      await page.getByRole('searchbox').fill('nobody');
      await page.getByText('Nothing matches these filters.').waitFor();
      await page.getByRole('button', { name: 'Clear filters' }).click();
      await page.getByRole('link', { name: 'Pager' }).waitFor();
      await page.getByRole('button', { name: 'Gone (0)' }).click();
      await page.getByText('Nothing matches these filters.').waitFor();
    });

    test('all environments are shown together, each subscription with its own', async () => {
      await running.subscribe('full-refresh-completed', {
        label: 'Elsewhere',
        outcome: 'failed',
        submission: 'manual',
      });
      const page = await pages.visit(address);
      await page.getByRole('switch', { name: 'All environments' }).click();
      const row = table(page).getByRole('row').filter({ hasText: 'Elsewhere' });
      await row.getByText(running.environmentId).waitFor();
      await row.getByText('Started by a person · Failed').waitFor();
      await page.getByRole('link', { name: 'Pager' }).waitFor();
    });

    test('a test is sent, and the pane shows what became of it', async () => {
      const { id } = await running.subscribe('full-refresh-completed', { label: 'Report' });
      const page = await pages.open(`#/subscriptions?environment=${running.environmentId}`, { hasOwnClock: true });
      await page.getByRole('link', { name: 'Report' }).click();
      await pane(page, 'Report').getByText('Nothing has been sent yet.').waitFor();
      await page.getByRole('button', { name: 'Send a test' }).click();
      await page.getByText('A test is on its way to Report.').first().waitFor();
      await running.arrivals(1);
      await recorded(id);
      await page.clock.fastForward(2_000);
      await pane(page, 'Report').getByText('Test notification').waitFor();
      await pane(page, 'Report').getByRole('button', { name: 'Redeliver' }).click();
      await running.arrivals(2);
      expect(new Set(running.arrived().map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    });

    test('disabling asks first, and enabling can go on to a replay', async () => {
      await running.subscribe('full-refresh-completed', { label: 'Report' });
      const page = await visitOwn();
      const asked = page.getByRole('alertdialog');
      await openMenu(page, 'Report');
      await choose(page, 'Disable…');
      await asked.getByText('It can be replayed once the subscription is enabled again.').waitFor();
      await page.keyboard.press('Escape');
      await asked.waitFor({ state: 'detached' });
      await openMenu(page, 'Report');
      await choose(page, 'Disable…');
      await asked.getByRole('button', { name: 'Disable' }).click();
      const row = table(page).getByRole('row').nth(1);
      await row.getByText('an operator has disabled it').waitFor();
      await openMenu(page, 'Report');
      expect(await page.getByRole('menuitem', { name: 'Replay…', exact: true }).count()).toBe(0);
      await choose(page, 'Enable and replay…');
      await asked.getByText('0 deliveries will be sent to Report.').waitFor();
      expect(await asked.getByRole('button', { name: 'Replay 0' }).getAttribute('aria-disabled')).toBe('true');
      await asked.getByRole('button', { name: 'Cancel' }).click();
      await row.getByText('Active', { exact: true }).waitFor();
      await openMenu(page, 'Report');
      await choose(page, 'Disable…');
      await asked.getByRole('button', { name: 'Disable' }).click();
      await row.getByText('Disabled', { exact: true }).waitFor();
      await openMenu(page, 'Report');
      await choose(page, 'Enable');
      await row.getByText('Active', { exact: true }).waitFor();
    });

    test('a replay says how many deliveries it would send, for the chosen firings, and sends those', async () => {
      const { environmentId } = running;
      const { id } = await running.subscribe('data-source-refresh-failed', { label: 'Alert' });
      const event = {
        eventId: 'r-1',
        environmentId,
        operation: 'ingestion',
        status: 'failed',
        runId: 'r',
        name: 'crm',
      };
      await running.app.queues.send('refresh-status', JSON.stringify({ ...event, endedAt: new Date().toISOString() }));
      await running.arrivals(1);
      await recorded(id);
      const page = await visitOwn();
      await openMenu(page, 'Alert');
      await choose(page, 'Replay…');
      const dialog = page.getByRole('alertdialog', { name: 'Replay firings to Alert' });
      await dialog.getByText('0 deliveries will be sent to Alert.').waitFor();
      await dialog.getByLabel('All, even what has arrived').check();
      await dialog.getByText('1 delivery will be sent to Alert.').waitFor();
      await dialog.getByLabel('Firings of').selectOption('chosen');
      await dialog.getByText('Choose when the period begins').waitFor();
      await dialog.getByLabel('From').fill('2026-01-01T00:00');
      await dialog.getByText('1 delivery will be sent to Alert.').waitFor();
      await dialog.getByLabel('Until (now, when empty)').fill('2026-01-02T00:00');
      await dialog.getByText('0 deliveries will be sent to Alert.').waitFor();
      await dialog.getByLabel('Until (now, when empty)').fill('');
      await dialog.getByRole('button', { name: 'Replay 1' }).click();
      await page.getByText('1 delivery is on its way to Alert.').first().waitFor();
      await running.arrivals(2);
    });

    test('a replay of more than one call takes is counted to its end', async () => {
      await running.subscribe('data-source-refresh-failed', { label: 'Alert' });
      const page = await visitOwn();
      await page.route('**/replay?dryRun=true', (route) => {
        const goesOn = route.request().postDataJSON().cursor === 'older';
        return route.fulfill({ json: goesOn ? { count: 5 } : { count: 1000, cursor: 'older' } });
      });
      await openMenu(page, 'Alert');
      await choose(page, 'Replay…');
      await page.getByText('1,005 deliveries will be sent to Alert.').waitFor();
    });

    test('a new secret is shown once, and is in no address and no storage', async () => {
      const { signingSecret } = await running.subscribe('full-refresh-completed', { label: 'Report' });
      const page = await visitOwn();
      await openMenu(page, 'Report');
      await choose(page, 'Rotate the secret…');
      await page.getByRole('alertdialog').getByRole('button', { name: 'Rotate the secret' }).click();
      const dialog = page.getByRole('alertdialog', { name: 'The new signing secret' });
      const secret = (await dialog.locator('code').textContent()) ?? '';
      expect(secret).toMatch(/^whsec_/);
      expect(secret).not.toBe(signingSecret);
      pages.guard(secret);
      await dialog.getByRole('button', { name: 'Copy Signing secret' }).click();
      expect(await clipboard(page)).toBe(secret);
      await dialog.getByRole('button', { name: 'Close' }).click();
      await dialog.waitFor({ state: 'detached' });
      expect(await page.content()).not.toContain(secret);
    });

    test('removing asks first, and an address of what is removed says so', async () => {
      const { id } = await running.subscribe('full-refresh-completed', { label: 'Report' });
      const page = await visitOwn();
      await openMenu(page, 'Report');
      await choose(page, 'Remove…');
      await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
      await page.getByText('No flow is subscribed here.').waitFor();
      await page.goto(`${running.app.baseUrl}/api/console${address}&subscription=${encodeURIComponent(id)}`);
      await pane(page, 'Subscription').getByText('There is no such subscription any more.').waitFor();
    });

    test('by keyboard alone, the table is walked, a pane and a menu opened, and the focus comes back', async () => {
      const page = await pages.visit(address);
      await table(page).waitFor();
      const focused = () =>
        page.evaluate(() => document.activeElement?.textContent || document.activeElement?.ariaLabel);
      await page.getByRole('switch', { name: 'All environments' }).focus();
      await page.keyboard.press('Tab');
      expect(await focused()).toBe('Pager');
      await page.keyboard.press('ArrowDown');
      expect(await focused()).toBe('Night shift');
      await page.keyboard.press('Enter');
      await pane(page, 'Night shift').waitFor();
      await page.keyboard.press('Escape');
      await pane(page, 'Night shift').waitFor({ state: 'detached' });
      await eventually('the focus on the link', async () => (await focused()) === 'Night shift');
      await page.keyboard.press('Shift+F10');
      await page.getByRole('menuitem', { name: 'Send a test' }).waitFor();
      await page.keyboard.press('End');
      await page.keyboard.press('Enter');
      await page.getByRole('alertdialog', { name: 'Remove Night shift?' }).waitFor();
      await page.keyboard.press('Escape');
      await eventually('the focus on the menu', async () => (await focused()) === 'Actions for Night shift');
    });

    test('a poll shows what is new, and leaves an open dialog and its focus alone', async () => {
      await running.subscribe('full-refresh-completed', { label: 'First' });
      const page = await pages.open(`#/subscriptions?environment=${running.environmentId}`, { hasOwnClock: true });
      await openMenu(page, 'First');
      await choose(page, 'Replay…');
      const dialog = page.getByRole('alertdialog');
      const choice = dialog.getByLabel('All, even what has arrived');
      await choice.check();
      await dialog.getByText('0 deliveries will be sent to First.').waitFor();
      await running.subscribe('unification-refresh-completed', { label: 'Second' });
      await page.clock.fastForward(15_500);
      await page.getByText('Second', { exact: true }).waitFor();
      expect(await choice.evaluate((element) => element === document.activeElement)).toBe(true);
    });

    test('an empty list tells what fills it, and one that cannot be read offers another try', async () => {
      const page = await pages.visit('#/subscriptions?environment=nobody');
      await page.getByText('No flow is subscribed here.').waitFor();
      await page.getByRole('main').getByRole('link', { name: 'Create a flow' }).waitFor();
      await page.route('**/api/subscriptions?**', (route) =>
        route.fulfill({ status: 503, json: { error: { code: 'storage-unavailable', message: 'Storage is away.' } } }),
      );
      await page.getByRole('button', { name: 'Refresh now' }).click();
      await page.getByText('Storage is away. (storage-unavailable)').waitFor();
      await page.unroute('**/api/subscriptions?**');
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.getByText('Storage is away.').waitFor({ state: 'detached' });
    });

    test('an action that the app refuses says why', async () => {
      await running.subscribe('full-refresh-completed', { label: 'Report' });
      const page = await visitOwn();
      await page.route('**/test', (route) =>
        route.fulfill({ status: 429, json: { error: { code: 'too-many-requests', message: 'Wait a little.' } } }),
      );
      await openMenu(page, 'Report');
      await choose(page, 'Send a test');
      await page.getByText('Wait a little. (too-many-requests)', { exact: true }).waitFor();
    });

    test('a long list is shown page by page, searched as a whole, and the address keeps how many', async () => {
      const page = await pages.open(address);
      await page.route('**/api/subscriptions?top=100&environmentId=shown', async (route) => {
        const response = await route.fetch({ url: route.request().url().replace('top=100', 'top=2') });
        await route.fulfill({ response });
      });
      await page.reload();
      await page.getByRole('button', { name: 'Show more' }).waitFor();
      await table(page).getByRole('link', { name: 'Night shift' }).waitFor();
      expect((await names(page)).slice(0, 2)).toEqual(['Pager', 'Night shift']);
      for (const name of ['Pager', 'Night shift', 'Mail owners', 'Teams alert']) {
        await page.getByRole('searchbox').fill(name.toLowerCase());
        await table(page).getByRole('link', { name }).waitFor();
      }
      await page.getByRole('searchbox').fill('');
      await page.getByRole('button', { name: 'Show more' }).click();
      await page.getByRole('button', { name: 'Show more' }).waitFor({ state: 'detached' });
      expect((await names(page)).length).toBe(4);
      await addressHas(page, 'pages=2');
    });

    test('nothing sticks out of the list or the pane in any language, wide or narrow', async () => {
      const page = await pages.visit(address);
      const first = (await table(page).getByRole('link').first().getAttribute('href')) ?? '';
      const places = [
        { hash: address, sign: page.getByText('Night shift') },
        { hash: first, sign: page.getByRole('dialog').locator('li') },
      ];
      expect(await overflowing(page, places)).toEqual([]);
    });

    test('the list, the pane and a dialog have no fault of accessibility in either theme', async () => {
      const page = await pages.visit(address);
      await table(page).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.getByRole('link', { name: 'Pager' }).click();
      await pane(page, 'Pager').getByText('Mend the receiver: then nothing is lost.').waitFor();
      await pane(page, 'Pager').getByRole('heading', { name: 'Deliveries' }).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await openMenu(page, 'Pager');
      await choose(page, 'Replay…');
      await page.getByText('deliveries will be sent to Pager.').waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
    });
  });
}
