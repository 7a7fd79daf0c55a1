import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { ConsolePages } from '../../support/console/console-pages.ts';
import { addressHas } from '../../support/console/go-to.ts';
import { refreshEvent } from '../../support/event-builders.ts';
import { eventually } from '../../support/eventually.ts';
import type { RunningApp } from '../../support/running-app.ts';

interface Overview {
  readonly firings: readonly { readonly payload: { readonly dataSourceName?: string } }[];
}

/** Defines the tests of the view System status. */
export function testStatus(running: RunningApp, pages: ConsolePages): void {
  describe('the view System status', () => {
    const address = '#/environments/shown/status';

    const region = (page: Page, name: string) => page.getByRole('region', { name });

    test('says what failed, how many flows were told, which flow is sick, and what was given up', async () => {
      const page = await pages.visit(address);
      const items = region(page, 'Needs attention').getByRole('listitem');
      await items.first().waitFor();
      expect(await items.allTextContents()).toEqual([
        expect.stringMatching(
          /^CRM contacts: Failed.*dataSourceRefreshTimeout · 1 flow was told · 1 delivery was given up$/,
        ),
        expect.stringMatching(/^refusing: Given up.*the receiver answered with HTTP status 422$/),
        '1 dead letterhttp-422: 1',
      ]);
    });

    test('shows each process in its group, with its status, its duration and what was told of it', async () => {
      const page = await pages.visit(address);
      const sources = page.getByRole('table', { name: 'Data sources' });
      await sources.waitFor();
      expect(await sources.getByRole('row').nth(1).getByRole('cell').allTextContents()).toEqual([
        'CRM contacts',
        'Failed',
        '14 min',
        expect.stringMatching(/minutes ago$/),
        '1 of 2 delivered',
        '',
      ]);
      const system = page.getByRole('table', { name: 'System processes' });
      expect(await system.getByRole('row').nth(1).textContent()).toContain('Completed with warnings');
      await page.getByText(/^tables, secrets-key, queue .*: up$/).waitFor();
      const health = page.getByRole('img', { name: /^Overall health/ });
      expect(await health.getAttribute('aria-label')).toBe(
        'Overall health: Failed (1), Completed with warnings (1), Successful (1)',
      );
      expect(await health.locator('rect').count()).toBe(3);
    });

    test('the filters keep the chosen status and the name, and offer to be cleared when nothing is left', async () => {
      const page = await pages.visit(address);
      const sources = page.getByRole('table', { name: 'Data sources' });
      await page.getByRole('button', { name: 'Successful (1)' }).click();
      await sources.getByText('CRM contacts').waitFor({ state: 'detached' });
      await page.getByRole('searchbox').fill('crm');
      await page.getByText('Nothing matches these filters.').waitFor();
      await addressHas(page, '?status=succeeded&search=crm');
      await page.getByRole('button', { name: 'Clear filters' }).click();
      await sources.getByText('CRM contacts').waitFor();
    });

    test('the details of a process open by keyboard, tell what was told to whom, and give the focus back', async () => {
      const page = await pages.visit(address);
      const link = page.getByRole('table', { name: 'Data sources' }).getByRole('link', { name: 'Failed' });
      await link.focus();
      await page.keyboard.press('Enter');
      const pane = page.getByRole('dialog', { name: 'Progress details' });
      await pane.getByText('The refresh took too long.').waitFor();
      const told = pane.getByRole('region', { name: 'What was told to whom' }).getByRole('listitem');
      await told.getByText('Teams alert').waitFor();
      expect((await told.allTextContents()).toSorted()).toEqual([
        expect.stringMatching(/^DeliveredTeams alert/),
        expect.stringMatching(/^Given uprefusing/),
      ]);
      expect(await told.getByRole('link', { name: 'refusing' }).getAttribute('href')).toMatch(
        /^#\/subscriptions\?environment=shown&subscription=./,
      );
      await page.getByRole('button', { name: 'Copy link' }).click();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await page.evaluate(() => location.href));
      await page.keyboard.press('Escape');
      await pane.waitFor({ state: 'detached' });
      await page.waitForURL(/#\/environments\/shown\/status$/);
      await link.and(page.locator(':focus')).waitFor();
    });

    test('the address of a pane opens it again', async () => {
      const page = await pages.open(`${address}?process=data-source&name=crm-contacts`);
      await page.getByRole('dialog', { name: 'Progress details' }).getByText('shown-1').waitFor();
    });

    test('Flows offers to create a flow and leads to my flows', async () => {
      const page = await pages.visit(address);
      await page.getByRole('button', { name: 'Flows', exact: true }).click();
      const mine = page.getByRole('menuitem', { name: 'My flows' });
      expect(await mine.getAttribute('href')).toBe('https://make.powerautomate.com/flows');
      await page.getByRole('menuitem', { name: 'Create a flow' }).click();
      const pane = page.getByRole('dialog', { name: 'Create a flow' });
      expect(await pane.getByRole('listitem').count()).toBe(4);
      expect(await pane.getByRole('link', { name: /^Open Power Automate/ }).getAttribute('href')).toBe(
        'https://make.powerautomate.com/create',
      );
    });

    test('creating a flow for one data source fills in the trigger, the environment and the name to copy', async () => {
      const page = await pages.visit(address);
      await page.getByRole('button', { name: 'Actions for Loyalty' }).click();
      await page.getByRole('menuitem', { name: /succeeded$/ }).click();
      const pane = page.getByRole('dialog', { name: 'Create a flow' });
      expect(await pane.getByLabel('Trigger').inputValue()).toBe('data-source-refresh-succeeded');
      await pane.getByText('shown', { exact: true }).waitFor();
      await pane.getByRole('button', { name: 'Copy Data Source' }).click();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('loyalty');
      await pane.getByLabel('Trigger').selectOption('full-refresh-completed');
      await pane.getByText('“When a full refresh is completed”').waitFor();
      expect(await pane.getByRole('button', { name: 'Copy Data Source' }).count()).toBe(0);
    });

    test('a metric is shown against the next threshold that a flow waits for', async () => {
      const page = await pages.visit(address);
      const metrics = page.getByRole('table', { name: 'Near a threshold' });
      await metrics.waitFor();
      expect(await metrics.getByRole('row').nth(1).getByRole('cell').allTextContents()).toEqual([
        'High value',
        '820',
        '1,000',
        '180',
        '1',
      ]);
      expect(await metrics.getByRole('progressbar', { name: '820 of 1,000' }).getAttribute('aria-valuenow')).toBe(
        '0.82',
      );
    });

    test('tells what fired in the last 24 hours, and how much of it arrived', async () => {
      const page = await pages.visit(address);
      const fired = region(page, 'Fired in the last 24 hours').getByRole('listitem');
      await fired.first().waitFor();
      expect((await fired.allTextContents()).join('\n')).toMatch(
        /Data source refresh failed: CRM contacts1 of 2 delivered/,
      );
      await fired.getByText('Full refresh completed: Completed with warnings').waitFor();
    });

    test('an environment that no event has named says where events come from', async () => {
      const page = await pages.visit('#/environments/nobody/status');
      await page.getByText('No event has named this environment yet').waitFor();
      await page.getByText('npm run demo').waitFor();
      await page.getByRole('link', { name: 'Create a flow' }).click();
      await page.getByRole('dialog', { name: 'Create a flow' }).getByText('nobody', { exact: true }).waitFor();
    });

    test('the details of a process tell what was told to whom, however much has fired since', async () => {
      const later = Array.from({ length: 21 }, (_, index) =>
        refreshEvent({ environmentId: 'shown', name: 'loyalty', status: 'successful', runId: `later-${index}` }),
      );
      await running.app.queues.send('refresh-status', JSON.stringify(later));
      await eventually('only later firings in the overview', async () => {
        const { json } = await running.app.call('GET', '/api/environments/shown/overview');
        return (json as Overview).firings.every(({ payload }) => payload.dataSourceName === 'loyalty');
      });
      const page = await pages.open(`${address}?process=data-source&name=crm-contacts`);
      const pane = page.getByRole('dialog', { name: 'Progress details' });
      await pane.getByRole('listitem').getByText('Teams alert').waitFor();
    });

    test('an environment whose ID is a GUID is found in any spelling', async () => {
      const id = '9b0a90d6-55ab-59bc-8d69-2d41c725fb8b';
      await running.app.queues.send('refresh-status', JSON.stringify(refreshEvent({ environmentId: id })));
      await eventually('the environment', async () => {
        const { status } = await running.app.call('GET', `/api/environments/${id}/overview`);
        return status === 200;
      });
      const page = await pages.visit(`#/environments/{${id.toUpperCase()}}/status`);
      await region(page, 'Needs attention').getByText('crm-contacts: Failed').waitFor();
    });

    test('a new failure appears with the next poll, under an open pane that stays open', async () => {
      const { environmentId } = running;
      await running.subscribe('data-source-refresh-failed');
      const page = await pages.open(`#/environments/${environmentId}/status?create=full-refresh-completed`, {
        hasOwnClock: true,
      });
      const pane = page.getByRole('dialog', { name: 'Create a flow' });
      await pane.waitFor();
      await running.app.queues.send('refresh-status', JSON.stringify(refreshEvent({ environmentId, runId: 'new' })));
      await running.arrivals(1);
      await page.clock.fastForward(15_500);
      await page.getByText('crm-contacts: Failed').waitFor();
      await page.getByText('1 new firing', { exact: true }).waitFor({ state: 'attached' });
      expect(await pane.isVisible()).toBe(true);
    });

    test('a subscription that is off is enabled where it is told, and what it missed is offered', async () => {
      const { environmentId, app } = running;
      const { id } = await running.subscribe('data-source-refresh-failed');
      await app.call('POST', `/api/subscriptions/${id}/disable`);
      const page = await pages.visit(`#/environments/${environmentId}/status`);
      const line = region(page, 'Needs attention').getByRole('listitem').filter({ hasText: 'Disabled' });
      await line.getByRole('button', { name: 'Enable and replay…' }).click();

      await page.getByRole('alertdialog', { name: /^Replay firings to / }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByText('Nothing needs attention.').waitFor();
    });
  });
}
