import { createHash, randomBytes } from 'node:crypto';
import type { FlowIdentity } from './flow-identity.ts';

/** The forms in which the platform writes the address of a trigger. */
export const callbackForms = ['versioned', 'direct', 'standard', 'unchanging'] as const;
export type CallbackForm = (typeof callbackForms)[number];

/** One saved state of a flow: another number, another address. */
export interface Version {
  readonly number: string;
  readonly callbackUrl: string;
  /** Path and query, byte for byte. */
  readonly target: string;
}

let saves = 0n;

export function newVersion(origin: string, identity: FlowIdentity, form: CallbackForm): Version {
  // The platform counts down.
  const number = (8_600_000_000_000_000_000n - BigInt(Date.now()) * 1000n - ++saves).toString().padStart(20, '0');
  const target = TARGETS[form](identity, number, randomBytes(32).toString('base64url'));
  return { number, target, callbackUrl: `${origin}${target}` };
}

type Target = (identity: FlowIdentity, version: string, signature: string) => string;

const TARGETS: Readonly<Record<CallbackForm, Target>> = {
  versioned({ workflow, trigger }, version, signature) {
    const below = `/triggers/${trigger}/versions/${version}`;
    const permissions = escaped(`${below}/run,${below}/read`);
    return `/workflows/${workflow}${below}/run?api-version=2016-06-01&sp=${permissions}&sv=1.0&sig=${signature}`;
  },
  direct({ workflow, trigger, environment }, version, signature) {
    const permissions = escaped(`/triggers/${trigger}/versions/${version}/run,/triggers/${trigger}/run`);
    const path = `/powerautomate/automations/direct/workflows/${workflow}/triggers/${trigger}/paths/invoke`;
    return `${path}?api-version=1&tenantId=tId&environmentName=${environment}&sp=${permissions}&sv=1.0&sig=${signature}`;
  },
  standard({ trigger, name }, version, signature) {
    const below = `/triggers/${trigger}/versions/${version}/run`;
    const permissions = escaped(`${below},/workflows/${name}${below}`);
    return `/api/${name}${below}?api-version=2022-05-01&sp=${permissions}&sv=1.0&sig=${signature}`;
  },
  /** The same for every version of the flow. */
  unchanging({ workflow, trigger, environment }) {
    const path = `/powerautomate/automations/direct/workflows/${workflow}/triggers/${trigger}/paths/invoke`;
    const signature = createHash('sha256').update(workflow).digest('base64url');
    const permissions = escaped(`/triggers/${trigger}/run`);
    return `${path}?api-version=1&tenantId=tId&environmentName=${environment}&sp=${permissions}&sv=1.0&sig=${signature}`;
  },
};

/** The platform writes `%2F` and `%2C`, which mean the same as `/` and `,` and are not the same bytes. */
function escaped(permissions: string): string {
  return permissions.replaceAll('/', '%2F').replaceAll(',', '%2C');
}
