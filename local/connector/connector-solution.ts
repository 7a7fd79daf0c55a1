import { type ConnectorSource, definitionFor, type Target } from './connector.ts';
import { type Components, solutionFiles } from './solution.ts';
import { escaped } from './xml.ts';
import { type Files, zipped } from './zip.ts';

/** The connector in every solution: what refers to it does so by this ID, since each environment has its own `shared_…` name for it. */
export const CONNECTOR_ID = '263e0002-0473-4dae-b7e3-422315da0bb8';

/** Prefix and title, with the space as the platform writes it. */
const NAME = 'insight_insight-20triggers';

/** What the `shared_…` name begins with in every environment; each adds something of its own. */
export const CONNECTOR_NAME = `shared_${NAME.replace('_', '-5f')}`;

/** The component and its files, for every solution that holds the connector. */
export function connectorComponent(source: ConnectorSource, target: Target): { components: Components; files: Files } {
  const { info } = source.definition;
  const { iconBrandColor, connectionParameters, policyTemplateInstances } = source.properties.properties;
  const path = (kind: string) => `Connector/${NAME}_${kind}`;
  const policies = policyTemplateInstances.map(({ templateId, title, parameters }) => ({
    TemplateId: templateId,
    Title: title,
    Parameters: parameters,
  }));
  const element = [
    '    <Connector>',
    `      <connectorid>${CONNECTOR_ID}</connectorid>`,
    `      <description>${escaped(info.description)}</description>`,
    `      <displayname>${escaped(info.title)}</displayname>`,
    `      <iconbrandcolor>${iconBrandColor}</iconbrandcolor>`,
    `      <name>${NAME}</name>`,
    '      <connectortype>1</connectortype>',
    `      <openapidefinition>/${path('openapidefinition.json')}</openapidefinition>`,
    `      <connectionparameters>/${path('connectionparameters.json')}</connectionparameters>`,
    `      <policytemplateinstances>/${path('policytemplateinstances.json')}</policytemplateinstances>`,
    `      <iconblob>/${path('iconblob.Png')}</iconblob>`,
    '    </Connector>',
  ];
  return {
    components: {
      roots: [`<RootComponent type="372" id="{${CONNECTOR_ID}}" schemaName="${NAME}" behavior="0" />`],
      connectors: [element.join('\n')],
    },
    files: {
      [path('openapidefinition.json')]: JSON.stringify(definitionFor(source.definition, target)),
      [path('connectionparameters.json')]: JSON.stringify(connectionParameters),
      [path('policytemplateinstances.json')]: JSON.stringify(policies),
      [path('iconblob.Png')]: source.icon,
    },
  };
}

/** The zip of the solution that holds the connector alone. It needs nothing of Node, so that a page can make it for its own host. */
export function connectorSolution(source: ConnectorSource, target: Target): Uint8Array<ArrayBuffer> {
  const { title, version } = source.definition.info;
  const naming = { uniqueName: 'InsightTriggersConnector', title, version, publisher: target.publisher };
  const { components, files } = connectorComponent(source, target);
  return zipped(solutionFiles(naming, components, files));
}
