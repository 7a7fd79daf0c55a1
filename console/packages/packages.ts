import { connector, flows } from 'connector:source';
import { definitionFor } from '../../local/connector/connector.ts';
import { CONNECTOR_NAME, connectorSolution } from '../../local/connector/connector-solution.ts';
import { flowsSolution } from '../../local/connector/flows-solution.ts';

/*
 * The packages, made in the page. They and what they are made of are a file of their own, which is loaded when somebody wants one.
 */

/** A package by what is in it. */
export type PackageKind = 'connector' | 'flows' | 'definition';

/** A file to be saved. */
interface PackageFile {
  readonly name: string;
  readonly content: Blob;
}

/**
 * Makes a package.
 *
 * @param host of the function app, as it is filled in
 * @param connectorName what the connector is called where the flows go, if that is known
 */
export function packageFile(kind: PackageKind, host: string, connectorName = CONNECTOR_NAME): PackageFile {
  switch (kind) {
    case 'connector':
      return zip('insight-triggers-connector.zip', connectorSolution(connector, { host }));
    case 'flows': {
      const { version } = connector.definition.info;
      return zip('insight-triggers-sample-flows.zip', flowsSolution(flows, { connector: connectorName, version }));
    }
    case 'definition': {
      const text = `${JSON.stringify(definitionFor(connector.definition, { host }), undefined, 2)}\n`;
      return { name: 'apiDefinition.swagger.json', content: new Blob([text], { type: 'application/json' }) };
    }
  }
}

function zip(name: string, bytes: Uint8Array<ArrayBuffer>): PackageFile {
  return { name, content: new Blob([bytes], { type: 'application/zip' }) };
}
