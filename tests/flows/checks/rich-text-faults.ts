import { callOf, knownOf } from '../calls.ts';
import type { Flow } from '../flow.ts';
import type { Node } from '../language/parse.ts';
import { isCallTo, parseWorkflowText } from '../language/parse.ts';
import { asText, type Value } from '../language/value.ts';

/**
 * What is wrong with the fields of rich text. The designers treat what is in them as HTML, expressions too: at an edit
 * elsewhere in the flow `'&lt;'` becomes `'%26lt;'` (Azure/LogicAppsUX #6867), and one with `<br>` froze them (#3996).
 */
export function richTextFaults(flow: Flow): string[] {
  return Object.entries(flow.definition.actions).flatMap(([name, { inputs }]) => {
    const call = callOf(flow, inputs);
    const fields = knownOf(call)?.richText ?? [];
    return fields
      .filter((field) => expressionsIn(call.parameters[field] ?? null).some((node) => !isReading(node)))
      .map((field) => `${name}: ${field} holds another expression than an output of the trigger`);
  });
}

function expressionsIn(value: Value): readonly Node[] {
  const node = parseWorkflowText(asText(value));
  const parts = node.kind === 'join' ? node.parts : [node];
  return parts.filter(({ kind }) => kind !== 'literal');
}

/** An output of the trigger, with nothing done to it. */
function isReading(node: Node): boolean {
  if (node.kind === 'access') return node.key.kind === 'literal' && isReading(node.target);
  return isCallTo(node, 'triggerBody') || isCallTo(node, 'triggerOutputs');
}
