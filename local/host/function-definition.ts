import * as z from 'zod';
import type { Settings } from './config/settings.ts';
import { normalizeQueueName } from './queue/queue-name.ts';
import { Refusal } from './refusal.ts';
import type { FunctionMetadata } from './rpc.ts';
import { parseSchedule } from './timer/schedule.ts';

const httpTriggerSchema = z.object({
  name: z.string(),
  type: z.literal('httptrigger'),
  route: z.string().optional(),
  methods: z.array(z.string().transform((method) => method.toUpperCase())).default(['GET', 'POST']),
  authLevel: z.enum(['anonymous', 'function', 'admin']).default('anonymous'),
});

const queueSchema = z.object({
  name: z.string(),
  queueName: z.string({ error: 'expected a queueName' }),
  connection: z.string().default('AzureWebJobsStorage'),
});

const timerTriggerSchema = z.object({
  name: z.string(),
  type: z.literal('timertrigger'),
  schedule: z.string({ error: 'expected a schedule' }),
  runOnStartup: z.boolean().default(false),
  useMonitor: z.boolean().optional(),
});

const queueTriggerSchema = queueSchema.extend({ type: z.literal('queuetrigger') });
const triggerSchema = z.discriminatedUnion('type', [httpTriggerSchema, queueTriggerSchema, timerTriggerSchema]);
const outputSchema = z.discriminatedUnion('type', [
  queueSchema.extend({ type: z.literal('queue') }),
  z.object({ name: z.string(), type: z.literal('http') }),
]);
const bindingSchema = z.looseObject({
  type: z.string().transform((type) => type.toLowerCase()),
  direction: z.string().transform((direction) => direction.toLowerCase()),
});

/** An HTTP trigger. */
export type HttpTrigger = z.infer<typeof httpTriggerSchema>;
/** A queue trigger. */
export type QueueTrigger = z.infer<typeof queueTriggerSchema>;
/** A timer trigger. */
export type TimerTrigger = z.infer<typeof timerTriggerSchema>;
/** An output binding: a queue or the HTTP response. */
export type Output = z.infer<typeof outputSchema>;

/** A function of the app with its trigger and outputs; all `%SETTING%` names are resolved. */
export interface FunctionDefinition<Trigger = HttpTrigger | QueueTrigger | TimerTrigger> {
  readonly id: string;
  readonly name: string;
  readonly trigger: Trigger;
  readonly outputs: readonly Output[];
  readonly bindings: readonly unknown[];
  readonly isDisabled: boolean;
}

/** Validates a registration and resolves its `%SETTING%` names. @throws Refusal that names what this host does not support. */
export function defineFunction(metadata: FunctionMetadata, settings: Settings): FunctionDefinition {
  const { name, functionId: id } = metadata;
  const raw: unknown[] = metadata.rawBindings.map((text) => JSON.parse(text));
  const bindings = raw.map((binding) => bindingSchema.parse(binding));
  const trigger = bindings.find(({ type }) => type.endsWith('trigger'));
  if (!trigger) throw new Refusal(`Function '${name}' has no trigger.`);
  const extraInput = bindings.find((binding) => binding !== trigger && binding.direction !== 'out');
  if (extraInput)
    throw new Refusal(
      `Function '${name}' has an input binding of type '${extraInput.type}', which this host does not support.`,
    );
  return {
    id,
    name,
    trigger: resolveTrigger(parseTrigger(name, trigger), `Function '${name}'`, settings),
    outputs: bindings
      .filter(({ direction }) => direction === 'out')
      .map((output) => parseOutput(name, output, settings)),
    bindings: raw,
    isDisabled: settings.isTrue(`AzureWebJobs.${name}.Disabled`) || settings.isTrue(`AzureWebJobs__${name}__Disabled`),
  };
}

function parseTrigger(name: string, binding: z.infer<typeof bindingSchema>): FunctionDefinition['trigger'] {
  const parsed = triggerSchema.safeParse(binding);
  if (parsed.success) return parsed.data;
  if (parsed.error.issues[0]?.code === 'invalid_union') {
    throw new Refusal(
      `Function '${name}' has a trigger of type '${binding.type}'; this host supports httpTrigger, queueTrigger and timerTrigger.`,
    );
  }
  throw new Refusal(`Function '${name}': ${describe(parsed.error)}.`);
}

function parseOutput(name: string, binding: z.infer<typeof bindingSchema>, settings: Settings): Output {
  const parsed = outputSchema.safeParse(binding);
  if (!parsed.success) {
    throw new Refusal(
      `Function '${name}' has an output binding of type '${binding.type}'; this host supports queue (with a queueName) and http.`,
    );
  }
  return parsed.data.type === 'queue' ? resolveQueue(parsed.data, `Function '${name}'`, settings) : parsed.data;
}

function resolveTrigger(
  trigger: FunctionDefinition['trigger'],
  usedBy: string,
  settings: Settings,
): FunctionDefinition['trigger'] {
  switch (trigger.type) {
    case 'queuetrigger':
      return resolveQueue(trigger, usedBy, settings);
    case 'timertrigger':
      return { ...trigger, schedule: parseSchedule(settings.resolve(trigger.schedule, usedBy), usedBy) };
    default:
      return trigger.route === undefined ? trigger : { ...trigger, route: settings.resolve(trigger.route, usedBy) };
  }
}

function resolveQueue<Queue extends z.infer<typeof queueSchema>>(
  queue: Queue,
  usedBy: string,
  settings: Settings,
): Queue {
  return {
    ...queue,
    queueName: normalizeQueueName(settings.resolve(queue.queueName, usedBy), usedBy),
    connection: settings.resolve(queue.connection, usedBy),
  };
}

function describe(error: z.ZodError): string {
  const issue = error.issues[0];
  return `${issue?.path.join('.')}: ${issue?.message}`;
}
