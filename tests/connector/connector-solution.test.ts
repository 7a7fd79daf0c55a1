import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { elements } from '../flows/xml.ts';
import { HOST } from '../support/connector.ts';
import { bytesOf, connector, jsonOf, source, textOf } from './support/packages.ts';

describe('the solution of the connector', () => {
  const [component = {}] = elements(textOf(connector, 'customizations.xml'), 'Connector');
  const part = (name: string) => jsonOf(connector, (component[name] ?? '').slice(1));

  test('holds the connector alone', () => {
    expect(elements(textOf(connector, 'solution.xml'), 'RootComponent').map(({ type }) => type)).toEqual(['372']);
    expect(elements(textOf(connector, 'customizations.xml'), 'Workflow')).toEqual([]);
  });

  test('has the definition with the host that was given, and names no publisher', () => {
    const { host, info, ...rest } = part('openapidefinition');
    const { info: described, ...committed } = source.connector.definition;
    expect({ host, info }).toEqual({ host: HOST, info: described });
    expect(rest).toEqual(committed);
  });

  test('has the connection parameters and the policies of the properties, as an export writes them', () => {
    const { connectionParameters, policyTemplateInstances, iconBrandColor } = source.connector.properties.properties;
    expect(part('connectionparameters')).toEqual(connectionParameters);
    expect(part('policytemplateinstances')).toEqual(
      policyTemplateInstances.map(({ templateId, title, parameters }) => ({
        TemplateId: templateId,
        Title: title,
        Parameters: parameters,
      })),
    );
    expect(component.iconbrandcolor).toBe(iconBrandColor);
    expect(bytesOf(connector, (component.iconblob ?? '').slice(1))).toEqual(
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
