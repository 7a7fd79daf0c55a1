import type { ReceivedRequest } from '../webhook-receiver.ts';
import type { Version } from './callback-url.ts';
import type { Outputs } from './run-history.ts';
import type { Check } from './schema-check.ts';

/** `Forgotten` is what becomes of a deleted flow after a while. */
export type FlowState = 'Enabled' | 'Disabled' | 'Suspended' | 'Deleted' | 'Forgotten';

/** A version of a flow as its address knows it. */
export interface Addressed {
  readonly version: Version;
  readonly isCurrent: boolean;
  readonly state: FlowState;
  readonly workflow: string;
  readonly trigger: string;
  /** By the notification schema of the trigger. */
  readonly check: Check;
}

export type Judgement = { readonly kind: 'accepted'; readonly body: Outputs } | Refusal;

export interface Refusal {
  readonly kind: 'refused';
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** What the platform makes of a call to one of its addresses: the body for the trigger, or a refusal. */
export function judge(request: ReceivedRequest, addressed: Addressed | undefined): Judgement {
  if (!addressed || addressed.state === 'Forgotten') return unknownWorkflow(addressed);
  const { version, isCurrent, state, workflow, trigger, check } = addressed;
  if (request.path !== version.target) {
    const message = 'The request must be authenticated only by Shared Access scheme.';
    return { kind: 'refused', status: 401, code: 'DirectApiAuthorizationRequired', message };
  }
  if (!isCurrent) {
    const message = `The workflow '${workflow}' trigger '${trigger}' version '${version.number}' could not be found.`;
    return { kind: 'refused', status: 404, code: 'WorkflowTriggerVersionNotFound', message };
  }
  if (state !== 'Enabled') {
    const message = `Could not execute workflow '${workflow}' trigger '${trigger}' with state '${state}'.`;
    return { kind: 'refused', status: 400, code: 'WorkflowTriggerIsNotEnabled', message };
  }
  return readBody(request, check);
}

function unknownWorkflow(addressed: Addressed | undefined): Refusal {
  const message = `The workflow '${addressed?.workflow ?? ''}' could not be found.`;
  return { kind: 'refused', status: 404, code: 'WorkflowNotFound', message };
}

function readBody({ method, headers, body }: ReceivedRequest, check: Check): Judgement {
  if (method !== 'POST')
    return { kind: 'refused', status: 405, code: 'MethodNotAllowed', message: `${method} is not allowed` };
  if (!/^application\/json\b/.test(headers['content-type'] ?? '')) {
    return { kind: 'refused', status: 415, code: 'UnsupportedMediaType', message: 'The content must be JSON.' };
  }
  try {
    const outputs: unknown = JSON.parse(body);
    const [fault] = check(outputs);
    if (!fault) return { kind: 'accepted', body: outputs as Outputs };
    const message = `The input body for trigger did not match its schema definition. Error details: '${fault}'.`;
    return { kind: 'refused', status: 400, code: 'TriggerInputSchemaMismatch', message };
  } catch {
    return { kind: 'refused', status: 400, code: 'InvalidRequestContent', message: 'The content is no valid JSON.' };
  }
}
