import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { connectorFiles } from '../../infra/connector/source/connector-files.ts';
import { buildDefinition } from '../../infra/connector/source/definition.ts';
import { buildProperties } from '../../infra/connector/source/properties.ts';
import type { Schema } from '../../infra/connector/source/swagger.ts';
import { samplePayload } from '../../shared/application/describe-triggers.ts';
import { catalogue } from '../../shared/domain/catalogue.ts';
import { payloadSchemas } from '../../shared/domain/payload.ts';
import { triggerTypes } from '../../shared/domain/trigger-types.ts';

const definition = buildDefinition();

describe('the files of the connector', () => {
  test.each(Object.entries(connectorFiles()))('%s is what npm run build:connector writes', (path, text) => {
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  test('the icon is a PNG of 230 by 230 on the colour of the brand', () => {
    const png = readFileSync('infra/connector/icon.png');
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([230, 230]);
    const data = png.indexOf('IDAT');
    const pixels = inflateSync(png.subarray(data + 4, data + 4 + png.readUInt32BE(data - 4)));
    // Behind the filter of the first row lies its first pixel.
    expect(`#${pixels.subarray(1, 4).toString('hex')}`).toBe(buildProperties().properties.iconBrandColor);
  });

  test('operation ids, methods and paths are those that saved flows rely on', () => {
    const operations = Object.entries(definition.paths).flatMap(([path, item]) =>
      (['get', 'post', 'delete'] as const).flatMap((method) => {
        const operation = item[method];
        return operation ? [`${operation.operationId} ${method.toUpperCase()} ${path}`] : [];
      }),
    );
    const frozen = readFileSync('tests/fixtures/connector-operations.txt', 'utf8').trim().split('\n');
    expect(operations.toSorted()).toEqual(frozen);
  });
});

describe.each(triggerTypes.map((type) => [type]))('the trigger %s', (type) => {
  const item = definition.paths[`/api/triggers/${type}/subscriptions`];
  const name = item?.['x-ms-notification-content']?.schema.$ref?.replace('#/definitions/', '') ?? '';
  const notification: Schema = definition.definitions[name] ?? {};

  test('is described in the words of the catalogue', () => {
    const { title, description, hint } = catalogue[type];
    expect(item?.post).toMatchObject({ summary: title, description, 'x-ms-trigger-hint': hint });
  });

  test('brings every property of its payload, and requires only what is always known', () => {
    const { shape } = payloadSchemas[type];
    const always = Object.entries(shape).filter(([, schema]) => !schema.safeParse(undefined).success);
    expect(Object.keys(notification.properties ?? {}).toSorted()).toEqual(Object.keys(shape).toSorted());
    expect(notification.required?.toSorted()).toEqual(always.map(([property]) => property).toSorted());
    expect(samplePayload(type)).toMatchObject(
      Object.fromEntries(always.map(([property]) => [property, expect.anything()])),
    );
  });

  test('leaves the words of its payload open, so that a new one breaks no saved flow', () => {
    expect(JSON.stringify(notification)).not.toContain('"enum"');
  });
});

test('no secret has a place in the definition, where it would show in the history of a flow', () => {
  expect(JSON.stringify(definition)).not.toMatch(/secret/i);
});

describe('the pages for flow makers', () => {
  const page = (path: string) => readFileSync(path, 'utf8');

  test('the readme of the connector lists every operation that makers see, and no other', () => {
    const operations = Object.values(definition.paths).flatMap(({ get, post }) => [get ?? [], post ?? []].flat());
    const seen = operations.filter((operation) => operation['x-ms-visibility'] !== 'internal');
    const [, listed = ''] = /## Supported Operations(.*?)## Obtaining/s.exec(page('infra/connector/readme.md')) ?? [];
    const rows = [...listed.matchAll(/^\| (.+?) \|/gm)].map(([, name]) => name);
    expect(rows.filter((name) => name !== 'trigger' && name !== 'action').toSorted()).toEqual(
      seen.map(({ summary }) => summary).toSorted(),
    );
  });

  test('every output of every trigger is explained', () => {
    const outputs = new Set(triggerTypes.flatMap((type) => Object.keys(payloadSchemas[type].shape)));
    const text = page('docs/power-automate.md');
    expect([...outputs].filter((output) => !text.includes(`\`${output}\``))).toEqual([]);
  });
});
