import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { accessibilityFaults } from '../../support/console/accessibility.ts';
import { closePane } from '../../support/console/close-pane.ts';
import type { ConsolePages } from '../../support/console/console-pages.ts';
import { answerAsFlows, failSource, subscribeAs } from '../../support/console/fired-environment.ts';
import { addressHas } from '../../support/console/go-to.ts';
import { overflowing } from '../../support/console/overflow.ts';
import { sampleEvent } from '../../support/event-builders.ts';
import { eventually } from '../../support/eventually.ts';
import type { RunningApp } from '../../support/running-app.ts';

/** Defines the tests of the view Dead letters. */
export function testDeadLetters(running: RunningApp, pages: ConsolePages): void {
  describe('the view Dead letters', () => {
    const address = '#/dead-letters?environment=lost';

    interface Letters {
      readonly value: readonly { readonly id: string; readonly code: string }[];
    }

    const lettersIn = async (environmentId: string) =>
      ((await running.app.call('GET', `/api/dead-letters?environmentId=${environmentId}`)).json as Letters).value;

    const losing = (environmentId: string, count: number) =>
      eventually(`${count} dead letters`, async () => (await lettersIn(environmentId)).length === count);

    beforeAll(async () => {
      running.environmentId = 'lost';
      answerAsFlows(running);
      await subscribeAs(running, 'refusing');
      await failSource(running, { displayName: 'CRM contacts' });
      await running.app.queues.send('metric-change', JSON.stringify(sampleEvent('many', { environmentId: 'lost' })));
      await losing('lost', 2);
    }, 60_000);

    const group = (page: Page, code: string) => page.getByRole('region', { name: new RegExp(`^${code}`) });
    const rows = (page: Page, code: string) => group(page, code).getByRole('listitem');
    const pane = (page: Page) => page.getByRole('dialog', { name: 'Dead letter' });
    const notice = (page: Page, text: string) => page.getByText(text).first();

    test('tells in each group of a code what was given up and why', async () => {
      const page = await pages.visit(address);
      await rows(page, 'http-422').waitFor();
      expect(await page.getByRole('heading', { level: 2 }).allTextContents()).toEqual([
        'invalid-event (1)',
        'http-422 (1)',
      ]);
      expect(await rows(page, 'invalid-event').textContent()).toContain(
        'metric-change value: expected a finite number',
      );
      expect(await rows(page, 'http-422').textContent()).toContain(
        "refusing Data source refresh failed the receiver's answer (http-422) is final",
      );
    });

    test('the filters are in the address, survive a reload, and the back button takes one back', async () => {
      const page = await pages.visit(address);
      await page.getByRole('button', { name: 'Events (1)' }).click();
      await group(page, 'http-422').waitFor({ state: 'detached' });
      await page.getByRole('searchbox').fill('many');
      await page.getByLabel('Code', { exact: true }).selectOption('invalid-event');
      await page.reload();
      await rows(page, 'invalid-event').waitFor();
      await addressHas(page, '&source=event&search=many&code=invalid-event');
      await page.goBack();
      await page.goBack();
      await rows(page, 'http-422').waitFor();
    });

    test('filters that hide everything offer to be cleared', async () => {
      const page = await pages.visit(`${address}&code=http-418`);
      await page.getByText('Nothing matches these filters.').waitFor();
      await page.getByRole('button', { name: 'Clear filters' }).click();
      await rows(page, 'http-422').waitFor();
      await page.getByRole('searchbox').fill('nothing like it');
      await page.getByText('Nothing matches these filters.').waitFor();
    });

    test('where nothing was given up it says so, and the dead letters of all environments can be shown', async () => {
      const page = await pages.visit('#/dead-letters?environment=nobody');
      await page.getByText('Nothing was given up.').waitFor();
      await page.getByRole('main').getByLabel('Environment').selectOption('All environments');
      await rows(page, 'http-422').first().waitFor();
      await addressHas(page, 'of=all');
    });

    test('before the first answer rows stand in, and an error offers another try', async () => {
      const page = await pages.visit(address);
      await page.route('**/api/dead-letters?*', (route) => route.abort());
      await page.getByLabel('Code', { exact: true }).selectOption('http-422');
      await page.getByText('The app does not answer.').waitFor();
      await page.unroute('**/api/dead-letters?*');
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.getByText('The app does not answer.').waitFor({ state: 'detached' });
      const { promise: held, resolve: answer } = Promise.withResolvers<void>();
      await page.route('**/api/dead-letters?*', (route) => held.then(() => route.continue()));
      const asked = page.waitForRequest(/dead-letters\?/);
      await page.reload();
      await asked;
      await page.getByLabel('Loading').waitFor();
      answer();
      await rows(page, 'http-422').waitFor();
    });

    test('a dead letter opens by keyboard, shows the original event, and gives the focus back', async () => {
      const page = await pages.visit(address);
      const link = group(page, 'invalid-event').getByRole('link');
      await group(page, 'invalid-event').getByRole('button', { name: 'Redrive all' }).focus();
      await page.keyboard.press('Tab');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
      await pane(page).getByRole('region', { name: 'Original event' }).getByText('"many"').waitFor();
      await pane(page).getByRole('button', { name: 'Copy Original event' }).click();
      expect(JSON.parse(await page.evaluate(() => navigator.clipboard.readText()))).toMatchObject({ value: 'many' });
      await page.reload();
      await pane(page).getByText('invalid-event').waitFor();
      await page.goBack();
      await pane(page).waitFor({ state: 'detached' });
      await link.press('Enter');
      await closePane(page, pane(page), pane(page).getByRole('region', { name: 'Original event' }));
      expect(await link.evaluate((element) => element === document.activeElement)).toBe(true);
    });

    test('the menu of a row opens by keyboard, and leads to the subscription, the firing and the explanation', async () => {
      const page = await pages.visit(address);
      await group(page, 'http-422').getByRole('link').focus();
      await page.keyboard.press('Shift+F10');
      const hrefOf = (name: string) => page.getByRole('menuitem', { name, exact: true }).getAttribute('href');
      expect(await hrefOf('Open the subscription')).toMatch(/^#\/subscriptions\?environment=lost&subscription=/);
      expect(await hrefOf('Explain')).toMatch(/^#\/explain\?environment=lost&subscription=.*&firing=/);
      await page.getByRole('menuitem', { name: 'Open the firing' }).click();
      await page.getByRole('dialog', { name: 'Firing' }).getByText('refusing').waitFor();
    });

    test('a dead letter that is gone is said to be so', async () => {
      const page = await pages.visit(`${address}&letter=gone`);
      await pane(page).getByText('This dead letter was redriven or deleted').waitFor();
    });

    test('a redriven delivery arrives, and its dead letter goes', async () => {
      const { environmentId } = running;
      answerAsFlows(running);
      await subscribeAs(running, 'refusing');
      await failSource(running);
      const page = await pages.visit(`#/dead-letters?environment=${environmentId}`);
      running.receiver.respondWith((_request, response) => void response.writeHead(202).end());
      await rows(page, 'http-422').getByRole('button', { name: 'Redrive' }).click();
      await notice(page, '1 dead letter was redriven').waitFor();
      await page.getByText('Nothing was given up.').waitFor();
      await running.arrivals(2);
    });

    test('all of a code are redriven after a question with their number', async () => {
      const { environmentId } = running;
      answerAsFlows(running);
      const id = await subscribeAs(running, 'refusing');
      for (const name of ['one', 'two']) await failSource(running, { name });
      await running.app.call('POST', `/api/subscriptions/${id}/disable`);
      const page = await pages.visit(`#/dead-letters?environment=${environmentId}`);
      const all = group(page, 'http-422').getByRole('button', { name: 'Redrive all' });
      await all.click();
      await notice(page, 'None of them can be redriven now').waitFor();
      await running.app.call('POST', `/api/subscriptions/${id}/enable`);
      running.receiver.respondWith((_request, response) => void response.writeHead(202).end());
      await all.click();
      const question = page.getByRole('alertdialog', { name: 'Redrive all' });
      await question.getByText('2 dead letters will be sent again.').waitFor();
      await question.getByRole('button', { name: 'Redrive 2' }).click();
      await notice(page, '2 dead letters were redriven').waitFor();
      await running.arrivals(4);
      await page.getByText('Nothing was given up.').waitFor();
    });

    test('those that are selected are redriven or forgotten after a question; a refusal stays in the question', async () => {
      const { environmentId } = running;
      answerAsFlows(running);
      const id = await subscribeAs(running, 'refusing');
      for (const name of ['one', 'two', 'three']) await failSource(running, { name });
      await running.app.call('POST', `/api/subscriptions/${id}/disable`);
      const page = await pages.open(`#/dead-letters?environment=${environmentId}`);
      await rows(page, 'http-422').nth(0).getByRole('checkbox').click();
      await rows(page, 'http-422').nth(1).getByRole('checkbox').click();
      const bar = page.getByRole('group', { name: '2 selected' });
      await bar.getByRole('button', { name: 'Redrive 2' }).click();
      const redriving = page.getByRole('alertdialog', { name: 'Redrive' });
      await redriving.getByText('2 dead letters will be sent again.').waitFor();
      await redriving.getByRole('button', { name: 'Redrive 2' }).click();
      await redriving.getByText(/\(not-receiving\)/).waitFor();
      await running.app.call('POST', `/api/subscriptions/${id}/enable`);
      running.receiver.respondWith((_request, response) => void response.writeHead(202).end());
      await redriving.getByRole('button', { name: 'Try again' }).click();
      await notice(page, '2 dead letters were redriven').waitFor();
      await running.arrivals(5);
      await page.getByRole('checkbox', { name: 'Select all with the code http-422' }).click();
      await page.getByRole('button', { name: 'Forget 1…' }).click();
      const forgetting = page.getByRole('alertdialog', { name: 'Forget' });
      await forgetting.getByText('1 dead letter will be deleted. This cannot be undone.').waitFor();
      await forgetting.getByRole('button', { name: 'Forget 1' }).click();
      await notice(page, '1 dead letter was deleted').waitFor();
      await page.getByText('Nothing was given up.').waitFor();
      expect(await lettersIn(environmentId)).toEqual([]);
    });

    test('an event that names no environment is in each of them, until it is forgotten', async () => {
      await running.app.queues.send('refresh-status', 'no event');
      const page = await pages.open(address, { hasOwnClock: true });
      await eventually('the dead letter', async () =>
        (await running.app.call('GET', '/api/dead-letters?source=event')).text.includes('not-json'),
      );
      await page.clock.fastForward(15_500);
      await rows(page, 'not-json')
        .getByRole('button', { name: /^Actions for/ })
        .click();
      await page.getByRole('menuitem', { name: 'Forget…' }).click();
      await page.getByRole('button', { name: 'Forget 1' }).click();
      await group(page, 'not-json').waitFor({ state: 'detached' });
    });

    test('nothing sticks out of the view or its pane in any language, wide or narrow', async () => {
      const page = await pages.visit(address);
      const letter = (await group(page, 'http-422').getByRole('link').getAttribute('href')) ?? '';
      await rows(page, 'http-422').getByRole('checkbox').click();
      const places = [
        { hash: address, sign: rows(page, 'http-422') },
        { hash: letter, sign: page.getByRole('dialog').getByText('http-422') },
      ];
      expect(await overflowing(page, places)).toEqual([]);
    });

    test('the view and its pane have no fault of accessibility in either theme', async () => {
      const page = await pages.visit(address);
      await rows(page, 'http-422').getByRole('checkbox').click();
      expect(await accessibilityFaults(page)).toEqual([]);
      await group(page, 'invalid-event').getByRole('link').click();
      await pane(page).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
    });
  });
}
