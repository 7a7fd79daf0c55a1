import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { accessibilityFaults } from '../../support/console/accessibility.ts';
import type { ConsolePages } from '../../support/console/console-pages.ts';
import { fillEnvironment, subscribeFlow } from '../../support/console/filled-app.ts';
import { addressHas, goTo } from '../../support/console/go-to.ts';
import { overflowing } from '../../support/console/overflow.ts';
import { sampleEvent } from '../../support/event-builders.ts';
import { eventually } from '../../support/eventually.ts';
import type { RunningApp } from '../../support/running-app.ts';

/** Defines the tests of the view Explain. */
export function testExplain(running: RunningApp, pages: ConsolePages): void {
  describe('the view Explain', () => {
    const ids: Record<string, string> = {};
    const crossing = sampleEvent(540, {
      eventId: 'm-crossing',
      environmentId: 'asked',
      name: 'churn',
      displayName: 'Churn risk',
      previousValue: 480,
      evaluatedAt: new Date().toISOString(),
    });

    beforeAll(async () => {
      running.environmentId = 'asked';
      await fillEnvironment(running);
      ids['Churn alarm'] = await subscribeFlow(running, 'Churn alarm', 'segment-threshold-crossed', {
        segment: 'churn',
        threshold: 500,
      });
      await running.app.queues.send('metric-change', JSON.stringify(crossing));
      await running.arrivals(3);
      const segment = (name: string, threshold: number) => ({ segment: name, threshold });
      ids['Too late'] = await subscribeFlow(running, 'Too late', 'segment-threshold-crossed', segment('churn', 510));
      ids['VIP greeter'] = await subscribeFlow(running, 'VIP greeter', 'segment-threshold-crossed', segment('vip', 10));
      ids.Paused = await subscribeFlow(running, 'Paused', 'unification-refresh-completed');
      ids.Manual = await subscribeFlow(running, 'Manual', 'full-refresh-completed', { submission: 'manual' });
      ids.Failed = await subscribeFlow(running, 'Failed', 'data-source-refresh-failed', { dataSource: 'loyalty' });
      ids.Unify = await subscribeFlow(running, 'Unify', 'unification-refresh-completed', { outcome: 'failed' });
      await running.app.call('POST', `/api/subscriptions/${ids.Paused}/disable`);
      const { json } = await running.app.call('GET', '/api/subscriptions?environmentId=asked');
      for (const { label, id } of (json as { value: { label: string; id: string }[] }).value) ids[label] = id;
      running.environmentId = 'silent';
      ids.Silent = await subscribeFlow(running, 'Silent', 'full-refresh-completed');
    }, 60_000);

    const flow = (name: string, more = '') => `#/explain?environment=asked&subscription=${ids[name]}${more}`;
    const verdict = (page: Page) => page.getByRole('region', { name: 'What explains it best' });
    const told = (page: Page) => page.getByRole('region', { name: 'The last firings, and what this flow was told' });

    test('a flow is chosen from a list that says what each waits for, and stays chosen after a reload', async () => {
      const page = await pages.visit('#/explain?environment=asked');
      await page.getByText('Choose a flow. This page then tells').waitFor();
      await page
        .getByLabel('Flow', { exact: true })
        .selectOption('Mail owners – Segment crossed above threshold: High value above 1,000');
      await verdict(page).getByText('High value is at 820: 180 are missing to 1,000.').waitFor();
      await addressHas(page, `#/explain?environment=asked&subscription=${ids['Mail owners']}`);
      await page.reload();
      await verdict(page).getByText('High value is at 820').waitFor();
      await page.goBack();
      await page.getByText('Choose a flow. This page then tells').waitFor();
    });

    const VERDICTS = [
      ['Teams alert', 'The last firing was delivered. If the flow did nothing, its run in Power Automate tells why.'],
      ['refusing', 'The last firing was given up: '],
      ['Churn alarm', 'The last firing was delivered.'],
      ['Too late', 'Churn risk is at 540, which is above 510, and no crossing since the flow waits is kept.'],
      ['VIP greeter', 'No event has named “vip”. Is the name in the flow right? These are known: churn, high-value'],
      ['Paused', 'The subscription was disabled. Enable it, and replay what it has missed.'],
      ['Manual', 'the last run was not started in the way that the flow waits for.'],
      ['Failed', 'Loyalty: the last run ended with “Successful”, which the flow does not wait for.'],
      ['Unify', 'No such refresh has been reported yet.'],
      ['Silent', 'No event has named the environment silent.'],
    ] as const;

    test('says of each flow what explains best that it did not start', async () => {
      const page = await pages.visit('#/explain?environment=asked');
      for (const [name, words] of VERDICTS) {
        await goTo(page, flow(name));
        await verdict(page).getByText(words).waitFor();
      }
    });

    test('tells what a flow waits for, what is known, and what it was told of each firing', async () => {
      const page = await pages.visit(flow('Too late'));
      await told(page).getByRole('listitem').waitFor();
      expect(await told(page).getByRole('listitem').textContent()).toMatch(
        /Segment crossed above threshold: Churn riskFired before the flow waited$/,
      );
      const known = page.getByRole('region', { name: 'What is known' });
      expect(await known.getByRole('listitem').allTextContents()).toEqual([
        expect.stringMatching(/^The subscription is active\./),
        expect.stringMatching(/^Events of the environment arrive\./),
        expect.stringMatching(/^Churn risk is at 540, which is above 510/),
      ]);
      await known.getByText('Segment crossed above threshold: Churn risk above 510').waitFor();
      expect(await known.getByRole('link', { name: 'Too late' }).getAttribute('href')).toBe(
        `#/subscriptions?environment=asked&subscription=${encodeURIComponent(ids['Too late'] ?? '')}`,
      );
      await page.getByLabel('Flow', { exact: true }).selectOption(ids.refusing ?? '');
      await told(page).getByText('Given up').waitFor();
      await page.getByLabel('Flow', { exact: true }).selectOption(ids.Failed ?? '');
      await told(page).getByText('Of another data source than the one that the flow waits for').waitFor();
    });

    test('a firing in the address is explained for the flow, whatever it is about', async () => {
      const { json } = await running.app.call(
        'GET',
        '/api/firings?environmentId=asked&triggerType=segment-threshold-crossed',
      );
      const [firing] = (json as { value: { id: string }[] }).value;
      const page = await pages.visit(flow('Mail owners', `&firing=${firing?.id}`));
      const region = page.getByRole('region', { name: 'This firing' });
      await region.getByText('Did not cross 1,000: it rose from 480 to 540').waitFor();
      await page.getByLabel('Flow', { exact: true }).selectOption(ids['Churn alarm'] ?? '');
      await told(page).getByText('Delivered').waitFor();
      await page.waitForURL(({ href }) => !href.includes('firing='));
    });

    test('a flow that has ended, and an environment without flows, say so', async () => {
      const page = await pages.visit(`#/explain?environment=asked&subscription=${ids.Paused?.slice(0, -4)}aaaa`);
      await page.getByRole('main').getByRole('button', { name: 'Try again' }).waitFor();
      await goTo(page, '#/explain?environment=nowhere');
      await page.getByText('No flow waits for anything in this environment.').waitFor();
    });

    test('one event is explained for a flow, with its firing; what is no JSON is said to be none', async () => {
      const page = await pages.open(flow('Churn alarm', '&way=event'));
      await page.locator('input[value=metric-change]:checked').waitFor();
      const text = page.getByLabel('Event, as JSON');
      await text.fill('{');
      await page.getByRole('button', { name: 'Explain', exact: true }).click();
      await page.getByText('This is no JSON. Paste the whole text of the event.').waitFor();
      await text.fill(JSON.stringify([crossing, { ...crossing, environmentId: undefined }]));
      pages.forgetCalls();
      await page.getByRole('button', { name: 'Explain', exact: true }).click();
      const results = page.getByRole('region', { name: 'What became of it' }).getByRole('listitem');
      await results.first().waitFor();
      expect(await results.allTextContents()).toEqual([
        expect.stringMatching(/^Firedm-crossingOpen the firing.*540.*This flow: it was delivered$/),
        expect.stringMatching(/^Cannot be readit cannot be read: .*environmentId/),
      ]);
      expect(pages.calls).toEqual([`POST /api/events/metric-change/explain?subscriptionId=${ids['Churn alarm']}`]);
      expect(await results.first().getByRole('link', { name: 'Open the firing' }).getAttribute('href')).toContain(
        '#/environments/asked/firings?firing=',
      );
      expect(page.url()).not.toContain('m-crossing');
    });

    test('an example is for the flow and the kind of event that are chosen, and explaining it changes nothing', async () => {
      const page = await pages.visit('#/explain?environment=asked');
      await page.getByRole('tab', { name: 'One event' }).click();
      const text = page.getByLabel('Event, as JSON');
      await page.getByRole('button', { name: 'Fill in an example' }).click();
      expect(JSON.parse(await text.inputValue())).toMatchObject({ environmentId: 'asked', operation: 'ingestion' });
      await page.getByLabel('For a flow').selectOption(ids['Mail owners'] ?? '');
      await page.getByLabel('Metric change').check();
      await page.getByRole('button', { name: 'Fill in an example' }).click();
      expect(JSON.parse(await text.inputValue())).toMatchObject({ name: 'high-value', value: 1001 });
      await page.getByRole('button', { name: 'Explain', exact: true }).click();
      await page.getByText('no such event has been handled yet').waitFor();
      const { text: segments } = await running.app.call('GET', '/api/environments/asked/segments');
      expect(segments).toContain('"value":820');
      await page.route('**/explain*', (route) => route.abort());
      await page.getByRole('button', { name: 'Explain', exact: true }).click();
      await page.getByText('The app does not answer.').waitFor();
      await page.unroute('**/explain*');
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.getByText('no such event has been handled yet').waitFor();
    });

    test('everything is reached by keyboard: the ways by arrows, the flow, the text, the button', async () => {
      const page = await pages.visit('#/explain?environment=asked');
      const tab = page.getByRole('tab', { name: 'My flow did not start' });
      await tab.focus();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
      await page.getByLabel('Event, as JSON').waitFor();
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      await page.keyboard.type('{{}');
      expect(await page.getByLabel('Event, as JSON').inputValue()).toBe('{{}');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.getByText('This is no JSON.').waitFor();
    });

    test('a poll brings what has changed, and leaves the focus where it is', async () => {
      const page = await pages.open(flow('Mail owners'), { hasOwnClock: true });
      await verdict(page).getByText('820').waitFor();
      const picker = page.getByLabel('Flow', { exact: true });
      await picker.focus();
      await running.app.queues.send(
        'metric-change',
        JSON.stringify(
          sampleEvent(830, {
            environmentId: 'asked',
            displayName: 'High value',
            evaluatedAt: new Date().toISOString(),
          }),
        ),
      );
      await eventually('the new value', async () =>
        (await running.app.call('GET', '/api/environments/asked/segments')).text.includes('"value":830'),
      );
      await page.clock.fastForward(15_500);
      await verdict(page).getByText('High value is at 830: 170 are missing').waitFor();
      expect(await picker.evaluate((element) => element === document.activeElement)).toBe(true);
    });

    test('nothing sticks out of either way in any language, wide or narrow', async () => {
      const page = await pages.visit(flow('Too late'));
      const places = [
        { hash: flow('Too late', '&way=flow'), sign: page.locator('main li') },
        { hash: flow('Too late', '&way=event'), sign: page.locator('main textarea') },
      ];
      expect(await overflowing(page, places)).toEqual([]);
    });

    test('both ways have no fault of accessibility in either theme', async () => {
      const page = await pages.visit(flow('Too late'));
      await told(page).getByText('Fired before the flow waited').waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.getByRole('tab', { name: 'One event' }).click();
      await page.getByRole('button', { name: 'Fill in an example' }).click();
      await page.getByRole('button', { name: 'Explain', exact: true }).click();
      await page.getByText('no such event has been handled yet').waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
    });
  });
}
