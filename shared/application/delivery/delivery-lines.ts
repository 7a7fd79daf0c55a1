import * as z from 'zod';
import type { LogLine } from '../../contract/telemetry.ts';
import { triggerTypeSchema } from '../../contract/trigger-types.ts';
import { displayInstant } from '../../domain/instant.ts';
import type { Deps } from '../ports.ts';
import type { CircuitRow, DeliveryRow, SubscriptionRow } from '../store/rows.ts';

/** What a body says of its firing. The subscription may be gone, so it cannot be asked. */
const bodyHead = z.object({ environmentId: z.string(), triggerType: triggerTypeSchema });

/** Reports those of the deliveries that were given up. */
export function reportDead({ report }: Pick<Deps, 'report'>, deliveries: readonly DeliveryRow[]): void {
  for (const {
    state,
    reason: code = 'dead',
    notificationId,
    firingId,
    subscriptionId,
    attemptCount,
    body,
  } of deliveries) {
    if (state !== 'dead') continue;
    const ids = { notificationId, firingId, subscriptionId };
    report({ name: 'DeadLetter', source: 'delivery', code, ...headOf(body), ...ids, attempts: attemptCount });
  }
}

function headOf(body: string): Partial<z.infer<typeof bodyHead>> {
  try {
    return bodyHead.parse(JSON.parse(body));
  } catch {
    return {};
  }
}

/** What a change of a subscription's status tells. */
export interface StatusChange {
  readonly status: SubscriptionRow['status'];
  /** Why, by code. */
  readonly reason: string | undefined;
  /** The circuit afterwards. */
  readonly circuit?: CircuitRow | undefined;
}

/** The subscription of a line. */
export function subjectOf({ id, environmentId, triggerType }: SubscriptionRow) {
  return { subscriptionId: id, environmentId, triggerType };
}

/** The lines of a subscription that changes its status; none when it keeps it. The circuit is open while the status is `failing`. */
export function statusLines(before: SubscriptionRow, { status, reason, circuit }: StatusChange): LogLine[] {
  const subject = subjectOf(before);
  const { status: from } = before;
  if (from === status) return [];
  const changed: LogLine = { name: 'SubscriptionChange', ...subject, change: status, from, reason };
  if (status !== 'failing' && from !== 'failing') return [changed];
  const nextProbeAt = circuit?.circuit && displayInstant(circuit.circuit.probeAt);
  const consecutiveFailures = circuit?.consecutiveFailures ?? 0;
  const state = status === 'failing' ? 'open' : 'closed';
  return [changed, { name: 'CircuitChange', ...subject, state, consecutiveFailures, nextProbeAt }];
}
