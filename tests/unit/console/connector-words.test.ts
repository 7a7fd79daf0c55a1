import { expect, test } from '@jest/globals';
import { connectorParameters, connectorTriggers } from '../../../console/parts/create-flow/connector-words.ts';
import { readConnector, withoutReferences } from '../../support/connector.ts';

const subscribing = Object.entries(withoutReferences(readConnector().definition).paths ?? {}).flatMap(
  ([path, { post }]) => (post && /^\/api\/triggers\/[\w-]+\/subscriptions$/.test(path) ? [{ path, post }] : []),
);

test('the console calls each trigger what the connector calls it', () => {
  const titles = subscribing.map(({ path, post }) => [path.split('/')[3], post.summary]);
  expect(Object.fromEntries(titles)).toEqual(connectorTriggers);
});

test('the console calls each parameter to copy what the connector calls it', () => {
  const properties = subscribing.map(({ post }) => post.parameters?.[0]?.schema?.properties ?? {});
  const titles = Object.assign({}, ...properties);
  for (const [name, title] of Object.entries(connectorParameters)) {
    expect([name, titles[name]?.['x-ms-summary']]).toEqual([name, title]);
  }
});
