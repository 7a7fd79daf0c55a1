import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { strFromU8 } from 'fflate';
import { packageFiles } from '../../local/connector/packages.ts';
import { solutionFaults } from '../flows/checks/solution-faults.ts';
import { elements } from '../flows/xml.ts';
import { HOST } from '../support/connector.ts';
import * as made from './support/packages.ts';

/* The kinds of components, by their numbers: 29 is a flow, 372 a connector, 380 an environment variable. */
const solutions: [name: string, zip: made.Zip, kinds: string[]][] = [
  ['the connector', made.connector, ['372']],
  // The connector is imported first, in its own solution.
  ['the flows', made.flows, ['29', '380']],
  ['the certified connector', made.certified.connector, ['372']],
  ['the certified flows', made.certified.flows, ['29', '372', '380']],
];

describe.each(solutions)('the solution of %s', (_name, zip, kinds) => {
  const texts = Object.fromEntries(Object.entries(zip).map(([path, bytes]) => [path, strFromU8(bytes)]));

  test('has every file, component, variable and connection that it names, and no other', () => {
    expect(solutionFaults(texts)).toEqual([]);
  });

  test(`has components of the kinds ${kinds.join(', ')}`, () => {
    const types = elements(texts['solution.xml'], 'RootComponent').map(({ type = '' }) => type);
    expect([...new Set(types)].toSorted()).toEqual(kinds);
  });

  test('has JSON that can be read', () => {
    const files = Object.keys(texts).filter((path) => path.endsWith('.json'));
    expect(files.map((path) => JSON.parse(texts[path] ?? ''))).not.toContain(null);
  });

  test('has the version of the definition, with a fourth number', () => {
    expect(texts['solution.xml']).toContain(`<Version>${made.source.connector.definition.info.version}.0</Version>`);
  });

  test('holds no placeholder', () => {
    const all = Object.values(texts).join('\n');
    expect(all).not.toMatch(/example\.(com|org|net)|shared_insighttriggers|placeholder|your-|TODO|0{8}-0{4}-/i);
  });
});

describe('the solution of the connector', () => {
  const [component = {}] = elements(made.textOf(made.connector, 'customizations.xml'), 'Connector');
  const part = (name: string) => made.jsonOf(made.connector, (component[name] ?? '').slice(1));

  test('has the definition with the host that was given, and names no publisher', () => {
    const { host, info, ...rest } = part('openapidefinition');
    const { info: described, ...committed } = made.source.connector.definition;
    expect({ host, info }).toEqual({ host: HOST, info: described });
    expect(rest).toEqual(committed);
  });

  test('has the connection parameters and the policies of the properties, as an export writes them', () => {
    const { connectionParameters, policyTemplateInstances, iconBrandColor } =
      made.source.connector.properties.properties;
    expect(part('connectionparameters')).toEqual(connectionParameters);
    expect(part('policytemplateinstances')).toEqual(
      policyTemplateInstances.map(({ templateId, title, parameters }) => ({
        TemplateId: templateId,
        Title: title,
        Parameters: parameters,
      })),
    );
    expect(component.iconbrandcolor).toBe(iconBrandColor);
    expect(made.bytesOf(made.connector, (component.iconblob ?? '').slice(1))).toEqual(
      new Uint8Array(readFileSync('infra/connector/icon.png')),
    );
  });

  test('is made without Node, so that a page can make it', async () => {
    const { outputFiles } = await build({
      entryPoints: ['local/connector/connector-solution.ts'],
      bundle: true,
      write: false,
      platform: 'browser',
      format: 'esm',
    });
    expect(outputFiles[0]?.text).toContain('connectorSolution');
  });
});

describe('the solution of the flows', () => {
  const components = made.textOf(made.flows, 'customizations.xml');

  test('refers to the connector by the name that was given, and by the ID that its solution gives it', () => {
    const references = elements(components, 'connectionreference');
    const [{ connectorid: id } = {}] = elements(made.textOf(made.connector, 'customizations.xml'), 'Connector');
    expect(references.filter(({ customconnectorid }) => customconnectorid !== undefined)).toMatchObject([
      {
        connectorid: `/providers/Microsoft.PowerApps/apis/${made.SHARED_NAME}`,
        customconnectorid: { connectorid: id },
      },
    ]);
  });

  test('is refused when a flow has no description, and when nothing refers to the connector', () => {
    const without = (pattern: RegExp) => ({
      ...made.source,
      flows: Object.fromEntries(Object.entries(made.source.flows).filter(([path]) => !pattern.test(path))),
    });
    expect(() => packageFiles(without(/Teams.*\.data\.xml$/), made.ownArguments)).toThrow(
      'has no description; expected Workflows/',
    );
    expect(() => packageFiles(without(/^connection-references/), made.ownArguments)).toThrow('refers to no shared_');
  });
});
