import { listDeadLetters } from '../../shared/application/operator/list-dead-letters.ts';
import { listDeliveries } from '../../shared/application/operator/list-deliveries.ts';
import { type FiringQuery, listFirings } from '../../shared/application/operator/read-firings.ts';
import type { Write } from '../../shared/application/ports.ts';
import type { ListPage } from '../../shared/application/store/pagination.ts';
import {
  listSubscriptions,
  type SubscriptionQuery,
} from '../../shared/application/subscriptions/read-subscriptions.ts';
import type { Subscribed } from '../../shared/application/subscriptions/subscribe.ts';
import type { TriggerType } from '../../shared/contract/trigger-types.ts';
import type { SendResult } from '../../shared/domain/classify-answer.ts';
import { refreshEvent } from './event-builders.ts';
import { answered, type Payload, World } from './world.ts';

const CALLBACK = 'https://flow.example/run?sig=hush';

/** The answer of Power Automate for a flow that is turned off. */
export const flowTurnedOff = answered(400, {
  errorCode: 'WorkflowTriggerIsNotEnabled',
  errorMessage: "Could not execute workflow 'x' trigger 'y' with state 'Disabled'.",
});

/** The secrets of a subscription, which no list, message or webhook may show. */
export function secretsOf({ token, signingSecret }: Subscribed): string[] {
  return ['hush', '/run', token, signingSecret];
}

/** Reads every page of a list. */
export async function pagesOf<T>(read: (cursor: string | undefined) => Promise<ListPage<T>>): Promise<T[][]> {
  const pages = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    pages.push(page.value);
    cursor = page.cursor;
  } while (cursor);
  return pages;
}

/** A world with the calls of an operator: lists of deliveries, firings, dead letters and subscriptions. */
export class OperatorWorld extends World {
  /** Creates a subscription and returns its id. */
  async createSubscription(
    parameters: Payload = {},
    triggerType: TriggerType = 'data-source-refresh-failed',
  ): Promise<string> {
    return (await this.subscribe(triggerType, parameters)).subscription.id;
  }

  /** Creates `count` subscriptions to the same trigger, each with its own callback. */
  async createSubscriptions(count: number, parameters: Payload = {}): Promise<string[]> {
    const ids = [];
    for (let index = 0; index < count; index++) {
      ids.push(await this.createSubscription({ ...parameters, callbackUrl: `https://flow.example/${index}` }));
    }
    return ids;
  }

  /** Sets the answer of the flow from now on. */
  answerWith(result: SendResult): void {
    this.answers.set(CALLBACK, () => result);
  }

  /** Handles the event of a failed run. */
  async fireRun(runId = 'job-1', more: object = {}): Promise<void> {
    await this.receive('refresh-status', refreshEvent({ runId, ...more }));
  }

  async fireRuns(count: number): Promise<void> {
    for (let run = 1; run <= count; run++) await this.fireRun(`job-${run}`);
  }

  /** Handles a failed run and crashes before the progress of its fan-out is recorded. */
  async crashDuringFanOut(runId = 'job-1'): Promise<void> {
    const revive = this.crashAtCommit((writes) =>
      writes.some(({ kind, key }) => kind === 'replace' && key.startsWith('f.')),
    );
    await this.fireRun(runId).catch(() => {});
    revive();
  }

  /** Makes the chosen commits fail as if the process had crashed. The returned function ends that. */
  crashAtCommit(isChosen: (writes: readonly Write[]) => boolean): () => void {
    const commit = this.store.commit.bind(this.store);
    this.store.commit = (partition, writes) =>
      isChosen(writes) ? Promise.reject(new Error('the process dies')) : commit(partition, writes);
    return () => {
      this.store.commit = commit;
    };
  }

  /** Removes rows from the partition of a subscription, which the application itself never does. */
  async removeRows(id: string, prefix: string): Promise<void> {
    const partition = partitionOf(id);
    for (const { key } of this.store.rowsUnder(partition, prefix)) {
      await this.store.commit(partition, [{ kind: 'remove', key }]);
    }
  }

  /** The rows of the partition of a subscription. */
  rowsOf(id: string, prefix: string) {
    return this.store.rowsUnder(partitionOf(id), prefix);
  }

  async deliveriesOf(id: string) {
    return (await this.deliveryPagesOf(id)).flat();
  }

  deliveryPagesOf(id: string, top?: number) {
    return pagesOf((cursor) => listDeliveries(this.deps, id, { top, cursor }));
  }

  async newestDeliveryOf(id: string) {
    return (await this.deliveriesOf(id))[0];
  }

  async newestNotificationIdOf(id: string): Promise<string> {
    return (await this.newestDeliveryOf(id))?.notificationId ?? '';
  }

  async deadLetters() {
    return (await listDeadLetters(this.deps, { source: 'delivery' })).value;
  }

  async firings(query: FiringQuery = {}) {
    return (await listFirings(this.deps, query)).value;
  }

  async newestFiringId(): Promise<string> {
    return (await this.firings())[0]?.id ?? '';
  }

  async subscriptions(query: SubscriptionQuery = {}) {
    return (await listSubscriptions(this.deps, query)).value;
  }
}

function partitionOf(id: string): string {
  return id.split('.')[0] ?? '';
}
