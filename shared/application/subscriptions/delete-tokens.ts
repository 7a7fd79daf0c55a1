import { fingerprint } from '../../domain/fingerprint.ts';
import type { SubscriptionRow } from '../store/rows.ts';

/** Repeated creates each hand out a token; so many of them stay good, the first one always among them. */
const TOKENS_KEPT = 20;

type Token = SubscriptionRow['tokens'][number];

/** With one more token, handed out for a version of the flow if the platform said which. */
export function withToken(tokens: readonly Token[], token: string, version: string | undefined): Token[] {
  const [first, ...others] = [...tokens, { hash: fingerprint(token), version }];
  return [...(first ? [first] : []), ...others.slice(1 - TOKENS_KEPT)];
}

/**
 * What a token proves. A flow that is saved again may bring the same callback and parameters, and its subscription stays; the
 * DELETE of the version before, which the platform may send after the new create, is then not for it any more: `superseded`.
 * A platform that never heard of the new create ends its flow by an old address in vain; the next notification finds that out.
 * The numbers of versions do not tell their order (the platform counts down), so that of their first creates does.
 */
export function judgeToken(tokens: readonly Token[], token: string): 'good' | 'superseded' | 'wrong' {
  const known = tokens.find(({ hash }) => hash === fingerprint(token));
  if (!known) return 'wrong';
  const newest = [...new Set(tokens.flatMap(({ version }) => version ?? []))].at(-1);
  return known.version === undefined || known.version === newest ? 'good' : 'superseded';
}
