import type { FunctionDefinition, HttpTrigger } from '../function-definition.ts';
import { Refusal } from '../refusal.ts';
import { compileRoute, matchRoute, type RouteTemplate } from './route-template.ts';

/** A function with an HTTP trigger. */
export type HttpFunction = FunctionDefinition<HttpTrigger>;

interface Route {
  readonly definition: HttpFunction;
  readonly template: RouteTemplate;
}

/** The function for a request and the values of its route parameters. */
export interface RouteMatch {
  readonly definition: HttpFunction;
  readonly params: Readonly<Record<string, string>>;
}

const reservedRoots = ['admin', 'runtime'];

/** The path of a function on the host, without a leading slash. */
export function routeOf({ name, trigger }: HttpFunction, routePrefix: string): string {
  return [routePrefix, trigger.route ?? name]
    .map((part) => part.replace(/^\/+|\/+$/g, ''))
    .filter(Boolean)
    .join('/');
}

/** Finds the function for a request. More specific routes take precedence, in any order of registration. */
export class RouteTable {
  readonly #routes: readonly Route[];

  constructor(definitions: readonly HttpFunction[], routePrefix: string) {
    const routes = definitions.map((definition) => {
      const path = routeOf(definition, routePrefix);
      requireFreeRoot(definition.name, path);
      return { definition, template: compileRoute(path, `Function '${definition.name}'`) };
    });
    requireDistinct(routes);
    this.#routes = routes.sort((a, b) => compare(a.template.precedence, b.template.precedence));
  }

  /** Finds a match. A path with another method is no match, so the answer is 404, as in Azure, and not 405. */
  find(method: string, path: string): RouteMatch | undefined {
    const segments = decodePath(path);
    for (const { definition, template } of this.#routes) {
      if (!definition.trigger.methods.includes(method)) continue;
      const params = matchRoute(template, segments);
      if (params) return { definition, params };
    }
    return undefined;
  }
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function requireFreeRoot(name: string, path: string): void {
  const root = path.split('/', 1)[0]?.toLowerCase() ?? '';
  if (!reservedRoots.includes(root)) return;
  throw new Refusal(`Function '${name}' has the path '/${path}'; paths that start with /${root} belong to the host.`);
}

function requireDistinct(routes: readonly Route[]): void {
  const owners = new Map<string, string>();
  for (const { definition, template } of routes) {
    for (const method of definition.trigger.methods) {
      const key = `${method} /${template.shape}`;
      const owner = owners.get(key);
      if (owner !== undefined) {
        throw new Refusal(
          `Functions '${owner}' and '${definition.name}' both answer ${key}; give one of them another route or method.`,
        );
      }
      owners.set(key, definition.name);
    }
  }
}

// ASP.NET decodes a path before routing, but keeps %2F, so that an encoded slash does not add a segment.
function decodePath(path: string): string[] {
  const segments = path.split('/').filter((segment) => segment !== '');
  return segments.map((segment) =>
    segment
      .split(/(%2f)/i)
      .map((part) => (/^%2f$/i.test(part) ? part : decode(part)))
      .join(''),
  );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
