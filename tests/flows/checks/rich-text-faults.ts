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
      .filter((field) => expressionsIn(call.parameters[field] ?? null).some((node) => !isOutput(node)))
      .map((field) => `${name}: ${field} holds another expression than the output of an action`);
  });
}

function expressionsIn(value: Value): readonly Node[] {
  const node = parseWorkflowText(asText(value));
  const parts = node.kind === 'join' ? node.parts : [node];
  return parts.filter(({ kind }) => kind !== 'literal');
}

/** The whole output of an action that is named, with nothing done to it. */
function isOutput(node: Node): boolean {
  return node.kind === 'call' && isCallTo(node, 'outputs') && node.args.every(({ kind }) => kind === 'literal');
}
