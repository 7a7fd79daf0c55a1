import { ourTriggers } from './our-triggers.ts';

/** An operation that a flow may call. */
export interface KnownOperation {
  readonly connector: string;
  readonly operationId: string;
  readonly method: string;
  readonly path: RegExp;
  /** The name of the body parameter. */
  readonly body: string;
  /** What the designers show in their editor of rich text. */
  readonly richText: readonly string[];
}

/** Operations of others, as published workflows of both kinds use them. */
const others: readonly KnownOperation[] = [
  {
    connector: 'teams',
    operationId: 'PostMessageToConversation',
    method: 'post',
    path: /^\/beta\/teams\/conversation\/message\/poster\/(?<poster>[^/]+)\/location\/(?<location>[^/]+)$/,
    body: 'body',
    richText: ['body/messageBody'],
  },
  {
    connector: 'office365',
    operationId: 'SendEmailV2',
    method: 'post',
    path: /^\/v2\/Mail$/,
    body: 'emailMessage',
    richText: ['emailMessage/Body'],
  },
];

export const knownOperations: readonly KnownOperation[] = [...others, ...ourTriggers()];
