import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { accessibilityFaults } from '../../support/console/accessibility.ts';
import type { ConsolePages } from '../../support/console/console-pages.ts';
import { overflowing } from '../../support/console/overflow.ts';
import type { RunningApp } from '../../support/running-app.ts';

const FLOW_ID = '0a1b2c3d-0000-4000-8000-00000000000a';
const FLOWS_HOST = `${'0a1b2c3d'.repeat(4).slice(0, 30)}.3d.environment.api.powerplatform.com`;
const LOGIC_APPS_HOST = 'prod-01.westeurope.logic.azure.com';

/** Defines the tests of the view Export destinations. */
export function testExportDestinations(running: RunningApp, pages: ConsolePages, connector: string): void {
  describe('the view Export destinations', () => {
    const host = () => running.app.host;
    const key = () => running.app.key;
    const address = '#/export-destinations';

    beforeAll(async () => {
      await Promise.all([
        subscribe('Teams alert', `https://${FLOWS_HOST}/run?sig=hush`, { 'x-ms-workflow-name': FLOW_ID }),
        subscribe('Mail owners', `https://${FLOWS_HOST}/other?sig=hush`),
        subscribe('Order app', `https://${LOGIC_APPS_HOST}/run?sig=hush`),
        subscribe('Receiver', 'http://127.0.0.1:9/hook?sig=hush'),
      ]);
    });

    async function subscribe(label: string, callbackUrl: string, headers = {}): Promise<void> {
      const answer = await fetch(`http://${host()}/api/triggers/full-refresh-completed/subscriptions`, {
        method: 'POST',
        headers: { 'x-functions-key': key(), 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ environmentId: 'contoso', callbackUrl, label }),
      });
      expect(answer.status).toBe(201);
    }

    const setUp = (page: Page, name: string) =>
      page.getByRole('button', { name: `Set up: ${name}`, exact: true }).click();
    const pane = (page: Page, name: string) => page.getByRole('dialog', { name: `Set up: ${name}`, exact: true });
    const download = async (page: Page, name: string) => {
      const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
      return { name: saved.suggestedFilename(), content: new Uint8Array(readFileSync(await saved.path())) };
    };
    const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

    test('without a key, Power Automate can be set up, and the connector is that of this host', async () => {
      const page = await pages.open(address);
      await setUp(page, 'Power Automate');
      await pane(page, 'Power Automate').getByText('This page is on your own machine').waitFor();
      await page.getByRole('button', { name: 'Copy Host' }).click();
      expect(await clipboard(page)).toBe(host());
      const { name, content } = await download(page, 'Download the connector');
      expect(name).toBe('insight-triggers-connector.zip');
      const files = unzipSync(content);
      const definition = Object.entries(files).find(([path]) => path.endsWith('openapidefinition.json'))?.[1];
      expect(JSON.parse(strFromU8(definition ?? new Uint8Array())).host).toBe(host());
      expect(Object.keys(files)).toContain('solution.xml');
      await page.getByText('insight-triggers-connector.zip was downloaded.').first().waitFor();
      expect(pages.calls.filter((call) => call !== 'GET /api/ping')).toEqual([]);
    });

    test('the sample flows refer to the connector by the name that the settings give it', async () => {
      const page = await pages.visit(`${address}?setup=power-automate`);
      const { name, content } = await download(page, 'Download the sample flows');
      expect(name).toBe('insight-triggers-sample-flows.zip');
      const texts = Object.values(unzipSync(content)).map((file) => strFromU8(file));
      expect(texts.some((text) => text.includes(connector))).toBe(true);
    });

    test('Power Automate leads on to a first flow, and the back button to the steps', async () => {
      const page = await pages.visit(`${address}?setup=power-automate`);
      const steps = pane(page, 'Power Automate');
      expect(await steps.getByRole('link', { name: /^Open Power Automate/ }).getAttribute('href')).toBe(
        'https://make.powerautomate.com/flows',
      );
      await steps.getByRole('button', { name: 'Create a flow' }).click();
      await page.getByRole('dialog', { name: 'Create a flow' }).waitFor();
      expect(await steps.count()).toBe(0);
      await page.goBack();
      await steps.waitFor();
      await page.reload();
      await steps.waitFor();
    });

    test('a logic app gets the definition of this host, or the two requests of the trigger HTTP Webhook', async () => {
      const page = await pages.visit(`${address}?environment=contoso`);
      await setUp(page, 'Logic Apps');
      const { name, content } = await download(page, 'Download the definition');
      expect(name).toBe('apiDefinition.swagger.json');
      expect(JSON.parse(strFromU8(content))).toMatchObject({ swagger: '2.0', host: host() });
      await pane(page, 'Logic Apps').getByRole('button', { name: 'Copy Request' }).first().click();
      const [head, body] = (await clipboard(page)).split('\n\n');
      expect(head).toBe(`POST http://${host()}/api/triggers/data-source-refresh-failed/subscriptions`);
      expect(JSON.parse(body ?? '')).toMatchObject({ environmentId: 'contoso', callbackUrl: '@{listCallbackUrl()}' });
    });

    test('any receiver gets a command that subscribes it, when the key and its address are filled in', async () => {
      const page = await pages.visit(`${address}?environment=own`);
      await setUp(page, 'Any webhook');
      await pane(page, 'Any webhook').getByRole('button', { name: 'Copy Command' }).click();
      const command = await clipboard(page);
      const [, url = ''] = /^curl -i '([^']+)'/.exec(command) ?? [];
      const [, body = ''] = /-d '([^']+)'/.exec(command) ?? [];
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'x-functions-key': key(), 'content-type': 'application/json' },
        body: body.replace('https://RECEIVER', 'http://127.0.0.1:9/hook'),
      });
      expect(answer.status).toBe(201);
      expect(command).not.toContain(key());
    });

    test('without a key, my destinations say how to get one', async () => {
      const page = await pages.visit(`${address}?tab=mine`);
      await page.getByText('Ask your operator for a key').waitFor();
      expect(await page.getByRole('table').count()).toBe(0);
    });

    test('with a key, each tile has its number, and my destinations are listed by host', async () => {
      const page = await pages.open(`${address}?environment=contoso`, { key: key() });
      await page.getByText('2 flows').waitFor();
      await page.getByText('1 flow', { exact: true }).waitFor();
      await page.getByText('1 receiver').waitFor();
      await page.getByRole('tab', { name: 'My export destinations (4)' }).click();
      await page.getByRole('heading', { name: `${FLOWS_HOST} (2)` }).waitFor();
      const row = page.getByRole('table', { name: LOGIC_APPS_HOST }).getByRole('row').nth(1);
      expect(await row.getByRole('cell').allTextContents()).toEqual([
        'Order app',
        'Full refresh completed',
        'Logic Apps',
        expect.stringMatching(/ago$|now/),
        'Active',
      ]);
      await page.reload();
      await row.getByRole('link', { name: 'Order app' }).click();
      await page.getByRole('dialog', { name: 'Order app' }).getByText(LOGIC_APPS_HOST).waitFor();
      await page.goBack();
      await page.getByRole('button', { name: 'Add destination' }).click();
      await page.getByRole('heading', { name: 'Power Automate' }).waitFor();
    });

    test('an environment without destinations says so, and a failed call offers another try', async () => {
      const page = await pages.open(`${address}?tab=mine&environment=nobody`, { key: key() });
      await page.getByText('Nothing is sent anywhere yet.').waitFor();
      await page.route('**/api/subscriptions?**', (route) => route.abort());
      await page.getByRole('button', { name: 'Refresh now' }).click();
      await page.getByText('The app does not answer.').waitFor();
      await page.unroute('**/api/subscriptions?**');
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.getByText('The app does not answer.').waitFor({ state: 'detached' });
    });

    test('by keyboard alone, the tabs are changed, a tile opened, and the focus comes back', async () => {
      const page = await pages.visit(address);
      await page.getByRole('tab', { name: 'Discover' }).focus();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
      await page.getByText('Ask your operator for a key').waitFor();
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await pane(page, 'Power Automate').waitFor();
      await page.keyboard.press('Escape');
      await pane(page, 'Power Automate').waitFor({ state: 'detached' });
      await page.waitForFunction(() => document.activeElement?.ariaLabel === 'Set up: Power Automate');
    });

    test('a package that cannot be loaded, as after a deployment, is said to be so', async () => {
      const page = await pages.open(`${address}?setup=power-automate`);
      await page.route('**/assets/packages-*.js', (route) => route.fulfill({ status: 404 }));
      await page.getByRole('button', { name: 'Download the connector' }).click();
      await page.getByText('The page cannot show this.').first().waitFor();
    });

    test('nothing sticks out of the tiles, the steps and the destinations in any language, wide or narrow', async () => {
      const here = `${address}?environment=contoso`;
      const page = await pages.open(here, { key: key() });
      const steps = page.locator('[role=dialog] h3');
      const places = [
        { hash: here, sign: page.locator('main h2') },
        ...['power-automate', 'logic-apps', 'webhook'].map((kind) => ({ hash: `${here}&setup=${kind}`, sign: steps })),
        { hash: `${here}&tab=mine`, sign: page.locator('table') },
      ];
      expect(await overflowing(page, places)).toEqual([]);
    });

    test('the tiles, the steps and the destinations have no fault of accessibility in either theme', async () => {
      const page = await pages.open(`${address}?environment=contoso`, { key: key() });
      await page.getByText('2 flows').waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await setUp(page, 'Power Automate');
      await pane(page, 'Power Automate').waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.locator('#root:not([aria-hidden])').waitFor();
      await page.getByRole('tab', { name: /^My/ }).click();
      await page.getByRole('table').first().waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
    });
  });
}
