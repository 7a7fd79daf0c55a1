import { randomBytes, randomUUID } from 'node:crypto';

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
