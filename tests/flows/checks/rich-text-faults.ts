import { callOf, knownOf } from '../calls.ts';
import type { Flow } from '../flow.ts';
import { asText } from '../language.ts';

/** Text without expressions, but for outputs of the trigger with nothing done to them. */
const PLAIN = /^(?:[^@]|@\{(?:triggerBody\(\)\?\['|triggerOutputs\(\)\?\['body\/)\w+'\]\})*$/;

/**
 * What is wrong with the fields of rich text. The designers treat what is in them as HTML, expressions too: at an edit
 * elsewhere in the flow `'&lt;'` becomes `'%26lt;'` (Azure/LogicAppsUX #6867), and one with `<br>` froze them (#3996).
 */
export function richTextFaults(flow: Flow): string[] {
  return Object.entries(flow.definition.actions).flatMap(([name, { inputs }]) => {
    const call = callOf(flow, inputs);
    const { richText = '' } = knownOf(call) ?? {};
    const isPlain = PLAIN.test(asText(call.parameters[richText] ?? null));
    return isPlain ? [] : [`${name}: ${richText} holds another expression than an output of the trigger`];
  });
}
