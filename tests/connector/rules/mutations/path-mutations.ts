import type { Connector } from '../connector.ts';
import { ACTION, type Mutate, type Mutations, pathOf, set, there, UNSUBSCRIBE } from './mutation.ts';

const paths = ({ definition }: Connector) => there(definition.paths, 'paths');

/** Gives an operation another path. */
function move(id: string, to: (template: string) => string): Mutate {
  return (connector) => {
    const template = templateOf(connector, id);
    duplicate(id, to)(connector);
    delete paths(connector)[template];
  };
}

/** Gives an operation a second path. */
function duplicate(id: string, to: (template: string) => string): Mutate {
  return (connector) => Object.assign(paths(connector), { [to(templateOf(connector, id))]: pathOf(id)(connector) });
}

function templateOf(connector: Connector, id: string): string {
  const [template] = Object.entries(paths(connector)).find(([, item]) => item === pathOf(id)(connector)) ?? [];
  return there(template, id);
}

export const pathMutations: Mutations = {
  'operations are not empty': {
    'a path without an operation': set(paths, '/nothing', {}),
    'an operation without content': set(paths, '/nothing', { get: {} }),
  },
  OperationPathMustStartWithSlash: {
    'no slash first': move(ACTION, (template) => template.slice(1)),
  },
  OperationPathMayNotContainQueryOrFragment: {
    'a query in a path': move(ACTION, (template) => `${template}?all=true`),
  },
  OperationPathContainsUnsupportedCharacters: {
    'a wildcard': move(ACTION, (template) => `${template}/*`),
  },
  OperationPathTemplateNotValid: {
    'an open brace': move(ACTION, (template) => `${template}/{id`),
    'a variable over two segments': move(ACTION, (template) => `${template}/{a/b}`),
  },
  OperationPathVariablesContainDefaults: {
    'a default in a path': move(UNSUBSCRIBE, () => '/api/subscriptions/{id=1}'),
  },
  PathItemRefNotSuppored: {
    'a path by reference': set(pathOf(ACTION), '$ref', '#/paths/other'),
  },
  PathRedefined: {
    'a path in capitals too': duplicate(ACTION, (template) => template.toUpperCase()),
  },
  DuplicateOperationPath: {
    'a path with another variable': duplicate(UNSUBSCRIBE, () => '/api/subscriptions/{other}'),
  },
  PartialDuplicateOperationPath: {
    'a fixed segment where another has a variable': duplicate(UNSUBSCRIBE, () => '/api/subscriptions/all'),
  },
  OperationMissingPathParameter: {
    'a variable that is no parameter': move(UNSUBSCRIBE, (template) => `${template}/{part}`),
  },
  PathParameterNotDefinedInTemplate: {
    'a path without its variable': move(UNSUBSCRIBE, () => '/api/subscriptions/one'),
  },
};
