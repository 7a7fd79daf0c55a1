import { type ConnectorSource, definitionFor, type Publisher, propertiesFor } from './connector.ts';
import { connectorSolution } from './connector-solution.ts';
import { type FlowsSource, flowsSolution } from './flows-solution.ts';
import { type Files, zipped } from './zip.ts';

/** Everything that a certification package is made of. */
export interface CertificationSource {
  readonly connector: ConnectorSource;
  readonly flows: FlowsSource;
  /** The page about the connector in this repository. */
  readonly readme: string;
}

/** What a certification package is made for. */
export interface CertificationTarget {
  readonly host: string;
  readonly publisher: Publisher;
  /** The `shared_…` name of the connector in the flows. */
  readonly connector: string;
}

const CONNECTOR = 'InsightTriggersConnector.zip';
const FLOWS = 'InsightTriggersSampleFlows.zip';

/**
 * The files of a submission: the zip to upload, which holds the intro page and both solutions as Microsoft's
 * ConnectorPackageValidator asks for them, and beside it the single files for the public repository of connectors.
 */
export function certificationFiles(source: CertificationSource, target: CertificationTarget): Files {
  const { host, publisher, connector } = target;
  const { definition, icon } = source.connector;
  const properties = propertiesFor(source.connector.properties, publisher);
  const intro = introduction(source.readme, publisher);
  const published = { ...source.connector, properties };
  const { version } = definition.info;
  const solutions = {
    [`PkgAssets/${CONNECTOR}`]: connectorSolution(published, { host, publisher }),
    [`PkgAssets/${FLOWS}`]: flowsSolution(source.flows, {
      connector,
      version,
      including: { source: published, target: { host, publisher } },
    }),
  };
  return {
    'intro.md': intro,
    'apiDefinition.swagger.json': json(definitionFor(definition, { host, publisher })),
    'apiProperties.json': json(properties),
    'icon.png': icon,
    'insight-triggers-certification.zip': zipped({
      'intro.md': intro,
      'insight-triggers.pdpkg.zip': zipped({
        '[Content_Types].xml': CONTENT_TYPES,
        'PkgAssets/ImportConfig.xml': IMPORT_CONFIG,
        ...solutions,
      }),
    }),
  };
}

const CONTENT_TYPES = `<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
  <Default Extension="xml" ContentType="application/octet-stream" />
  <Default Extension="zip" ContentType="application/octet-stream" />
</Types>
`;

/** The connector first: the flows refer to it. */
const IMPORT_CONFIG = `<?xml version="1.0" encoding="utf-8"?>
<configdatastorage installsampledata="false" waitforsampledatatoinstall="false" agentdesktopzipfile="" agentdesktopexename="" crmmigdataimportfile="">
  <solutions>
    <configsolutionfile solutionpackagefilename="${CONNECTOR}" />
    <configsolutionfile solutionpackagefilename="${FLOWS}" />
  </solutions>
</configdatastorage>
`;

const RELATIVE_LINK = /\]\((?!https?:|mailto:|#)[^)]*\)/;

/** The page about the connector under the name of its publisher. Paragraphs that link into this repository stay here. */
function introduction(readme: string, { name, mail, site }: Publisher): string {
  const paragraphs = readme.trimEnd().split('\n\n');
  const kept = paragraphs.filter((paragraph) => !RELATIVE_LINK.test(paragraph));
  const page = kept.join('\n\n').replace(/^## Publisher: .*$/m, () => `## Publisher: ${name}`);
  return `${page}\n\nHelp: [${mail}](mailto:${mail}), <${site}>.\n`;
}

/** JSON as the generated files of the connector have it. */
export function json(content: object): string {
  return `${JSON.stringify(content, null, 2)}\n`;
}
