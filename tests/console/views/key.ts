import { describe, expect, test } from '@jest/globals';
import { accessibilityFaults } from '../../support/console/accessibility.ts';
import type { ConsolePages } from '../../support/console/console-pages.ts';
import { addressHas } from '../../support/console/go-to.ts';
import type { RunningApp } from '../../support/running-app.ts';

/** Defines the tests of the key of the console. */
export function testKey(running: RunningApp, pages: ConsolePages): void {
  describe('the key of the console', () => {
    const key = () => running.app.key;

    test('without a key, a maker learns how to get one and how to create a flow', async () => {
      const page = await pages.open();
      await page.getByRole('heading', { name: 'Ask your operator for a key' }).waitFor();
      await page.getByRole('heading', { name: 'What it looks like, with made-up data' }).waitFor();
      expect(await page.locator('[inert]').getByText('CRM contacts: Failed').count()).toBe(1);
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(pages.calls.filter((call) => call !== 'GET /api/ping')).toEqual([]);
      await page.getByRole('link', { name: 'Create a flow' }).click();
      await page.getByRole('dialog', { name: 'Create a flow' }).getByRole('listitem').first().waitFor();
    });

    test('a wrong key is said to be wrong, the right one opens the view, and lasts as long as the tab', async () => {
      const page = await pages.open('#/environments/unnamed/status');
      await page.getByRole('main').getByRole('button', { name: 'Enter key' }).click();
      const dialog = page.getByRole('dialog', { name: 'Host key' });
      const field = dialog.getByLabel('Key', { exact: true });
      expect(await field.getAttribute('type')).toBe('password');
      await field.fill('wrong');
      await page.keyboard.press('Enter');
      await dialog.getByText('This key does not open the app.').waitFor();
      await field.fill(key());
      await page.keyboard.press('Enter');
      await page.getByText('No event has named this environment yet').waitFor();
      await page.reload();
      await page.getByText('No event has named this environment yet').waitFor();
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.getByRole('heading', { name: 'Ask your operator for a key' }).waitFor();
      expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
    });

    test('a key that is withdrawn is dropped, and a new one asked for, where one was', async () => {
      const page = await pages.open('#/environments/unnamed/status', { key: key() });
      await page.getByText('No event has named this environment yet').waitFor();
      await page.route('**/api/environments/**', (route) => route.fulfill({ status: 401 }));
      await page.getByRole('button', { name: 'Refresh now' }).click();
      await page.getByRole('dialog', { name: 'Host key' }).getByText('The key is no longer valid.').waitFor();
      await addressHas(page, '#/environments/unnamed/status');
      await page.unroute('**/api/environments/**');
      await page.getByLabel('Key', { exact: true }).fill(key());
      await page.keyboard.press('Enter');
      await page.getByText('No event has named this environment yet').waitFor();
    });
  });
}
