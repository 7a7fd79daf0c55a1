import { buildDefinition } from './definition.ts';
import { buildProperties } from './properties.ts';

/** The generated files of the connector by path. */
export function connectorFiles(): Readonly<Record<string, string>> {
  return {
    'infra/connector/apiDefinition.swagger.json': write(buildDefinition()),
    'infra/connector/apiProperties.json': write(buildProperties()),
  };
}

function write(content: object): string {
  return `${JSON.stringify(content, null, 2)}\n`;
}
