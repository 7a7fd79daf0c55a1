import { buildDefinition } from './definition.ts';

/** The properties file of the connector: the parameters of a connection, and the policies that route requests to its host. */
export function buildProperties() {
  return {
    properties: {
      publisher: 'Insight Triggers',
      iconBrandColor: '#0b6a6a',
      capabilities: ['actions', 'triggers'],
      connectionParameters: {
        host: {
          type: 'string',
          uiDefinition: {
            displayName: 'Host',
            description: 'The host name of the function app, such as contoso-triggers.azurewebsites.net.',
            tooltip: 'Without https:// and without a path.',
            constraints: { required: 'true', tabIndex: 1 },
          },
        },
        api_key: {
          type: 'securestring',
          uiDefinition: {
            displayName: 'Function key',
            description: 'A host key of the function app, which the Azure portal shows under App keys.',
            tooltip: 'Ask the operator of the function app for it.',
            constraints: { required: 'true', clearText: false, tabIndex: 2 },
          },
        },
      },
      policyTemplateInstances: [
        {
          templateId: 'dynamichosturl',
          title: 'Use the host of the connection',
          parameters: { 'x-ms-apimTemplateParameter.urlTemplate': "https://@connectionParameters('host')" },
        },
        {
          templateId: 'updatenextlink',
          title: 'Follow the next link through the connection',
          parameters: {
            'x-ms-apimTemplate-operationName': pageableOperations(),
            'x-ms-apimTemplateParameter.nextLinkPropertyName': 'nextLink',
          },
        },
      ],
    },
  };
}

function pageableOperations(): string[] {
  const operations = Object.values(buildDefinition().paths).flatMap(({ get }) => get ?? []);
  return operations.filter((operation) => operation['x-ms-pageable']).map(({ operationId }) => operationId);
}
