import { HttpRequest, InvocationContext } from '@azure/functions';
import { expect, test } from '@jest/globals';
import { answering } from '../../../../shared/adapters/inbound/http-answers.ts';
import { ConflictError } from '../../../../shared/application/errors.ts';
import { World } from '../../../support/world.ts';

test('a request whose rows change again and again is answered with 429 and Retry-After', async () => {
  const world = new World();
  const commit = world.store.commit.bind(world.store);
  world.store.commit = async (partition, writes) => {
    if (writes.some(({ key }) => key.startsWith('s.'))) throw new ConflictError();
    return commit(partition, writes);
  };
  const handler = answering(async () => ({ jsonBody: await world.subscribe('full-refresh-completed', {}) }));
  const request = new HttpRequest({ method: 'POST', url: 'https://insight.azurewebsites.net/api/things' });
  expect(await handler(request, new InvocationContext())).toEqual({
    status: 429,
    headers: expect.objectContaining({ 'retry-after': '1', 'cache-control': 'no-store' }),
    jsonBody: { error: { code: 'busy', message: expect.stringMatching(/try again/) } },
  });
});
