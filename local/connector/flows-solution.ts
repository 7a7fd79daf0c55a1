import type { ConnectorSource, Target } from './connector.ts';
import { CONNECTOR_ID, connectorComponent } from './connector-solution.ts';
import { type Components, solutionFiles } from './solution.ts';
import { type Files, zipped } from './zip.ts';

/** The name that the connector has in the source of the flows. */
const STAND_IN = 'shared_insighttriggers';

const REFERENCES = 'connection-references.xml';

/** The texts of `infra/flows/power-automate` by path: each flow with its description, variables, and what the flows connect to. */
export type FlowsSource = Readonly<Record<string, string>>;

/** What the solution of the flows is made for. */
export interface FlowsTarget {
  /** The name of the connector where the flows go. */
  readonly connector: string;
  readonly version: string;
  /** The connector too, which certification wants in it. An import of one's own takes it from its own solution. */
  readonly including?: { readonly source: ConnectorSource; readonly target: Target };
}

/**
 * The zip of the solution of the sample flows.
 *
 * @throws when a flow has no description, or nothing refers to the connector
 */
export function flowsSolution(source: FlowsSource, target: FlowsTarget): Uint8Array<ArrayBuffer> {
  const { connector, version, including } = target;
  const texts = Object.fromEntries(
    Object.entries(source).map(([path, text]) => [path, text.replaceAll(STAND_IN, connector)]),
  );
  const own = including ? connectorComponent(including.source, including.target) : undefined;
  const components = componentsOf(texts, connector);
  return zipped(
    solutionFiles(
      {
        uniqueName: 'InsightTriggersSampleFlows',
        title: 'Insight Triggers sample flows',
        version,
        publisher: including?.target.publisher,
      },
      {
        ...components,
        roots: [...components.roots, ...(own?.components.roots ?? [])],
        connectors: own?.components.connectors ?? [],
      },
      { ...filesOf(texts), ...own?.files },
    ),
  );
}

function componentsOf(texts: FlowsSource, connector: string): Components {
  const workflows = sorted(texts, /^Workflows\/.*\.json$/).map((path) => {
    const description = texts[`${path}.data.xml`];
    if (!description) throw new Error(`${path}: has no description; expected ${path}.data.xml`);
    return description.replace(/^<\?xml.*\?>\s*/, '').trimEnd();
  });
  const variables = sorted(texts, /^environmentvariabledefinitions\//).map((path) => path.split('/')[1]);
  return {
    roots: [
      ...workflows.map((xml) => `<RootComponent type="29" id="${idOf(xml)}" behavior="0" />`),
      ...variables.map((name) => `<RootComponent type="380" schemaName="${name}" behavior="0" />`),
    ],
    workflows,
    references: referencesOf(texts, connector),
  };
}

function idOf(workflow: string): string {
  const [, id] = /WorkflowId="(\{[0-9a-f-]{36}\})"/.exec(workflow) ?? [];
  if (!id) throw new Error('a description of a flow has no WorkflowId; expected a GUID in lower case, in braces');
  return id;
}

/** The import finds our connector by its ID, whatever name the environment gave it. */
function referencesOf(texts: FlowsSource, connector: string): string {
  const name = `<connectorid>/providers/Microsoft.PowerApps/apis/${connector}</connectorid>`;
  const id = `<customconnectorid><connectorid>${CONNECTOR_ID}</connectorid></customconnectorid>`;
  const references = texts[REFERENCES]?.replace(/^<\?xml.*\?>\s*/, '').trimEnd() ?? '';
  if (!references.includes(name)) throw new Error(`${REFERENCES}: refers to no ${STAND_IN}; expected one that does`);
  return references.replace(name, `${name}${id}`);
}

/** What the components name: the flows and the variables. */
function filesOf(texts: FlowsSource): Files {
  const paths = sorted(texts, /^(Workflows\/.*\.json|environmentvariabledefinitions\/.*)$/);
  return Object.fromEntries(paths.map((path) => [path, texts[path] ?? '']));
}

function sorted(texts: FlowsSource, pattern: RegExp): string[] {
  return Object.keys(texts)
    .filter((path) => pattern.test(path))
    .toSorted();
}
