import type { Deps } from '../ports.ts';

const SECRET_BYTES = 32;

/** A new Standard Webhooks secret: `whsec_` and base64. */
export function newSigningSecret({ chance }: Pick<Deps, 'chance'>): string {
  return `whsec_${Buffer.from(chance.secret(SECRET_BYTES), 'base64url').toString('base64')}`;
}
