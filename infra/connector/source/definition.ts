import manifest from '../../../package.json' with { type: 'json' };
import { actionPaths } from './actions.ts';
import { pickListPaths } from './pick-lists.ts';
import type { Paths } from './swagger.ts';
import { notifications, triggerPaths } from './triggers.ts';

const { version } = manifest;

/** The swagger file of the connector. Packages add the host, and who publishes it: the contact, the website and its privacy policy. */
export function buildDefinition() {
  const paths = underApi({ ...triggerPaths, ...actionPaths, ...pickListPaths });
  return {
    swagger: '2.0',
    info: {
      title: 'Insight Triggers',
      description:
        'Starts flows when Dynamics 365 Customer Insights refreshes a data source, completes a full refresh or a unification, or when a segment or a business measure crosses above a threshold.',
      version,
    },
    basePath: '/',
    schemes: ['https'],
    consumes: ['application/json'],
    produces: ['application/json'],
    paths,
    definitions: notifications,
    securityDefinitions: { api_key: { type: 'apiKey', in: 'header', name: 'x-functions-key' } },
    security: [{ api_key: [] }],
    // This call needs the key and the storage, so the test passes only for a connection that works.
    'x-ms-capabilities': { testConnection: { operationId: 'ListEnvironmentChoices', parameters: {} } },
    'x-ms-connector-metadata': [{ propertyName: 'Categories', propertyValue: 'Data;Marketing' }],
  };
}

/** `/api` is not the base path: makers report that the policy that sets the host drops the base path of the file. */
function underApi(paths: Paths): Paths {
  return Object.fromEntries(Object.entries(paths).map(([path, item]) => [`/api${path}`, item]));
}
