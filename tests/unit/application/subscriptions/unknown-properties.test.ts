import { expect, test } from '@jest/globals';
import { subscribe } from '../../../../shared/application/subscriptions/subscribe.ts';
import { World } from '../../../support/world.ts';

test('a create takes properties that mean nothing to this version, and names them in plain text', async () => {
  const world = new World();
  const { ignored } = await world.subscribe('full-refresh-completed', {
    tone: 'kind',
    'a\nb': 1,
    label: '',
    outcome: null,
  });
  expect(ignored).toEqual(['tone', 'a b']);
});

test('a create names what came beside its body, each name once', async () => {
  const { ignored } = await subscribe(new World().deps, {
    triggerType: 'full-refresh-completed',
    body: { environmentId: 'contoso', callbackUrl: 'https://flow.example/run', tone: 'kind' },
    otherNames: ['foo', 'label', 'tone', 'foo'],
  });
  expect(ignored).toEqual(['tone', 'foo', 'label']);
});

test('a create names at most twenty of them, each with at most 128 characters', async () => {
  const world = new World();
  const many = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`${index}`.padStart(200, 'x'), 1]));
  const { ignored } = await world.subscribe('full-refresh-completed', many);
  expect([ignored.length, ...ignored.map(({ length }) => length)]).toEqual([20, ...Array(20).fill(128)]);
});
