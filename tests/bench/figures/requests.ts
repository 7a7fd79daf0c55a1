import { subscribe } from '../../../shared/application/subscriptions/subscribe.ts';
import type { EventQueue } from '../../../shared/domain/read-message.ts';
import { refreshEvent } from '../../support/event-builders.ts';
import { count, type Figure, type Value } from '../figure.ts';
import { CountedApp } from '../support/counted-app.ts';
import { metricChange, prepareSegments } from '../support/crossings.ts';

const SUBSCRIBERS = 100;
const ENVIRONMENT = 'bench';

interface Requests {
  readonly table: number;
  readonly queue: number;
}

/** The storage requests of events, counted by a policy in the pipelines of the real clients. */
export const requests: Figure = {
  id: 'requests',
  title: 'Storage requests of an event',
  async measure() {
    const app = await CountedApp.start();
    try {
      await prepareSegments(app.deps, { environmentId: ENVIRONMENT, count: 1 }, () => ['http://localhost/']);
      return [...(await changes(app)), ...(await fanOut(app))];
    } finally {
      await app.stop();
    }
  },
};

async function changes(app: CountedApp): Promise<Value[]> {
  const move = (step: number, value: number) =>
    counted(app, 'metric-change', metricChange({ environmentId: ENVIRONMENT, segment: 0 }, step, value));
  return [
    ...values('metric change that falls', await move(2, 400), { table: 2, queue: 2 }),
    ...values('metric change that stays', await move(3, 400), { table: 2, queue: 2 }),
    ...values('metric change that rises', await move(4, 450), { table: 3, queue: 2 }),
    ...values('event that fires one webhook', await move(5, 2_000), { table: 6, queue: 2 }),
  ];
}

async function fanOut(app: CountedApp): Promise<Value[]> {
  for (let index = 0; index < SUBSCRIBERS; index++) {
    const body = { environmentId: ENVIRONMENT, callbackUrl: `http://localhost/${index}` };
    await subscribe(app.deps, { triggerType: 'data-source-refresh-failed', body });
  }
  const { table, queue } = await counted(app, 'refresh-status', refreshEvent({ environmentId: ENVIRONMENT }));
  const each = { table: table / SUBSCRIBERS, queue: queue / SUBSCRIBERS };
  return values(`webhook, at ${SUBSCRIBERS} subscribers`, each, { table: 1.5, queue: 0.2 });
}

/** The requests of an event and of what follows from it. */
async function counted(app: CountedApp, queue: EventQueue, event: object): Promise<Requests> {
  await app.enqueue(queue, event);
  app.sent = [];
  await app.drain(queue, 1);
  await app.drain('webhook-delivery', 1);
  const of = (service: 'table' | 'queue') => app.sent.filter((request) => request.service === service).length;
  return { table: of('table'), queue: of('queue') };
}

function values(what: string, requests: Requests, most: Requests): Value[] {
  return [count(`${what}: table`, requests.table, most.table), count(`${what}: queue`, requests.queue, most.queue)];
}
