import { app, type HttpRequest } from '@azure/functions';
import { answering } from '../../shared/adapters/inbound/http-answers.ts';
import { queryOf, requireNoProperty } from '../../shared/adapters/inbound/http-requests.ts';
import { environmentOf, nameByPath, nameByQuery } from '../../shared/adapters/inbound/request-names.ts';
import { forgetDataSource, forgetMetric } from '../../shared/application/environments/forget.ts';
import { getDataSource } from '../../shared/application/environments/read-data-sources.ts';
import { getMetric } from '../../shared/application/environments/read-metrics.ts';
import { getDeps } from '../../shared/composition-root.ts';
import type { MetricType } from '../../shared/contract/trigger-types.ts';

/** How one kind of named thing is found and forgotten. */
interface Kind {
  readonly find: (environmentId: string, name: string) => Promise<unknown>;
  readonly forget: (environmentId: string, name: string) => Promise<void>;
}

registerForget('data-source', {
  find: (environmentId, name) => getDataSource(getDeps(), environmentId, name),
  forget: (environmentId, name) => forgetDataSource(getDeps(), environmentId, name),
});
registerForget('segment', metricKind('segment'));
registerForget('measure', metricKind('measure'));

function metricKind(metricType: MetricType): Kind {
  return {
    find: (environmentId, name) => getMetric(getDeps(), { environmentId, metricType }, name),
    forget: (environmentId, name) => forgetMetric(getDeps(), { environmentId, metricType, name }),
  };
}

/** A name that a path cannot carry comes as a parameter of the list. */
function registerForget(kind: 'data-source' | MetricType, { find, forget }: Kind): void {
  const list = `environments/{environmentId}/${kind}s`;
  registerDelete(`${kind}-forget`, `${list}/{name}`, async (request) => {
    queryOf(request, {});
    const environmentId = await environmentOf(getDeps(), request);
    await forget(environmentId, await nameByPath(request, (name) => find(environmentId, name)));
  });
  registerDelete(`${kind}-forget-by-query`, list, async (request) => {
    const name = nameByQuery(request);
    await forget(await environmentOf(getDeps(), request), name);
  });
}

function registerDelete(name: string, route: string, forget: (request: HttpRequest) => Promise<void>): void {
  app.http(name, {
    methods: ['DELETE'],
    route,
    authLevel: 'function',
    handler: answering(async (request) => {
      await requireNoProperty(request);
      await forget(request);
      return { status: 204 };
    }),
  });
}
