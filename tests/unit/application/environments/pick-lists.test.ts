import { beforeEach, describe, expect, test } from '@jest/globals';
import {
  dataSourceChoices,
  environmentChoices,
  metricChoices,
} from '../../../../shared/application/environments/pick-lists.ts';
import { languages } from '../../../../shared/contract/languages.ts';
import { phrase } from '../../../../shared/contract/phrase.ts';
import { text } from '../../../../shared/domain/render-text.ts';
import { refreshEvent, sampleEvent } from '../../../support/event-builders.ts';
import { World } from '../../../support/world.ts';

let world: World;

beforeEach(() => {
  world = new World();
});

describe('a pick-list of the connector', () => {
  test('returns all items in the order of their titles on one page', async () => {
    const names = Array.from({ length: 150 }, (_, index) => `s-${900 - index}`);
    await world.receive(
      'metric-change',
      names.map((name) => sampleEvent(1, { name })),
    );
    const choices = await metricChoices(world.deps, 'contoso', 'segment');
    expect(choices.map(({ value }) => value)).toEqual(names.toReversed());
  });

  test('shows display names and adds the technical name when two are equal', async () => {
    await world.receive('refresh-status', [
      refreshEvent({ name: 'crm-1', displayName: 'Contacts' }),
      refreshEvent({ name: 'crm-2', displayName: 'Contacts' }),
      refreshEvent({ name: 'erp', displayName: 'Orders' }),
    ]);
    expect(await dataSourceChoices(world.deps, 'contoso', false)).toEqual([
      { value: 'crm-1', title: 'Contacts (crm-1)' },
      { value: 'crm-2', title: 'Contacts (crm-2)' },
      { value: 'erp', title: 'Orders' },
    ]);
  });

  test('shows each item in one line and keeps its value as it is', async () => {
    await world.receive('metric-change', sampleEvent(1, { name: 'a\nb', displayName: 'A\nB\u202e' }));
    expect(await metricChoices(world.deps, 'contoso', 'segment')).toEqual([{ value: 'a\nb', title: 'A B' }]);
  });

  test('for an optional filter starts with the choice of any', async () => {
    await world.receive('refresh-status', refreshEvent());
    expect(await dataSourceChoices(world.deps, 'contoso', true)).toEqual([
      { value: '', title: phrase('choice.any-data-source') },
      { value: 'crm-contacts', title: 'crm-contacts' },
    ]);
  });

  test.each(languages)(
    'has the choice of any before every name that starts with a letter or digit, in %s',
    (language) => {
      const any = text(language, 'choice.any-data-source', {});
      for (const name of ['1', 'A', 'a', 'Ā', 'Б']) expect(any.localeCompare(name, language)).toBeLessThan(0);
    },
  );

  test('leaves out a deleted data source', async () => {
    await world.receive('refresh-status', refreshEvent({ status: 'deleted' }));
    expect(await dataSourceChoices(world.deps, 'contoso', false)).toEqual([]);
  });

  test('of environments holds every environment, sorted by name', async () => {
    await world.receive('refresh-status', refreshEvent({ environmentId: 'fabrikam' }));
    await world.receive('refresh-status', refreshEvent());
    expect((await environmentChoices(world.deps)).map(({ value }) => value)).toEqual(['contoso', 'fabrikam']);
  });
});
