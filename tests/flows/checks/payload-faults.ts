import type { Schema } from '../../support/connector.ts';
import type { Flow, Sample } from '../flow.ts';
import type { Node } from '../language/parse.ts';
import { isCallTo, parseWorkflowText, type Use, usesIn } from '../language/parse.ts';
import { notificationSchema } from '../our-triggers.ts';

type Access = Extract<Node, { kind: 'access' }>;

/** What is wrong with how the actions read the notification. */
export function payloadFaults({ definition }: Flow, { operationId }: Sample): string[] {
  const schema = notificationSchema(operationId);
  const uses = usesIn(
    Object.values(definition.actions).map(({ inputs }) => inputs),
    parseWorkflowText,
  );
  return uses.flatMap(({ node, parent }) => {
    if (isCallTo(node, 'triggerBody', 'triggerOutputs'))
      return parent?.kind === 'access' ? [] : ['all of it is taken at once'];
    const name = propertyOf(node);
    return name === undefined || node.kind !== 'access' ? [] : faultsOf({ node, parent }, name, schema);
  });
}

/** The property of the notification that the node reads, in the words of either form. */
function propertyOf(node: Node): string | undefined {
  if (node.kind !== 'access' || !isCallTo(node.target, 'triggerBody', 'triggerOutputs')) return undefined;
  const key = node.key.kind === 'literal' ? String(node.key.value) : '(computed)';
  if (isCallTo(node.target, 'triggerBody')) return key;
  return key.startsWith('body/') ? key.slice('body/'.length) : `(outside of the body) ${key}`;
}

function faultsOf({ node, parent }: Use, name: string, { properties = {}, required = [] }: Schema): string[] {
  const property = properties[name];
  if (!property) return [`${name} is not in the notification`];
  const certain = required.includes(name) || (isSafe(node) && hasFallback(node, parent));
  return [
    ...(certain ? [] : [`${name} may be absent, and nothing stands in for it`]),
    ...formatFaults(name, property, parent),
  ];
}

const isSafe = (node: Node): boolean => (node as Access).safe;

function hasFallback(node: Node, parent: Node | undefined): boolean {
  if (parent?.kind !== 'call') return false;
  if (isCallTo(parent, 'coalesce')) return parent.args.at(-1) !== node;
  return isCallTo(parent, 'equals');
}

/** People are shown times and numbers as people write them. */
function formatFaults(name: string, { type = '', format }: Schema, parent: Node | undefined): string[] {
  const isTime = format === 'date-time';
  const isNumber = ['number', 'integer'].includes(type);
  if (isTime !== isCallTo(parent, 'formatDateTime'))
    return [`${name} and formatDateTime do not belong together, or do`];
  if (isNumber !== isCallTo(parent, 'formatNumber')) return [`${name} and formatNumber do not belong together, or do`];
  return [];
}
