import { describe, expect, test } from '@jest/globals';
import type { HttpFunction } from '../../local/host/http/route-table.ts';
import { RouteTable } from '../../local/host/http/route-table.ts';
import { compileRoute, matchRoute } from '../../local/host/http/route-template.ts';

function define(name: string, route: string, methods = ['GET']): HttpFunction {
  const trigger = { name: 'request', type: 'httptrigger' as const, route, methods, authLevel: 'anonymous' as const };
  return { id: name, name, trigger, outputs: [], bindings: [], isDisabled: false };
}

describe('a route template', () => {
  test.each([
    ['int matches the largest 32-bit number', '{a:int}', '2147483647', true],
    ['int does not match the next number', '{a:int}', '2147483648', false],
    ['long matches a number over 32 bits', '{a:long}', '2147483648', true],
    ['guid matches a GUID', '{a:guid}', '0b8f3f0e-6c0b-4f51-9d2e-0a4a8a0c7b11', true],
    ['guid does not match other text', '{a:guid}', '0b8f3f0e', false],
    ['bool matches true in any case', '{a:bool}', 'True', true],
    ['bool does not match other text', '{a:bool}', '1', false],
    ['alpha matches letters', '{a:alpha}', 'abc', true],
    ['alpha does not match digits', '{a:alpha}', 'abc1', false],
    ['length matches text of its length', '{a:length(3)}', 'abc', true],
    ['length does not match longer text', '{a:length(3)}', 'abcd', false],
    ['range matches its upper bound', '{a:range(1,5)}', '5', true],
    ['range does not match more', '{a:range(1,5)}', '6', false],
    ['several constraints must all hold', '{a:int:min(5)}', '4', false],
    ['regex matches its pattern', '{a:regex(^x.$)}', 'xy', true],
    ['a segment can mix text and parameters', 'v{major}.{minor}', 'v1.2', true],
    ['a literal is not a pattern', 'a.b', 'axb', false],
  ])('%s', (_rule, template, segment, expected) => {
    expect(matchRoute(compileRoute(template, 'a test'), [segment]) !== undefined).toBe(expected);
  });

  test.each([
    ['a catch-all before the end', '{*rest}/more'],
    ['an optional parameter before the end', '{a?}/more'],
    ['an unknown constraint', '{a:even}'],
    ['an unbalanced brace', '{a'],
  ])('is refused with %s', (_what, template) => {
    expect(() => compileRoute(template, 'a test')).toThrow(template.split('/')[0]);
  });
});

describe('a route table', () => {
  test('prefers literals, then constrained parameters, then parameters, then catch-alls, in any order of registration', () => {
    const routes = ['{*rest}', '{name}', '{id:int}', 'fixed'];
    const table = new RouteTable(
      routes.map((route) => define(route, route)),
      'api',
    );
    const found = ['/api/fixed', '/api/7', '/api/seven', '/api/a/b'].map(
      (path) => table.find('GET', path)?.definition.name,
    );
    expect(found).toEqual(['fixed', '{id:int}', '{name}', '{*rest}']);
  });

  test('falls back to a less specific route when the method does not match', () => {
    const table = new RouteTable([define('literal', 'x', ['POST']), define('parameter', '{a}', ['GET'])], '');
    expect(table.find('GET', '/x')?.definition.name).toBe('parameter');
    expect(table.find('DELETE', '/x')).toBeUndefined();
  });

  test('refuses routes under /admin and /runtime, which are reserved', () => {
    expect(() => new RouteTable([define('mine', 'admin/x')], '')).toThrow("Function 'mine' has the path '/admin/x'");
    expect(() => new RouteTable([define('mine', 'admin/x')], 'api')).not.toThrow();
  });

  test('allows one route for two functions with different methods', () => {
    expect(() => new RouteTable([define('one', 'x', ['GET']), define('two', 'x', ['POST'])], 'api')).not.toThrow();
  });
});
