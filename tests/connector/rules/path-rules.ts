import { operationsOf, parametersOf } from './operations.ts';
import { type Rule, rule, sources, under } from './rule.ts';

const { validator } = sources;

const variablesOf = (template: string) => [...template.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
const isVariable = (segment: string) => segment.startsWith('{');
/** Two templates are the same when only the names of their variables differ. */
const shape = (template: string) => template.replace(/\{[^{}]*\}/g, '{}');

/** A rule about the text of each path. */
function ofTemplates(name: string, isFaulty: (template: string) => boolean, right: string): Rule {
  return rule({ name, source: validator }, ({ definition }) =>
    Object.keys(definition.paths ?? {})
      .filter(isFaulty)
      .map((template) => ({ path: under('$.paths', template), wrong: `"${template}"`, right })),
  );
}

export const pathRules: readonly Rule[] = [
  ofTemplates('OperationPathMustStartWithSlash', (template) => !template.startsWith('/'), 'a / first'),
  ofTemplates('OperationPathMayNotContainQueryOrFragment', (template) => /[?#]/.test(template), 'no ? and no #'),
  ofTemplates('OperationPathContainsUnsupportedCharacters', (template) => template.includes('*'), 'no *'),
  ofTemplates(
    'OperationPathTemplateNotValid',
    (template) => /[{}]/.test(template.replace(/\{[^{}/]+\}/g, '')),
    'each variable within one segment, as {name}',
  ),
  ofTemplates(
    'OperationPathVariablesContainDefaults',
    (template) => variablesOf(template).some((name) => name.includes('=')),
    'variables without =',
  ),
  rule({ name: 'PathItemRefNotSuppored', source: validator }, function* ({ definition }) {
    for (const [template, item] of Object.entries(definition.paths ?? {}))
      if (item.$ref !== undefined)
        yield { path: under('$.paths', template, '$ref'), wrong: 'a path is a reference', right: 'the path itself' };
  }),
  rule({ name: 'PathRedefined', source: validator }, function* ({ definition }) {
    const lower = Object.keys(definition.paths ?? {}).map((template) => template.toLowerCase());
    for (const [index, template] of Object.keys(definition.paths ?? {}).entries())
      if (lower.indexOf(template.toLowerCase()) !== index)
        yield { path: under('$.paths', template), wrong: 'it is there twice but for case', right: 'once' };
  }),
  rule({ name: 'DuplicateOperationPath', source: validator }, function* ({ definition }) {
    const shapes = operationsOf(definition).map(({ verb, template }) => `${verb} ${shape(template)}`);
    for (const [index, { at, verb, template }] of operationsOf(definition).entries())
      if (shapes.indexOf(`${verb} ${shape(template)}`) !== index)
        yield { path: at, wrong: 'another path differs only by the names of variables', right: 'a fixed segment more' };
  }),
  rule({ name: 'PartialDuplicateOperationPath', source: validator, severity: 'warning' }, function* ({ definition }) {
    const operations = operationsOf(definition);
    for (const { at, verb, template } of operations)
      for (const other of operations)
        if (verb === other.verb && capturesWrongly(template, other.template))
          yield { path: at, wrong: `it also takes calls of ${other.template}`, right: 'paths that cannot be confused' };
  }),
  rule({ name: 'OperationMissingPathParameter', source: validator }, function* ({ definition }) {
    for (const located of operationsOf(definition)) {
      const names = pathParameters(parametersOf(definition, located)).map(({ parameter }) => parameter.name);
      for (const variable of variablesOf(located.template))
        if (!names.includes(variable))
          yield { path: located.at, wrong: `{${variable}} is no parameter`, right: `a path parameter ${variable}` };
    }
  }),
  rule({ name: 'PathParameterNotDefinedInTemplate', source: validator }, function* ({ definition }) {
    for (const located of operationsOf(definition))
      for (const { at, parameter } of pathParameters(parametersOf(definition, located)))
        if (!variablesOf(located.template).includes(parameter.name ?? ''))
          yield { path: at, wrong: `{${parameter.name}} is not in the path`, right: 'a variable of the path' };
  }),
];

function pathParameters<T extends { readonly parameter: { in?: string } }>(parameters: readonly T[]): T[] {
  return parameters.filter(({ parameter }) => parameter.in === 'path');
}

/** Whether a value of a variable in `template` could make a call look like one of `other`. */
function capturesWrongly(template: string, other: string): boolean {
  const [mine, theirs] = [template.split('/'), other.split('/')];
  if (mine.length !== theirs.length || shape(template) === shape(other)) return false;
  const pairs = mine.map((segment, index) => [segment, theirs[index] ?? ''] as const);
  return (
    pairs.every(([left, right]) => left === right || isVariable(left) || isVariable(right)) &&
    pairs.some(([left, right]) => isVariable(left) && !isVariable(right))
  );
}
