import { type CertificationSource, certificationFiles, json } from './certification.ts';
import { definitionFor } from './connector.ts';
import { connectorSolution } from './connector-solution.ts';
import { flowsSolution } from './flows-solution.ts';
import type { PackageArguments } from './package-arguments.ts';
import type { Files } from './zip.ts';

/** The solution of the connector. */
export const CONNECTOR_ZIP = 'insight-triggers-connector.zip';
/** The solution of the sample flows. */
export const FLOWS_ZIP = 'insight-triggers-sample-flows.zip';
/** The folder of the certification package. */
export const CERTIFICATION = 'certification';

/** All files that `npm run package:connector` writes, by their path in its folder. */
export function packageFiles(source: CertificationSource, { host, connector, publisher }: PackageArguments): Files {
  const { definition, properties, icon } = source.connector;
  const submitted = publisher ? certificationFiles(source, { host, connector, publisher }) : {};
  return {
    [CONNECTOR_ZIP]: connectorSolution(source.connector, { host }),
    [FLOWS_ZIP]: flowsSolution(source.flows, { connector, version: definition.info.version }),
    'apiDefinition.swagger.json': json(definitionFor(definition, { host })),
    'apiProperties.json': json(properties),
    'icon.png': icon,
    ...Object.fromEntries(Object.entries(submitted).map(([path, content]) => [`${CERTIFICATION}/${path}`, content])),
  };
}
