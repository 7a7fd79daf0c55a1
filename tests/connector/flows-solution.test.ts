import { describe, expect, test } from '@jest/globals';
import { packageFiles } from '../../local/connector/packages.ts';
import { elements } from '../flows/xml.ts';
import { connector, flows, jsonOf, ownArguments, SHARED_NAME, source, textOf } from './support/packages.ts';

interface Reference {
  readonly runtimeSource: string;
  readonly connection: { readonly connectionReferenceLogicalName: string };
}

interface Parameter {
  readonly defaultValue?: unknown;
  readonly metadata?: { readonly schemaName: string };
}

describe('the solution of the flows', () => {
  const components = textOf(flows, 'customizations.xml');
  const references = elements(components, 'connectionreference');
  const workflows = Object.keys(flows)
    .filter((path) => path.startsWith('Workflows/'))
    .map((path) => jsonOf(flows, path).properties);

  test('refers to the connector by the name that was given, and by the ID that its solution gives it', () => {
    const ours = references.filter(({ customconnectorid }) => customconnectorid !== undefined);
    const [{ connectorid: id } = {}] = elements(textOf(connector, 'customizations.xml'), 'Connector');
    expect(ours).toHaveLength(1);
    expect(ours[0]).toMatchObject({
      connectorid: `/providers/Microsoft.PowerApps/apis/${SHARED_NAME}`,
      customconnectorid: { connectorid: id },
    });
  });

  test('leaves the connector to its own solution, which is imported first', () => {
    expect(elements(components, 'Connector')).toEqual([]);
  });

  test('calls the connector by that name in every flow', () => {
    for (const { connectionReferences, definition } of workflows) {
      const names = Object.values<{ api: { name: string } }>(connectionReferences).map(({ api }) => api.name);
      const hosts = JSON.stringify(definition).match(/"apiId":"[^"]+"/g) ?? [];
      expect(names).toContain(SHARED_NAME);
      expect(new Set(hosts)).toEqual(
        new Set(names.map((name) => `"apiId":"/providers/Microsoft.PowerApps/apis/${name}"`)),
      );
    }
  });

  test('asks at its import for connections and environment variables alone', () => {
    const variables = elements(textOf(flows, 'solution.xml'), 'RootComponent').map(({ schemaName }) => schemaName);
    const declared = references.map((reference) => reference.connectionreferencelogicalname);
    for (const { connectionReferences, definition } of workflows) {
      for (const { connection, runtimeSource } of Object.values<Reference>(connectionReferences)) {
        expect(runtimeSource).toBe('embedded');
        expect(declared).toContain(connection.connectionReferenceLogicalName);
      }
      for (const [name, { metadata, defaultValue }] of Object.entries<Parameter>(definition.parameters))
        if (metadata) expect(variables).toContain(metadata.schemaName);
        else expect([name, defaultValue]).toEqual([expect.stringMatching(/^\$(connections|authentication)$/), {}]);
    }
  });

  test('arrives turned off', () => {
    const states = elements(components, 'Workflow').map(({ StateCode }) => StateCode);
    expect(new Set(states)).toEqual(new Set(['0']));
  });

  test('is refused when a flow has no description, and when nothing refers to the connector', () => {
    const without = (pattern: RegExp) => ({
      ...source,
      flows: Object.fromEntries(Object.entries(source.flows).filter(([path]) => !pattern.test(path))),
    });
    expect(() => packageFiles(without(/Teams.*\.data\.xml$/), ownArguments)).toThrow(
      'has no description; expected Workflows/',
    );
    expect(() => packageFiles(without(/^connection-references/), ownArguments)).toThrow('refers to no shared_');
  });
});
