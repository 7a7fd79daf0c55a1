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
    const path = `/workflows/${workflow}${below}/run?api-version=2016-06-01`;
    return path + signed(`${below}/run,${below}/read`, signature);
  },
  direct: (identity, version, signature) => {
    const below = `/triggers/${identity.trigger}`;
    return directPath(identity) + signed(`${below}/versions/${version}/run,${below}/run`, signature);
  },
  standard({ trigger, name }, version, signature) {
    const below = `/triggers/${trigger}/versions/${version}/run`;
    return `/api/${name}${below}?api-version=2022-05-01${signed(`${below},/workflows/${name}${below}`, signature)}`;
  },
  /** The same for every version of the flow. */
  unchanging(identity) {
    const signature = createHash('sha256').update(identity.workflow).digest('base64url');
    return directPath(identity) + signed(`/triggers/${identity.trigger}/run`, signature);
  },
};

function directPath({ workflow, trigger, environment }: FlowIdentity): string {
  const path = `/powerautomate/automations/direct/workflows/${workflow}/triggers/${trigger}/paths/invoke`;
  return `${path}?api-version=1&tenantId=tId&environmentName=${environment}`;
}

/** The platform writes `%2F` and `%2C`, which mean the same as `/` and `,` and are not the same bytes. */
function signed(permissions: string, signature: string): string {
  return `&sp=${permissions.replaceAll('/', '%2F').replaceAll(',', '%2C')}&sv=1.0&sig=${signature}`;
}
