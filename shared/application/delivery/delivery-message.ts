import * as z from 'zod';
import { chunks } from '../chunks.ts';
import type { DeliverMessage, DeliveryMessage, Deps, ReleaseMessage } from '../ports.ts';
import { keyParts } from '../store/resource-ids.ts';
import type { DeliveryRow } from '../store/rows.ts';

/** Deliveries of one message: their leases fit one transaction, and a slow receiver among them holds up few others. */
export const DELIVERIES_PER_MESSAGE = 32;

export const partition = z.string().regex(keyParts.partition);

const topic = z.string().regex(keyParts.topic);

const group = z.string().regex(keyParts.group);

const suffix = z.string().regex(keyParts.suffix);

/** A message of the delivery queue. No field has a name that the host uses for its own metadata, such as `id`. */
export const deliveryMessageSchema: z.ZodType<DeliveryMessage> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('deliver'), partition, topic, group, from: suffix, to: suffix }),
  z.object({ kind: z.literal('release'), partition, topic, suffix, work: z.string().max(512).optional() }),
]);

type DeliveryPlace = Pick<DeliveryRow, 'topic' | 'group' | 'suffix'>;

/** Asks for one delivery to be attempted. */
export function deliverMessage(partition: string, { topic, group, suffix }: DeliveryPlace): DeliverMessage {
  return { kind: 'deliver', partition, topic, group, from: suffix, to: suffix };
}

/** Asks for deliveries of one firing, in the order of their subscriptions, to be attempted. */
export function deliverMessages(partition: string, deliveries: readonly DeliveryPlace[]): DeliverMessage[] {
  return chunks(deliveries, DELIVERIES_PER_MESSAGE).flatMap((piece) => {
    const [first, last] = [piece.at(0), piece.at(-1)];
    return first && last ? [{ ...deliverMessage(partition, first), to: last.suffix }] : [];
  });
}

/** Asks for a subscription's waiting deliveries to be released. */
export function releaseMessage(
  partition: string,
  { topic, suffix }: Pick<DeliveryRow, 'topic' | 'suffix'>,
  work?: string,
): ReleaseMessage {
  return { kind: 'release', partition, topic, suffix, ...(work !== undefined && { work }) };
}

/** Enqueues one delivery for the moment at which it is due, in milliseconds. Overdue deliveries are enqueued without delay. */
export function enqueueWhenDue(
  deps: Pick<Deps, 'deliveries' | 'clock'>,
  { partition, delivery }: { readonly partition: string; readonly delivery: DeliveryRow },
  dueAt: number,
): Promise<void> {
  return deps.deliveries.enqueue(deliverMessage(partition, delivery), Math.max(0, dueAt - deps.clock.now()));
}
