import type { FunctionDefinition } from './function-definition.ts';
import { encodeMessage, type MessageEncoding } from './queue/message-text.ts';
import { outputMessages } from './queue/output-messages.ts';
import type { QueueStorage } from './queue/queue-storage.ts';
import type { InvocationResponse, TypedData } from './rpc.ts';

/** Writes the queue outputs of a successful invocation. */
export async function writeOutputs(
  storage: QueueStorage,
  encoding: MessageEncoding,
  { definition, response }: { definition: FunctionDefinition; response: InvocationResponse },
): Promise<void> {
  for (const output of definition.outputs) {
    if (output.type !== 'queue') continue;
    const queue = storage.queue(output.connection, output.queueName);
    // One after another, to keep the order of an array.
    for (const content of outputMessages(outputValue(output.name, response))) {
      await storage.write(queue, encodeMessage(content, encoding));
    }
  }
}

/** The value of an output in a response; `$return` names the return value. */
export function outputValue(name: string, response: InvocationResponse): TypedData | null | undefined {
  return name === '$return' ? response.returnValue : response.outputData?.find((output) => output.name === name)?.data;
}
