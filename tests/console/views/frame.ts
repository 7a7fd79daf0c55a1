import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { accessibilityFaults } from '../../support/console/accessibility.ts';
import type { ConsolePages } from '../../support/console/console-pages.ts';
import { addressHas, goTo } from '../../support/console/go-to.ts';
import { overflowing } from '../../support/console/overflow.ts';
import type { RunningApp } from '../../support/running-app.ts';

/** Defines the tests of the frame of the console. */
export function testFrame(running: RunningApp, pages: ConsolePages): void {
  describe('the frame of the console', () => {
    const address = '#/environments/shown/status';
    const overview = 'GET /api/environments/shown/overview';

    const titleOf = (page: Page) => page.evaluate(() => document.title);

    test('an address without a view leads to the first environment, and its title says what needs attention', async () => {
      const page = await pages.open();
      await page.waitForURL(/#\/environments\/shown\/status$/);
      await page.getByRole('heading', { name: 'Needs attention' }).waitFor();
      expect(await titleOf(page)).toBe('(3) System status – shown');
      expect(await page.getByRole('link', { name: /^System status/ }).textContent()).toContain('3');
    });

    test('an address shows the same after a reload, and the back button takes back a filter', async () => {
      const page = await pages.visit(`${address}?status=failed`);
      const tables = page.getByRole('table', { name: 'Data sources' });
      await tables.waitFor();
      expect(await tables.getByRole('row').count()).toBe(2);
      await page.getByRole('button', { name: /^All/ }).click();
      await tables.getByText('Loyalty').waitFor();
      await page.waitForURL(({ href }) => !href.includes('status=failed'));
      await page.goBack();
      await tables.getByText('Loyalty').waitFor({ state: 'detached' });
      await page.reload();
      await tables.getByText('CRM contacts').waitFor();
      expect(await tables.getByRole('row').count()).toBe(2);
    });

    test('an address that is none leads back to the status', async () => {
      const page = await pages.visit(address);
      await goTo(page, '#/nonsense');
      await page.getByRole('link', { name: 'Go to the system status' }).click();
      await page.getByRole('heading', { name: 'Needs attention' }).waitFor();
    });

    test('another environment is chosen in the picker, and one that is in no list is typed', async () => {
      const page = await pages.visit(address);
      const picker = page.getByRole('combobox', { name: 'Environment' });
      await picker.fill('not-yet');
      await picker.press('Enter');
      await page.getByText('No event has named this environment yet').waitFor();
      await addressHas(page, '#/environments/not-yet/status');
      await picker.fill('sho');
      await page.getByRole('option', { name: 'shown' }).click();
      await page.getByRole('heading', { name: 'Needs attention' }).waitFor();
    });

    test('single keys search, refresh and help, and do nothing in a field', async () => {
      const page = await pages.open(address);
      await page.getByText('CRM contacts').first().waitFor();
      await page.keyboard.press('/');
      const search = page.getByRole('searchbox');
      await page.keyboard.type('r?/');
      expect(await search.inputValue()).toBe('r?/');
      await search.fill('');
      await page.getByRole('heading', { level: 1 }).click();
      pages.forgetCalls();
      const answer = page.waitForResponse(/overview$/);
      await page.keyboard.press('r');
      await answer;
      await page.keyboard.press('?');
      const help = page.getByRole('dialog', { name: 'Keyboard' });
      await help.waitFor();
      await help.getByRole('switch').click();
      await page.keyboard.press('Escape');
      await help.waitFor({ state: 'detached' });
      await page.keyboard.press('?');
      expect(await help.count()).toBe(0);
    });

    test('a poll is one call of the overview every 15 seconds, and leaves the focus where it is', async () => {
      const page = await pages.open(address, { hasOwnClock: true });
      const search = page.getByRole('searchbox');
      await search.fill('crm');
      pages.forgetCalls();
      const answer = page.waitForResponse(/overview$/);
      await page.clock.fastForward(15_500);
      await answer;
      expect(pages.calls).toEqual([overview]);
      expect(await search.evaluate((element) => element === document.activeElement)).toBe(true);
      await page.getByRole('switch', { name: 'Auto refresh' }).click();
      pages.forgetCalls();
      await page.clock.fastForward(61_000);
      expect(pages.calls).toEqual([]);
    });

    test('after ten minutes without anybody, a poll comes once a minute', async () => {
      const page = await pages.open(address, { hasOwnClock: true });
      await page.getByRole('searchbox').waitFor();
      await page.clock.fastForward(601_000);
      await page.clock.runFor(100);
      pages.forgetCalls();
      await page.clock.fastForward(20_000);
      expect(pages.calls).toEqual([]);
      const answer = page.waitForResponse(/overview$/);
      await page.clock.fastForward(45_000);
      await answer;
      expect(pages.calls).toEqual([overview]);
    });

    test('when polls fail, the last answer stays, with its time and another try', async () => {
      const page = await pages.open(address, { hasOwnClock: true });
      await page.getByText('CRM contacts').first().waitFor();
      await page.route('**/overview', (route) => route.abort());
      await page.clock.fastForward(15_500);
      await page.getByText('The app does not answer.').waitFor();
      await page.clock.fastForward(16_000);
      await page.clock.runFor(2_000);
      await page.getByText(/^Shown as of \d\d:\d\d/).waitFor();
      await page.getByText('CRM contacts').first().waitFor();
      await page.unroute('**/overview');
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.getByText('The app does not answer.').waitFor({ state: 'detached' });
    });

    test('a page that is older than the app offers to load the new one', async () => {
      const page = await pages.open(address);
      await page.route('**/assets/kk-*.js', (route) => route.fulfill({ status: 404 }));
      await page.getByRole('button', { name: 'Language' }).click();
      await page.getByRole('menuitemradio', { name: 'Қазақша' }).click();
      await page.getByText('A newer version of this page is there.').waitFor();
      await page.unroute('**/assets/kk-*.js');
      await page.getByRole('button', { name: 'Reload' }).click();
      await page.getByRole('heading', { name: 'Жүйе', exact: true }).waitFor();
    });

    test('the language of the browser is spoken, then the chosen one, and the one in the address before both', async () => {
      const page = await pages.open(address, { language: 'ro-MD' });
      await page.getByRole('heading', { name: 'Sistem', exact: true }).waitFor();
      await page.getByRole('button', { name: 'Limbă' }).click();
      await page.getByRole('menuitemradio', { name: 'Svenska' }).click();
      await page.getByRole('heading', { name: 'Systemet' }).waitFor();
      await page.goto(`${running.app.baseUrl}/api/console${address}?lang=eu`);
      await page.getByRole('heading', { name: 'Sistema', exact: true }).waitFor();
      expect(await page.evaluate(() => document.documentElement.lang)).toBe('eu');
      await page.getByRole('link', { name: /Sistemaren egoera/ }).click();
      await addressHas(page, 'lang=eu');
    });

    test('nothing sticks out of a page in any language, wide or narrow', async () => {
      const page = await pages.visit(address);
      const sign = page.getByText('CRM contacts');
      expect(await overflowing(page, [{ hash: address, sign }])).toEqual([]);
    });

    test('the view and its pane have no fault of accessibility in either theme', async () => {
      const page = await pages.visit(address);
      await page.getByText('CRM contacts').first().waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.getByRole('table', { name: 'Data sources' }).getByRole('link', { name: 'Failed' }).click();
      await page.getByRole('dialog').getByText('Teams alert').waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
    });
  });
}
