import { HttpRequest } from '@azure/functions';
import { describe, expect, test } from '@jest/globals';
import {
  environmentOf,
  findByPath,
  listOfOne,
  nameByPath,
  nameByQuery,
} from '../../../../shared/adapters/inbound/request-names.ts';
import { notFound } from '../../../../shared/application/errors.ts';
import { enterEnvironment } from '../../../../shared/application/store/environments.ts';
import { environmentPartition } from '../../../../shared/application/store/keys.ts';
import { phrase } from '../../../../shared/contract/phrase.ts';
import { World } from '../../../support/world.ts';

const unknown = () => notFound(phrase('error.no-firing'));

/** Finds one of the known names by the parameter of a path, as the host hands it over. */
function found(parameter: string, known: readonly string[]): Promise<string> {
  const request = new HttpRequest({ method: 'GET', url: 'https://app.test/api', params: { name: parameter } });
  return findByPath(request, async (name) => {
    if (known.includes(name)) return name;
    throw unknown();
  });
}

describe('the name in a path', () => {
  test.each<[rule: string, parameter: string, name: string]>([
    ['is taken as the host decoded it', '100%', '100%'],
    ['is not decoded twice', '100%25', '100%25'],
    ['is in normalization form C', 'Ka\u0308ufer', 'K\u00e4ufer'],
    ['may be one with a slash, which the host leaves encoded', 'a%2Fb', 'a/b'],
    ['may be one with %2F', 'a%2Fb', 'a%2Fb'],
    ['may be one with %2f in lower case', '100%2fday', '100%2fday'],
  ])('%s', async (_rule, parameter, name) => {
    expect(await found(parameter, [name])).toBe(name);
  });

  test('is refused when two known names fit, and the answer tells the other way', async () => {
    await expect(found('a%2Fb', ['a/b', 'a%2Fb'])).rejects.toMatchObject({
      status: 400,
      code: 'ambiguous-name',
      target: 'name',
      message: expect.stringContaining('?name='),
    });
  });

  test('is not found when no known name fits', async () => {
    await expect(found('a%2Fb', [])).rejects.toMatchObject({ status: 404 });
  });

  test('passes on the fault of a failed look-up', async () => {
    const request = new HttpRequest({ method: 'GET', url: 'https://app.test/api', params: { name: 'a%2Fb' } });
    const away = findByPath(request, () => Promise.reject(new Error('storage is away')));
    await expect(away).rejects.toThrow('storage is away');
  });
});

describe('the name of what a call forgets', () => {
  const at = (parameter: string) =>
    new HttpRequest({ method: 'DELETE', url: 'https://app.test/api', params: { name: parameter } });
  const query = (text: string) => new HttpRequest({ method: 'DELETE', url: `https://app.test/api?${text}` });

  test('is that of the path even when it is unknown, with a slash for %2F', async () => {
    const none = () => Promise.reject(unknown());
    expect(await nameByPath(at('a'), none)).toBe('a');
    expect(await nameByPath(at('a%2Fb'), none)).toBe('a/b');
  });

  test('is refused when two known names fit', async () => {
    await expect(nameByPath(at('a%2Fb'), async () => 1)).rejects.toMatchObject({ code: 'ambiguous-name' });
  });

  test('is taken from the query as it is, in normalization form C', () => {
    expect(nameByQuery(query('name=a%252Fb'))).toBe('a%2Fb');
    expect(nameByQuery(query('name=a%2Fb'))).toBe('a/b');
    expect(nameByQuery(query('name=Ka%CC%88ufer'))).toBe('K\u00e4ufer');
  });

  test.each(['', 'name='])('is required in the query: %j', (text) => {
    expect(() => nameByQuery(query(text))).toThrow(
      expect.objectContaining({ status: 400, target: 'name', message: expect.stringContaining('required') }),
    );
  });
});

describe('the environment in a path', () => {
  const GUID = '5f0c2b7e-8a11-4c3d-9e5f-0123456789ab';

  /** Reads the environment of a path, as the host hands it over, where some are known. */
  async function read(environmentId: string, known: readonly string[] = []): Promise<string> {
    const { deps } = new World();
    for (const id of known) await enterEnvironment(deps, environmentPartition(id), { environmentId: id });
    return environmentOf(
      deps,
      new HttpRequest({ method: 'GET', url: 'https://app.test/api', params: { environmentId } }),
    );
  }

  test.each([
    ['a GUID in capitals and braces', `{${GUID.toUpperCase()}}`, GUID],
    ['separate accents', 'Ka\u0308ufer', 'K\u00e4ufer'],
    ['a percent sign', '100%', '100%'],
  ])('is in its canonical form: %s', async (_rule, environmentId, expected) => {
    expect(await read(environmentId)).toBe(expected);
  });

  test.each([
    ['the one with a slash', ['a/b'], 'a/b'],
    ['the one with %2F', ['a%2Fb'], 'a%2Fb'],
    ['the one with a slash when none is', [], 'a/b'],
  ])('is of two that arrive alike the known one: %s', async (_rule, known, expected) => {
    expect(await read('a%2Fb', known)).toBe(expected);
  });

  test('is refused when two known ones fit', async () => {
    await expect(read('a%2Fb', ['a/b', 'a%2Fb'])).rejects.toMatchObject({
      status: 400,
      code: 'ambiguous-name',
      target: 'environmentId',
      message: "a path cannot tell the environments 'a/b' and 'a%2Fb' apart, and both are known",
    });
  });
});

describe('the list of one name', () => {
  test('has its item', async () => {
    expect(await listOfOne(Promise.resolve(1))).toEqual({ value: [1] });
  });

  test('is empty when the name is unknown', async () => {
    expect(await listOfOne(Promise.reject(unknown()))).toEqual({ value: [] });
  });
});
