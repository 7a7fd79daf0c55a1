import type { FunctionDefinition } from './function-definition.ts';
import { encodeMessage, type MessageEncoding } from './queue/message-text.ts';
import { outputMessages } from './queue/output-messages.ts';
import type { QueueStorage } from './queue/queue-storage.ts';
import type { InvocationResponse, TypedData } from './rpc.ts';

/** Writes what a function gave to its queue outputs; only a function that succeeded gets here. */
export async function writeOutputs(
  storage: QueueStorage,
  encoding: MessageEncoding,
  { definition, response }: { definition: FunctionDefinition; response: InvocationResponse },
): Promise<void> {
  for (const output of definition.outputs) {
    if (output.type !== 'queue') continue;
    const queue = storage.queue(output.connection, output.queueName);
    // One after the other, so that the messages of an array are in its order.
    for (const content of outputMessages(outputValue(output.name, response))) {
      await storage.write(queue, encodeMessage(content, encoding));
    }
  }
}

/** The value that a response holds for an output, the return value included. */
export function outputValue(name: string, response: InvocationResponse): TypedData | null | undefined {
  return name === '$return' ? response.returnValue : response.outputData?.find((output) => output.name === name)?.data;
}
