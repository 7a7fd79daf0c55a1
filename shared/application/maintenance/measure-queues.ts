import { type Deps, poisonQueues } from '../ports.ts';

/** Reports how many messages each queue holds, and its poison queue. */
export async function measureQueues({ depths, report }: Pick<Deps, 'depths' | 'report'>): Promise<void> {
  await Promise.all(
    poisonQueues.map(async (queue) => report({ name: 'QueueDepth', queue, ...(await depths.read(queue)) })),
  );
}
