import { globSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import type { CertificationSource } from './certification.ts';
import type { ConnectorSource } from './connector.ts';

const CONNECTOR = 'infra/connector';
const FLOWS = 'infra/flows/power-automate';

const definitionSchema = z.looseObject({
  swagger: z.literal('2.0'),
  info: z.looseObject({ title: z.string(), description: z.string(), version: z.string() }),
  'x-ms-connector-metadata': z.array(z.object({ propertyName: z.string(), propertyValue: z.string() })),
});

const policySchema = z.object({
  templateId: z.string(),
  title: z.string(),
  parameters: z.record(z.string(), z.unknown()),
});

const propertiesSchema = z.looseObject({
  properties: z.looseObject({
    publisher: z.string(),
    iconBrandColor: z.string(),
    connectionParameters: z.record(z.string(), z.unknown()),
    policyTemplateInstances: z.array(policySchema),
  }),
});

const text = (path: string) => readFileSync(path, 'utf8');

/** Reads the committed files of the connector. @throws when one is missing or not what the build writes */
export function readConnectorSource(): ConnectorSource {
  return {
    definition: definitionSchema.parse(JSON.parse(text(`${CONNECTOR}/apiDefinition.swagger.json`))),
    properties: propertiesSchema.parse(JSON.parse(text(`${CONNECTOR}/apiProperties.json`))),
    icon: readFileSync(`${CONNECTOR}/icon.png`),
  };
}

/** Reads everything that packages are made of, from the folder of the repository. */
export function readSource(): CertificationSource {
  const paths = globSync('**/*.{json,xml}', { cwd: FLOWS }).map((path) => path.replaceAll('\\', '/'));
  return {
    connector: readConnectorSource(),
    flows: Object.fromEntries(paths.map((path) => [path, text(`${FLOWS}/${path}`)])),
    readme: text(`${CONNECTOR}/readme.md`),
  };
}
