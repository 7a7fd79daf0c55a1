import { Refusal } from '../refusal.ts';
import { type Constraint, findConstraint } from './route-constraints.ts';

interface Parameter {
  readonly name: string;
  readonly isOptional: boolean;
  readonly isCatchAll: boolean;
  readonly constraints: readonly Constraint[];
}

interface Segment {
  readonly pattern: RegExp;
  readonly parameters: readonly Parameter[];
  /** As in ASP.NET: literals, then mixed and constrained segments, then parameters, then catch-alls. */
  readonly precedence: number;
  /** The segment without parameter names. Two routes with equal shapes match the same paths. */
  readonly shape: string;
}

/** A compiled route template, such as `orders/{id:int}/{*rest}`. */
export interface RouteTemplate {
  readonly segments: readonly Segment[];
  readonly precedence: string;
  readonly shape: string;
}

const parameterPattern = /\{(\*{0,2})([A-Za-z_]\w*)((?::(?:[^{}()?]|\([^()]*\))+)*)(\?)?\}/g;

/** Compiles an ASP.NET route template. @throws Refusal for a template that this host does not support. */
export function compileRoute(template: string, usedBy: string): RouteTemplate {
  const parts = template.split('/').filter((part) => part !== '');
  const segments = parts.map((part) => compileSegment(part, `${usedBy} has the route '${template}'`));
  const early = segments.slice(0, -1).flatMap(({ parameters }) => parameters);
  if (early.some(({ isOptional, isCatchAll }) => isOptional || isCatchAll)) {
    throw new Refusal(`${usedBy} has the route '${template}'; only its last segment can be optional or a catch-all.`);
  }
  return {
    segments,
    precedence: segments.map(({ precedence }) => precedence).join(''),
    shape: segments.map(({ shape }) => shape).join('/'),
  };
}

function compileSegment(text: string, messagePrefix: string): Segment {
  const parameters: Parameter[] = [];
  let pattern = '';
  let literal = '';
  let end = 0;
  for (const match of text.matchAll(parameterPattern)) {
    const [whole, stars, name = '', constraintList = '', question] = match;
    const between = text.slice(end, match.index);
    const constraints = constraintList
      .split(':')
      .slice(1)
      .map((constraint) => findConstraint(constraint, messagePrefix));
    parameters.push({ name, isOptional: question === '?', isCatchAll: stars !== '', constraints });
    pattern += `${escapeRegExp(between)}(${stars ? '.*' : '.+?'})`;
    literal += between;
    end = match.index + whole.length;
  }
  const rest = text.slice(end);
  if (/[{}]/.test(literal + rest)) {
    throw new Refusal(`${messagePrefix}; its part '${text}' is not a literal, {name}, {name:int}, {name?} or {*name}.`);
  }
  return {
    pattern: new RegExp(`^${pattern}${escapeRegExp(rest)}$`, 'i'),
    parameters,
    precedence: precedenceOf(parameters, literal + rest),
    shape: text.replace(parameterPattern, '{$1$3$4}').toLowerCase(),
  };
}

function precedenceOf(parameters: readonly Parameter[], literal: string): number {
  const [parameter] = parameters;
  if (!parameter) return 1;
  if (literal !== '' || parameters.length > 1) return 2;
  return (parameter.isCatchAll ? 5 : 3) - (parameter.constraints.length > 0 ? 1 : 0);
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Matches a path; returns its parameters, or undefined when it does not match. */
export function matchRoute(template: RouteTemplate, path: readonly string[]): Record<string, string> | undefined {
  const { segments } = template;
  const last = segments.at(-1)?.parameters[0];
  const subject = last?.isCatchAll ? joinRest(path, segments.length) : path;
  const shortest = segments.length - (last?.isOptional || last?.isCatchAll ? 1 : 0);
  if (subject.length < shortest || subject.length > segments.length) return undefined;
  const values: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const text = subject[index];
    if (text === undefined) {
      if (last?.isCatchAll) values[last.name] = '';
    } else if (!matchSegment(segment, text, values)) return undefined;
  }
  return values;
}

function joinRest(path: readonly string[], length: number): string[] {
  const rest = path.slice(length - 1);
  return rest.length === 0 ? [...path] : [...path.slice(0, length - 1), rest.join('/')];
}

function matchSegment({ pattern, parameters }: Segment, text: string, values: Record<string, string>): boolean {
  const match = pattern.exec(text);
  if (!match) return false;
  return parameters.every(({ name, constraints }, index) => {
    const value = match[index + 1] ?? '';
    values[name] = value;
    return constraints.every((constraint) => constraint(value));
  });
}
