import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { accessibilityFaults } from '../../support/console/accessibility.ts';
import { closePane } from '../../support/console/close-pane.ts';
import type { ConsolePages } from '../../support/console/console-pages.ts';
import {
  answerAsFlows,
  crossThreshold,
  FLOW,
  failSource,
  failSources,
  RUN,
  subscribeAs,
} from '../../support/console/fired-environment.ts';
import { addressHas } from '../../support/console/go-to.ts';
import { overflowing } from '../../support/console/overflow.ts';
import type { RunningApp } from '../../support/running-app.ts';

/** Defines the tests of the view Firings. */
export function testFirings(running: RunningApp, pages: ConsolePages, platform: string): void {
  describe('the view Firings', () => {
    const address = '#/environments/fired/firings';
    const DAY_MS = 24 * 3_600_000;

    beforeAll(async () => {
      running.environmentId = 'fired';
      answerAsFlows(running);
      await Promise.all([
        subscribeAs(running, 'Teams alert'),
        subscribeAs(running, 'refusing'),
        subscribeAs(running, 'Mail owners', {
          type: 'segment-threshold-crossed',
          segment: 'high-value',
          threshold: 1000,
        }),
      ]);
      await failSource(running, {
        displayName: 'CRM contacts',
        error: { code: 'dataSourceRefreshTimeout', message: 'The refresh took too long.' },
      });
      await crossThreshold(running);
    }, 60_000);

    const rows = (page: Page) => page.getByRole('region', { name: 'Today' }).getByRole('listitem');
    const failed = (page: Page) => page.getByRole('link', { name: 'Data source refresh failed' });
    const pane = (page: Page) => page.getByRole('dialog', { name: 'Firing' });
    const delivery = (page: Page, name: string) =>
      pane(page)
        .getByRole('region', { name: 'Deliveries' })
        .getByRole('listitem')
        .filter({ has: page.getByRole('link', { name, exact: true }) });
    const arrivedAt = (path: string) => running.receiver.received.filter((request) => request.path.startsWith(path));

    test('tells what has fired, newest first, with its values or its error, and how much has arrived', async () => {
      const page = await pages.visit(address);
      await rows(page).first().waitFor();
      expect(await rows(page).allTextContents()).toEqual([
        expect.stringMatching(/^\d\d:\d\dSegment crossed above threshold High value 998 › 1,203\s*Delivered: 1$/),
        expect.stringMatching(
          /^\d\d:\d\dData source refresh failed CRM contacts\s+dataSourceRefreshTimeoutGiven up: 1Delivered: 1$/,
        ),
      ]);
    });

    test('the filters are in the address, survive a reload, and the back button takes one back', async () => {
      const page = await pages.visit(address);
      await page.getByLabel('Trigger').selectOption('Data source refresh failed');
      await page.getByText('High value').waitFor({ state: 'detached' });
      await page.getByLabel('Deliveries').selectOption('Given up');
      await page.getByRole('button', { name: '7 days' }).click();
      await page.getByRole('searchbox').fill('crm');
      await addressHas(page, '?type=data-source-refresh-failed&state=dead&since=7d&search=crm');
      await page.reload();
      await rows(page).first().waitFor();
      expect(await rows(page).count()).toBe(1);
      expect(await page.getByRole('searchbox').inputValue()).toBe('crm');
      await page.goBack();
      expect(await page.getByLabel('Deliveries').inputValue()).toBe('dead');
      await page.goBack();
      expect(await page.getByLabel('Deliveries').inputValue()).toBe('');
    });

    test('filters that hide everything offer to be cleared', async () => {
      const page = await pages.visit(`${address}?type=full-refresh-completed`);
      await page.getByText('Nothing matches these filters.').waitFor();
      await page.getByRole('button', { name: 'Clear filters' }).click();
      await rows(page).first().waitFor();
      await page.getByRole('searchbox').fill('nothing like it');
      await page.getByText('Nothing matches these filters.').waitFor();
      await page.getByRole('button', { name: 'Clear filters' }).click();
      await page.getByLabel('Deliveries').selectOption('Not all delivered');
      await page.getByText('High value').waitFor({ state: 'detached' });
      expect(await rows(page).count()).toBe(1);
    });

    test('a firing opens by keyboard, with each delivery and attempt, and gives the focus back', async () => {
      const page = await pages.visit(address);
      await rows(page).first().waitFor();
      await page.getByRole('searchbox').focus();
      await page.keyboard.press('Tab');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await delivery(page, 'refusing').waitFor();
      expect(await delivery(page, 'refusing').textContent()).toMatch(/^Given uprefusingRedeliver.*HTTP 422\d+ ms/);
      const delivered = delivery(page, 'Teams alert');
      expect(await delivered.textContent()).toMatch(/HTTP 202\d+ ms/);
      const flow = `https://make.powerautomate.com/environments/${platform}/flows/${FLOW}`;
      const linkOf = (name: RegExp) => delivered.getByRole('link', { name }).getAttribute('href');
      expect(await linkOf(/^Run of the flow/)).toBe(`${flow}/runs/${RUN}`);
      expect(await linkOf(/^Open the flow/)).toBe(`${flow}/details`);
      expect(await linkOf(/^Teams alert$/)).toMatch(/^#\/subscriptions\?environment=fired&subscription=/);
      await pane(page).getByText('The refresh took too long.', { exact: true }).waitFor();
      await closePane(page, pane(page), pane(page).getByRole('region', { name: 'Payload' }));
      expect(await failed(page).evaluate((link) => link === document.activeElement)).toBe(true);
      await page.waitForURL(/firings$/);
    });

    test('the address of a firing opens it again, and its payload and its ID can be copied', async () => {
      const page = await pages.visit(address);
      await failed(page).click();
      await pane(page).getByRole('button', { name: 'Copy Payload' }).click();
      const copied = () => page.evaluate(() => navigator.clipboard.readText());
      const { firingId } = JSON.parse(await copied());
      await pane(page).getByRole('button', { name: 'Copy Firing ID' }).click();
      expect(await copied()).toBe(firingId);
      await addressHas(page, `firing=${firingId}`);
      await page.reload();
      await delivery(page, 'Teams alert').waitFor();
      await page.goBack();
      await pane(page).waitFor({ state: 'detached' });
    });

    test('a firing that is no longer kept is said to be so', async () => {
      const page = await pages.visit(`${address}?firing=ddn5ZV4Kbpp92x-C2YwTBw.sources.99`);
      await pane(page).getByText('no such firing; it may be too old to be kept').waitFor();
    });

    test('a delivery that was given up is redelivered at once, and the pane shows its new attempt', async () => {
      const { environmentId, receiver } = running;
      answerAsFlows(running);
      await subscribeAs(running, 'refusing');
      await failSource(running);
      receiver.respondWith(
        (_request, response) => void response.writeHead(202, { 'x-ms-workflow-run-id': 'run-of-a-logic-app' }).end(),
      );
      const page = await pages.visit(`#/environments/${environmentId}/firings`);
      await failed(page).click();
      await delivery(page, 'refusing').getByRole('button', { name: 'Redeliver' }).click();
      await page.getByText('Queued for refusing').first().waitFor();
      await delivery(page, 'refusing').getByText('HTTP 202').waitFor();
      expect(await delivery(page, 'refusing').getByRole('list').getByRole('listitem').count()).toBe(2);
      await delivery(page, 'refusing').getByRole('button', { name: 'Copy Run of the flow' }).click();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('run-of-a-logic-app');
      await running.arrivals(2);
    });

    test('a delivery that has arrived is redelivered after a question only', async () => {
      const page = await pages.visit(address);
      const before = arrivedAt('/fired/Teams').length;
      await failed(page).click();
      const question = page.getByRole('alertdialog', { name: 'Redeliver to Teams alert' });
      const button = delivery(page, 'Teams alert').getByRole('button', { name: 'Redeliver' });
      await button.click();
      await question.getByText('The flow will run once more.').waitFor();
      await question.getByRole('button', { name: 'Cancel' }).click();
      await question.waitFor({ state: 'detached' });
      await button.click();
      await question.getByRole('button', { name: 'Redeliver' }).click();
      await page.getByText('Queued for Teams alert').first().waitFor();
      await running.receiver.waitFor(() => arrivedAt('/fired/Teams').length === before + 1, 20_000);
    });

    test('a refused redelivery says why', async () => {
      const { environmentId } = running;
      const id = await subscribeAs(running, 'paused, refusing');
      answerAsFlows(running);
      await failSource(running);
      const page = await pages.visit(`#/environments/${environmentId}/firings`);
      await failed(page).click();
      await running.app.call('POST', `/api/subscriptions/${id}/disable`);
      await delivery(page, 'paused, refusing').getByRole('button', { name: 'Redeliver' }).click();
      await page
        .getByText(/\(not-receiving\)/)
        .first()
        .waitFor();
    });

    test('before the first answer rows stand in; an error offers another try; nothing in a period offers a longer one', async () => {
      const page = await pages.visit('#/environments/nobody/firings');
      await page.getByText('Nothing has fired in the last 24 hours.').waitFor();
      await page.getByRole('button', { name: 'Show 7 days' }).click();
      await page.getByText('Nothing has fired in the last 7 days.').waitFor();
      await addressHas(page, 'since=7d');
      await page.route('**/api/firings?*', (route) => route.abort());
      await page.getByRole('button', { name: '30 days', exact: true }).click();
      await page.getByText('The app does not answer.').waitFor();
      await page.unroute('**/api/firings?*');
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.getByText('Nothing has fired in the last 30 days.').waitFor();
      const { promise: held, resolve: answer } = Promise.withResolvers<void>();
      await page.route('**/api/firings?*', (route) => held.then(() => route.continue()));
      const asked = page.waitForRequest(/firings\?/);
      await page.reload();
      await asked;
      await page.getByLabel('Loading').waitFor();
      answer();
      await page.getByText('Nothing has fired in the last 30 days.').waitFor();
    });

    test('an empty period tells when the last one fired', async () => {
      const page = await pages.open(address, { hasOwnClock: true });
      await rows(page).first().waitFor();
      await page.clock.fastForward(3 * DAY_MS);
      await page.getByRole('button', { name: 'Refresh now' }).click();
      await page.getByText('Nothing has fired in the last 24 hours.').waitFor();
      await page.getByText('The last one: 3 days ago').waitFor();
      await page.getByRole('link', { name: 'Segment crossed above threshold: High value' }).click();
      await delivery(page, 'Mail owners').waitFor();
    });

    test('a poll brings new firings and announces them, but not over what is read further down', async () => {
      const { environmentId } = running;
      await failSources(running, 101);
      const page = await pages.open(`#/environments/${environmentId}/firings`, { hasOwnClock: true });
      await rows(page).first().waitFor();
      expect(await rows(page).count()).toBe(100);
      await page.evaluate(() => scrollTo({ top: 600 }));
      const link = rows(page).nth(30).getByRole('link');
      await link.focus();
      await failSource(running, { name: 'newest' });
      await page.clock.fastForward(15_500);
      const show = page.getByRole('button', { name: '1 new firing: show' });
      await show.waitFor();
      expect(await page.getByRole('status').filter({ hasText: '1 new firing' }).count()).toBe(1);
      expect(await page.getByText('newest').count()).toBe(0);
      expect(await link.evaluate((element) => element === document.activeElement)).toBe(true);
      await show.click();
      await rows(page).first().getByText('newest').waitFor();
      await page.getByRole('searchbox').fill('nothing like it');
      await page.getByText('Nothing matches in what has been read so far.').waitFor();
      await page.getByRole('searchbox').fill('');
      await page.getByRole('button', { name: 'Show more' }).click();
      await rows(page).nth(101).waitFor();
      expect(await page.getByRole('button', { name: 'Show more' }).count()).toBe(0);
      await addressHas(page, 'count=200');
    });

    test('nothing sticks out of the view or its pane in any language, wide or narrow', async () => {
      const page = await pages.visit(address);
      const places = [
        { hash: address, sign: page.getByRole('listitem').filter({ hasText: 'CRM contacts' }) },
        {
          hash: (await failed(page).getAttribute('href')) ?? '',
          sign: page.getByRole('dialog').getByText('Teams alert'),
        },
      ];
      expect(await overflowing(page, places)).toEqual([]);
    });

    test('the view and its pane have no fault of accessibility in either theme', async () => {
      const page = await pages.visit(address);
      await rows(page).first().waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await failed(page).click();
      await delivery(page, 'Teams alert').waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
    });
  });
}
