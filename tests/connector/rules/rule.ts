import type { RuleDefinition } from '@stoplight/spectral-core';
import { pattern } from '@stoplight/spectral-functions';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import type { Definition } from '../../support/connector.ts';

/** Rules by their code: the validator's own name where Microsoft's list of errors has it. */
export type Rules = Readonly<Record<string, RuleDefinition>>;

const draft07 = formats.default(new Ajv({ strict: false, allErrors: true }));

type Given = string | readonly string[];
type TextOptions = ({ match: string } | { notMatch: string }) & { field?: '@key' };

/** Where rules look. Spectral replaces each reference first, so a definition is seen where it is used. */
export const OPERATION = '$.paths.*[get,put,post,delete]';
export const PARAMETER = `${OPERATION}.parameters[*]`;
export const PROPERTY = '$.paths..properties.*';
export const SCHEMA = [PROPERTY, '$.paths..schema', '$.paths..items'];
export const ASKED = "$['x-properties'].properties.connectionParameters.*.uiDefinition";

function rule(description: string, given: Given, then: RuleDefinition['then']): RuleDefinition {
  return { description, message: '{{description}}: {{error}}', severity: 'error', given: [given].flat(), then };
}

/** The text, if there is one, must match, or must not when `notMatch` is given; with a field, that of the object. */
export function text(description: string, given: Given, { field, ...options }: TextOptions): RuleDefinition {
  return rule(description, given, { ...(field && { field }), function: pattern, functionOptions: options });
}

/**
 * The value must be valid by the JSON schema. Spectral's own function of that name drops errors at keys that are not plain
 * words, such as paths.
 */
export function shape(description: string, given: Given, valid: object): RuleDefinition {
  const validate = draft07.compile(valid);
  return check(description, given, (value) => {
    validate(value);
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || 'the whole'} ${message}`);
  });
}

/** A JSON schema: an object that has all these properties. */
export function object(properties: Readonly<Record<string, object>>, more: object = {}) {
  return { type: 'object', required: Object.keys(properties), properties, ...more };
}

/** A JSON schema: what meets the condition must be valid. */
export function when(condition: object, valid: object): object {
  return { anyOf: [{ not: condition }, valid] };
}

/** A check in code, for what compares two places: it gives each fault in words. */
export function check<Value>(
  description: string,
  given: Given,
  faultsOf: (value: Value) => Iterable<string>,
): RuleDefinition {
  const run = (value: unknown) => Array.from(faultsOf(value as Value), (message) => ({ message }));
  return rule(description, given, { function: run });
}

/** A check of the whole definition. */
export function overall(description: string, faultsOf: (definition: Definition) => Iterable<string>): RuleDefinition {
  return check(description, '$', faultsOf);
}
