import { describe, expect, test } from '@jest/globals';
import { XMLValidator } from 'fast-xml-parser';
import { refreshEvent } from '../support/event-builders.ts';
import { RunningApp } from '../support/running-app.ts';

const running = new RunningApp();

const read = (path: string, language: string) =>
  running.app.call('GET', path, undefined, { 'accept-language': language });

describe('the built app', () => {
  test('answers an error in the language of the caller, with the code of every language', async () => {
    const path = '/api/subscriptions/nobody';
    const answers = await Promise.all(['kk-KZ,en;q=0.1', 'fi'].map((language) => read(path, language)));
    expect(answers.map(({ headers }) => headers.get('content-language'))).toEqual(['kk', 'en']);
    expect(answers.map(({ json }) => json)).toEqual([
      { error: { code: 'not-found', target: 'id', message: '«nobody» — жазылым идентификаторы емес' } },
      { error: { code: 'not-found', target: 'id', message: "'nobody' is no subscription id" } },
    ]);
  });

  test('describes the triggers in the language of the caller', async () => {
    const { headers, json } = await read('/api/triggers', 'eu');
    expect(headers.get('content-language')).toBe('eu');
    expect(json).toHaveProperty('value.0.title', 'Datu-iturburu baten freskatzeak huts egiten duenean');
    expect(json).toHaveProperty('value.0.type', 'data-source-refresh-failed');
  });

  test('reports the status as text and as HTML in the language that is asked for, or in that of the caller', async () => {
    const { environmentId } = running;
    await running.app.queues.send('refresh-status', JSON.stringify(refreshEvent({ environmentId, name: '<crm>' })));
    await running.app.queues.untilEmpty();
    const report = `/api/environments/${environmentId}/status-report`;
    const html = await read(`${report}?format=html&language=sv`, 'lv');
    expect(html.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(html.headers.get('content-language')).toBe('sv');
    expect(XMLValidator.validate(html.text)).toBe(true);
    expect(html.text).toContain('<li><b>&lt;crm&gt;</b>: misslyckades, avslutad 20 nov. 2026 02:14 UTC');
    const text = await read(`${report}?format=text`, 'lv');
    expect(text.text).toContain('- <crm>: kļūme, beigas 2026. gada 20. nov. 02:14 UTC');
    expect((await read(`${report}?language=fi`, 'lv')).json).toMatchObject({ error: { target: 'language' } });
  });

  test('shows an operator an environment in the language of the caller, and 304 in that language alone', async () => {
    const { environmentId } = running;
    await running.app.queues.send('refresh-status', JSON.stringify(refreshEvent({ environmentId })));
    await running.app.queues.untilEmpty();
    const { id } = await running.subscribe('full-refresh-completed');
    await running.app.call('POST', `/api/subscriptions/${id}/disable`, {});
    const overview = `/api/environments/${environmentId}/overview`;
    const swedish = await read(overview, 'sv');
    expect(swedish.headers.get('vary')).toContain('accept-language');
    expect(swedish.json).toMatchObject({
      processes: [{ process: 'data-source', title: 'Datakälla' }],
      subscriptions: { sick: [{ status: 'disabled', statusText: 'inaktiverad', statusReason: 'operator' }] },
    });
    const known = { 'if-none-match': swedish.headers.get('etag') ?? '' };
    const again = (language: string) =>
      running.app.call('GET', overview, undefined, { 'accept-language': language, ...known });
    expect([(await again('sv')).status, (await again('lv')).status]).toEqual([304, 200]);
  });

  test('offers subscriptions in the language of the caller', async () => {
    const { environmentId } = running;
    const { id } = await running.subscribe('full-refresh-completed', { label: 'A' });
    const list = await read(`/api/pick-lists/subscriptions?environmentId=${environmentId}`, 'sv');
    expect(list.headers.get('content-language')).toBe('sv');
    const title = `A, När en fullständig uppdatering har slutförts, ${environmentId}`;
    expect(list.json).toMatchObject({ value: expect.arrayContaining([{ value: id, title }]) });
    expect((await read('/api/pick-lists/failed-deliveries?top=1', 'sv')).status).toBe(400);
  });

  test('names what a call does not know and what starts nothing in the language of the caller', async () => {
    const unknown = await read('/api/firings?colour=red', 'lv');
    expect(unknown.json).toMatchObject({
      error: { target: 'colour', message: expect.stringMatching(/^colour: nav zināms; jābūt vienam no: /) },
    });
    const event = refreshEvent({ environmentId: running.environmentId, operation: 'fullRefresh' });
    const posted = await running.app.call('POST', '/api/events/refresh-status', event, { 'accept-language': 'sv' });
    expect(posted.json).toMatchObject({
      ignored: [{ reason: 'operation-not-known', message: expect.stringMatching(/startar flöden: fullRefresh$/) }],
    });
  });

  test('sends a summary in the language of the subscription', async () => {
    const { environmentId } = running;
    await running.subscribe('data-source-refresh-failed', { language: 'ro' });
    const event = refreshEvent({ environmentId, displayName: 'Contacte CRM', status: 'failed' });
    await running.app.queues.send('refresh-status', JSON.stringify(event));
    await running.arrivals(1);
    expect(JSON.parse(running.arrived()[0]?.body ?? '')).toMatchObject({
      summary: expect.stringMatching(/^Reîmprospătarea sursei Contacte CRM a eșuat/),
      dataSourceDisplayName: 'Contacte CRM',
    });
  });
});
