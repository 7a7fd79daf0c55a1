import { describe, expect, test } from '@jest/globals';
import { strFromU8 } from 'fflate';
import { elements, isWellFormed } from '../flows/xml.ts';
import { bytesOf, certified, connector, flows, jsonOf, source, textOf, type Zip } from './support/packages.ts';

const solutions: [string, Zip][] = [
  ['the connector', connector],
  ['the flows', flows],
  ['the certified connector', certified.connector],
  ['the certified flows', certified.flows],
];

/** What elements of the components say where a file is. */
const FILE = /<(?:JsonFileName|openapidefinition|connectionparameters|policytemplateinstances|iconblob)>\/([^<]+)</g;

describe.each(solutions)('the solution of %s', (_name, zip) => {
  const paths = Object.keys(zip);
  const manifest = textOf(zip, 'solution.xml');
  const components = textOf(zip, 'customizations.xml');
  const roots = elements(manifest, 'RootComponent');

  test('has XML that is well-formed', () => {
    const broken = paths.filter((path) => path.endsWith('.xml') && !isWellFormed(textOf(zip, path)));
    expect(broken).toEqual([]);
  });

  test('has JSON that can be read', () => {
    for (const path of paths.filter((name) => name.endsWith('.json'))) expect(jsonOf(zip, path)).toBeTruthy();
  });

  test('has every file that its components name, and no other', () => {
    const named = [...components.matchAll(FILE)].map(([, path = '']) => path);
    const variables = roots.filter(({ type }) => type === '380').map(({ schemaName }) => schemaName);
    const definitions = variables.map(
      (name) => `environmentvariabledefinitions/${name}/environmentvariabledefinition.xml`,
    );
    const always = ['[Content_Types].xml', 'solution.xml', 'customizations.xml'];
    expect([...paths].toSorted()).toEqual([...always, ...named, ...definitions].toSorted());
  });

  test('declares the type of every file', () => {
    const declared = elements(textOf(zip, '[Content_Types].xml'), 'Default').map(({ Extension }) => Extension);
    const found = new Set(paths.map((path) => path.split('.').at(-1)));
    expect([...found].toSorted()).toEqual([...new Set(declared)].toSorted());
  });

  test('has as roots the components that it holds, under the same IDs', () => {
    const flowIds = elements(components, 'Workflow').map(({ WorkflowId }) => `29 ${WorkflowId}`);
    const connectorIds = elements(components, 'Connector').map(
      ({ connectorid, name }) => `372 {${connectorid}} ${name}`,
    );
    const found = roots
      .filter(({ type }) => type !== '380')
      .map(({ type, id, schemaName }) => [type, id, schemaName].filter(Boolean).join(' '));
    expect(found.toSorted()).toEqual([...flowIds, ...connectorIds].toSorted());
    expect(found.length).toBeGreaterThan(0);
  });

  test('describes its publisher with the two addresses of an export', () => {
    expect(elements(manifest, 'Address').map(({ AddressNumber }) => AddressNumber)).toEqual(['1', '2']);
  });

  test('has the version of the definition, with a fourth number', () => {
    const { version } = source.connector.definition.info;
    expect(manifest).toContain(`<Version>${version}.0</Version>`);
  });

  test('holds no placeholder', () => {
    const all = paths.map((path) => strFromU8(bytesOf(zip, path))).join('\n');
    expect(all).not.toMatch(/example\.(com|org|net)|shared_insighttriggers|placeholder|your-|TODO|0{8}-0{4}-/i);
  });
});
