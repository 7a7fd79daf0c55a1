import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { PNG } from 'pngjs';
import { connectorFiles } from '../../infra/connector/source/connector-files.ts';
import { buildDefinition } from '../../infra/connector/source/definition.ts';
import { buildProperties } from '../../infra/connector/source/properties.ts';
import type { Schema } from '../../infra/connector/source/swagger.ts';
import { samplePayload } from '../../shared/application/environments/describe-triggers.ts';
import { payloadSchemas } from '../../shared/contract/payload.ts';
import { en } from '../../shared/contract/texts/en.ts';
import { triggerTypes } from '../../shared/contract/trigger-types.ts';
import { builtDefinition, contractOf } from './support/contract.ts';

const definition = buildDefinition();

/*
 * A line that is gone or changed breaks saved flows, and so does a new input that is required. Other new lines only add,
 * and a pick-list is only for the designer.
 * After an intended change, `node tests/connector/support/write-contract.ts` writes the file.
 */
test('operations take and give what saved flows rely on', () => {
  const frozen = readFileSync('tests/fixtures/connector-operations.txt', 'utf8');
  expect(contractOf(builtDefinition()).split('\n')).toEqual(frozen.split('\n'));
});

describe('the files of the connector', () => {
  test.each(Object.entries(connectorFiles()))('%s is what npm run build:connector writes', (path, text) => {
    expect(readFileSync(path, 'utf8')).toBe(text);
  });
});

describe('the icon', () => {
  const { width, height, data } = PNG.sync.read(readFileSync('infra/connector/icon.png'));
  const { iconBrandColor } = buildProperties().properties;
  const pixels = Array.from({ length: width * height }, (_, index) => {
    const color = `#${data.toString('hex', index * 4, index * 4 + 3)}`;
    return { x: index % width, y: Math.floor(index / width), color };
  });

  test('is an opaque PNG of 230 by 230', () => {
    expect({ width, height }).toEqual({ width: 230, height: 230 });
    expect(data.filter((alpha, index) => index % 4 === 3 && alpha < 255)).toHaveLength(0);
  });

  test('has the colour of the brand along all four borders', () => {
    const borders = pixels.filter(({ x, y }) => x % (width - 1) === 0 || y % (height - 1) === 0);
    expect([...new Set(borders.map(({ color }) => color))]).toEqual([iconBrandColor]);
  });

  test.each(['x', 'y'] as const)('has a drawing of at most 160 along %s', (axis) => {
    const places = pixels.filter(({ color }) => color !== iconBrandColor).map((pixel) => pixel[axis]);
    expect(places).not.toEqual([]);
    expect(Math.max(...places) - Math.min(...places)).toBeLessThan(160);
  });
});

describe.each(triggerTypes.map((type) => [type]))('the trigger %s', (type) => {
  const item = definition.paths[`/api/triggers/${type}/subscriptions`];
  const name = item?.['x-ms-notification-content']?.schema.$ref?.replace('#/definitions/', '') ?? '';
  const notification: Schema = definition.definitions[name] ?? {};

  test('is described in the words of the catalogue', () => {
    expect(item?.post).toMatchObject({
      summary: en[`trigger.${type}.title`],
      description: en[`trigger.${type}.description`],
      'x-ms-trigger-hint': en[`trigger.${type}.hint`],
    });
  });

  test('brings every property of its payload, and requires nothing that may be unknown', () => {
    const { shape } = payloadSchemas[type];
    const always = Object.keys(shape).filter((name) => !shape[name as keyof typeof shape].safeParse(undefined).success);
    expect(Object.keys(notification.properties ?? {}).toSorted()).toEqual(Object.keys(shape).toSorted());
    expect(always).toEqual(expect.arrayContaining([...(notification.required ?? [])]));
    expect(samplePayload(type)).toMatchObject(
      Object.fromEntries(always.map((property) => [property, expect.anything()])),
    );
  });

  test('leaves the words of its payload open, so that a new one breaks no saved flow', () => {
    expect(JSON.stringify(notification)).not.toContain('"enum"');
  });
});

test('no secret has a place in the definition, where it would show in the history of a flow', () => {
  expect(JSON.stringify(definition)).not.toMatch(/secret/i);
});
