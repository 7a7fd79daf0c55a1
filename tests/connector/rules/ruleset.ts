import { readFileSync } from 'node:fs';
import { type RulesetDefinition, Spectral } from '@stoplight/spectral-core';
import { oas } from '@stoplight/spectral-rulesets';
import type { Connector } from '../../support/connector.ts';
import { openCheck } from '../../support/power-automate/schema-check.ts';
import { callRules } from './calls.ts';
import { designerRules } from './designer.ts';
import { fileRules } from './files.ts';
import { operationRules, parameterRules, responseRules, schemaRules } from './operations.ts';
import { check, type Rules, shape } from './rule.ts';
import { serviceRules, textRules } from './texts.ts';
import { triggerRules } from './triggers.ts';

/** Spectral's rules that do not hold here, each with the reason. */
const NOT_OURS = {
  'openapi-tags': 'the designer has no tags',
  'operation-tags': 'the designer has no tags',
  'info-license': 'the schema of connectors knows no licence',
  'license-url': 'the schema of connectors knows no licence',
  'oas2-host-not-example': 'a policy puts the host of the connection in its place',
};

/** Microsoft's schema of a file. It has comments, which JSON has not; texts are matched first, as addresses have `//` too. */
function microsoftSchema(name: string): Record<string, unknown> {
  const written = readFileSync(`tests/fixtures/connector-schemas/${name}`, 'utf8');
  const { id: _, ...valid } = JSON.parse(
    written.replace(/"(?:\\.|[^"\\])*"|\/\/.*/g, (part) => (part.startsWith('"') ? part : '')),
  );
  return valid;
}

const importable = 'The platform can import the file';

/*
 * Errors of Microsoft's validator that have no rule of that name are found by Spectral's OAS2 rules, by Microsoft's schema or by
 * a wider rule; or they are about features that `no-unknown-feature` keeps out; or their limits are not published
 * (OneOfPropertiesRequired, OperationIdTooLong, ReservedParameterIsUsed, SchemaTooDeep, TotalSchemaCountExceedsMaxAllowed).
 */
export const ownRules: Rules = {
  'microsoft-definition': {
    ...check(importable, '$', openCheck(microsoftSchema('apiDefinition.swagger.schema.json'))),
    resolved: false,
  },
  'microsoft-properties': shape(importable, "$['x-properties']", microsoftSchema('paconn-apiProperties.schema.json')),
  ...{ ...serviceRules, ...textRules, ...operationRules, ...parameterRules, ...responseRules, ...schemaRules },
  ...{ ...triggerRules, ...callRules, ...designerRules, ...fileRules },
};

/** What a connector must keep to, as far as it can be told without the platform. */
export const connectorRuleset: RulesetDefinition = {
  extends: [[oas as RulesetDefinition, 'all']],
  rules: { ...Object.fromEntries(Object.keys(NOT_OURS).map((code) => [code, 'off' as const])), ...ownRules },
};

/** One of those rules alone. References are always checked, by the code `invalid-ref`. */
export function onlyRule(code: string): RulesetDefinition {
  const [own, theirs] = [ownRules[code], (oas.rules as Rules)[code]];
  if (own) return { rules: { [code]: own } };
  const { formats: versions = [], aliases = {} } = oas;
  return { formats: versions, aliases, rules: theirs ? { [code]: { ...theirs, recommended: true } } : {} };
}

/** All files of a connector as one document, so that rules can compare them. */
export function documentOf({ definition, properties, readme }: Connector): Record<string, unknown> {
  return { ...definition, 'x-properties': properties, 'x-readme': readme };
}

/** Lints with the rules: each fault as code, path and words. The document is passed as it is, as parsing it is slow. */
export async function lint(document: Record<string, unknown>, ruleset: RulesetDefinition): Promise<string[]> {
  const spectral = new Spectral();
  spectral.setRuleset(ruleset);
  const parsed = { data: document, diagnostics: [], ast: {}, lineMap: [] };
  const results = await spectral.run({ parsed, getLocationForJsonPath: () => undefined });
  return results.map(({ code, path, message }) => `${code} at ${path.join(' ')}: ${message}`);
}
