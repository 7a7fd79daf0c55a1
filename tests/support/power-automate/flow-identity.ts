import { createHash, randomBytes, randomUUID } from 'node:crypto';

/** What names a flow to others. */
export interface FlowIdentity {
  /** The flow as the portal names it. */
  readonly name: string;
  /** The workflow behind it: 32 hexadecimal digits. */
  readonly workflow: string;
  /** Power Automate's environment, or the subscription of Logic Apps. */
  readonly environment: string;
  readonly trigger: string;
  /** Who runs it; a platform that keeps quiet about that sends no such headers. */
  readonly platform: 'power-automate' | 'logic-apps' | 'unnamed';
}

export function newIdentity(summary: string, platform: FlowIdentity['platform']): FlowIdentity {
  return {
    name: randomUUID(),
    workflow: randomBytes(16).toString('hex'),
    environment: randomUUID(),
    trigger: summary.replaceAll(' ', '_'),
    platform,
  };
}

/** What every request of a flow carries besides its content. */
export function flowHeaders(identity: FlowIdentity, version: string): Record<string, string> {
  const { name, workflow, environment, trigger, platform } = identity;
  const isPowerAutomate = platform === 'power-automate';
  return {
    'user-agent': `azure-logic-apps/1.0,(workflow ${workflow}; version ${version})${isPowerAutomate ? ' microsoft-flow/1.0' : ''}`,
    'accept-language': 'en-US',
    'accept-encoding': 'gzip, deflate',
    'x-ms-execution-location': 'westeurope',
    'x-ms-tracking-id': randomUUID(),
    'x-ms-correlation-id': randomUUID(),
    'x-ms-client-request-id': randomUUID(),
    'x-ms-client-tracking-id': `${randomBytes(14).toString('hex').toUpperCase()}CU12`,
    'x-ms-action-tracking-id': randomUUID(),
    'x-ms-activity-vector': '00.01.IN.0A',
    ...(platform !== 'unnamed' && {
      'x-ms-workflow-id': workflow,
      'x-ms-workflow-version': version,
      'x-ms-workflow-name': name,
      'x-ms-workflow-system-id': `/locations/westeurope/scaleunits/prod-12/workflows/${workflow}`,
      'x-ms-workflow-run-id': `0858${randomBytes(8).readBigUInt64BE().toString().padStart(20, '0')}CU12`,
      'x-ms-workflow-run-tracking-id': randomUUID(),
      'x-ms-workflow-operation-name': trigger,
      'x-ms-workflow-subscription-id': environment,
      'x-ms-workflow-resourcegroup-name': isPowerAutomate
        ? `${environment.replaceAll('-', '').toUpperCase()}-GROUP`
        : 'integration',
      'x-ms-workflow-subscription-capacity': 'Large',
    }),
    ...(isPowerAutomate && { 'x-ms-environment-id': environment }),
  };
}

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
