import { buildDefinition } from '../../../infra/connector/source/definition.ts';
import type { Definition } from '../rules/connector.ts';

/** The definition as its source says, which another test compares with the file. */
export function builtDefinition(): Definition {
  return JSON.parse(JSON.stringify(buildDefinition()));
}
