import { listDeadLetters } from '../../shared/application/operator/dead-letters.ts';
import { type FiringQuery, listFirings } from '../../shared/application/operator/firings.ts';
import { listDeliveries } from '../../shared/application/operator/list-deliveries.ts';
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

/** What Power Automate answers for a flow that is turned off. */
export const flowTurnedOff = answered(400, {
  errorCode: 'WorkflowTriggerIsNotEnabled',
  errorMessage: "Could not execute workflow 'x' trigger 'y' with state 'Disabled'.",
});

/** What no list, message or webhook may show of a subscription and its callback. */
export function secretsOf({ token, signingSecret }: Subscribed): string[] {
  return ['hush', '/run', token, signingSecret];
}

/** Every page of a list, one after another. */
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

/** A world in which one flow subscribes and runs fail, and an operator looks at what became of it. */
export class OperatorWorld extends World {
  async createSubscription(
    parameters: Payload = {},
    triggerType: TriggerType = 'data-source-refresh-failed',
  ): Promise<string> {
    return (await this.subscribe(triggerType, parameters)).subscription.id;
  }

  /** So many subscribe to the same, each with a callback of its own. */
  async createSubscriptions(count: number): Promise<string[]> {
    const ids = [];
    for (let index = 0; index < count; index++) {
      ids.push(await this.createSubscription({ callbackUrl: `https://flow.example/${index}` }));
    }
    return ids;
  }

  /** What the flow answers from now on. */
  answerWith(result: SendResult): void {
    this.answers.set(CALLBACK, () => result);
  }

  async fireRun(runId = 'job-1', more: object = {}): Promise<void> {
    await this.receive('refresh-status', refreshEvent({ runId, ...more }));
  }

  async fireRuns(count: number): Promise<void> {
    for (let run = 1; run <= count; run++) await this.fireRun(`job-${run}`);
  }

  /** A run fires, and the process dies before it notes how far it came with the subscribers. */
  async crashDuringFanOut(runId = 'job-1'): Promise<void> {
    const revive = this.crashAtCommit((writes) =>
      writes.some(({ kind, key }) => kind === 'replace' && key.startsWith('f.')),
    );
    await this.fireRun(runId).catch(() => {});
    revive();
  }

  /** Lets the process die at each commit that is chosen; what comes back brings the process back. */
  crashAtCommit(isChosen: (writes: readonly Write[]) => boolean): () => void {
    const commit = this.store.commit.bind(this.store);
    this.store.commit = (partition, writes) =>
      isChosen(writes) ? Promise.reject(new Error('the process dies')) : commit(partition, writes);
    return () => {
      this.store.commit = commit;
    };
  }

  /** Removes rows from the partition of a subscription, as no use of the application would. */
  async removeRows(id: string, prefix: string): Promise<void> {
    const partition = partitionOf(id);
    for (const { key } of this.store.rowsUnder(partition, prefix)) {
      await this.store.commit(partition, [{ kind: 'remove', key }]);
    }
  }

  /** Rows of the partition that a subscription lies in. */
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
