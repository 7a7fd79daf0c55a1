import type { ReceivedRequest } from '../webhook-receiver.ts';
import type { Version } from './flow-identity.ts';
import type { Check } from './schema-check.ts';

/** The body of a webhook, as the expressions of a flow see it. */
export type Outputs = Readonly<Record<string, unknown>>;

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

export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

type Judgement = Refusal | { readonly body: Outputs };

/** What the platform makes of a call to one of its addresses: the body for the trigger, or a refusal. */
export function judge(request: ReceivedRequest, addressed: Addressed | undefined): Judgement {
  if (!addressed || addressed.state === 'Forgotten')
    return refusal(404, 'WorkflowNotFound', `The workflow '${addressed?.workflow ?? ''}' could not be found.`);
  const { version, isCurrent, state, workflow, trigger, check } = addressed;
  const flow = `workflow '${workflow}' trigger '${trigger}'`;
  if (request.path !== version.target) {
    const message = 'The request must be authenticated only by Shared Access scheme.';
    return refusal(401, 'DirectApiAuthorizationRequired', message);
  }
  if (!isCurrent) {
    const message = `The ${flow} version '${version.number}' could not be found.`;
    return refusal(404, 'WorkflowTriggerVersionNotFound', message);
  }
  if (state !== 'Enabled')
    return refusal(400, 'WorkflowTriggerIsNotEnabled', `Could not execute ${flow} with state '${state}'.`);
  return readBody(request, check);
}

function readBody({ method, headers, body }: ReceivedRequest, check: Check): Judgement {
  if (method !== 'POST') return refusal(405, 'MethodNotAllowed', `${method} is not allowed`);
  if (!/^application\/json\b/.test(headers['content-type'] ?? ''))
    return refusal(415, 'UnsupportedMediaType', 'The content must be JSON.');
  try {
    const outputs: unknown = JSON.parse(body);
    const [fault] = check(outputs);
    if (!fault) return { body: outputs as Outputs };
    const message = `The input body for trigger did not match its schema definition. Error details: '${fault}'.`;
    return refusal(400, 'TriggerInputSchemaMismatch', message);
  } catch {
    return refusal(400, 'InvalidRequestContent', 'The content is no valid JSON.');
  }
}

function refusal(status: number, code: string, message: string): Refusal {
  return { status, code, message };
}
