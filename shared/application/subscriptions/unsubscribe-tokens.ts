import { fingerprint } from '../../domain/fingerprint.ts';
import type { SubscriptionRow } from '../store/rows.ts';

/** Each repeated create hands out a token. This many stay valid, the first one always among them. */
const TOKENS_KEPT = 20;

type Token = SubscriptionRow['tokens'][number];

/** The tokens with one more, for a version of the flow if the platform said which. */
export function withToken(tokens: readonly Token[], token: string, version: string | undefined): Token[] {
  const [first, ...others] = [...tokens, { hash: fingerprint(token), version }];
  return [...(first ? [first] : []), ...others.slice(1 - TOKENS_KEPT)];
}

/**
 * What a token proves. A flow that is saved again may send the same callback and parameters, and so keeps its subscription.
 * The platform may send the DELETE of the earlier version after the new create: such a token is `superseded`, and deletes
 * nothing. If the platform never heard of the new create, the next notification finds the flow gone.
 *
 * Version numbers do not tell which version is newer, since the platform counts down; the order of their first creates does.
 */
export function judgeToken(tokens: readonly Token[], token: string): 'good' | 'superseded' | 'wrong' {
  const known = tokens.find(({ hash }) => hash === fingerprint(token));
  if (!known) return 'wrong';
  const newest = [...new Set(tokens.flatMap(({ version }) => version ?? []))].at(-1);
  return known.version === undefined || known.version === newest ? 'good' : 'superseded';
}
