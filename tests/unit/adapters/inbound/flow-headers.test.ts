import { describe, expect, test } from '@jest/globals';
import { flowOf, versionOf } from '../../../../shared/adapters/inbound/flow-headers.ts';

const environment = ['x-ms-workflow-subscription-id', 'env-1'] as const;
const group = ['x-ms-workflow-resourcegroup-name', 'group-1'] as const;
const name = ['x-ms-workflow-name', 'flow-1'] as const;
const operation = ['x-ms-workflow-operation-name', 'When_it_fires'] as const;

type Header = readonly [string, string];

describe('the identity of a flow', () => {
  test.each<[rule: string, headers: Header[], flow: string[] | undefined]>([
    [
      'consists of all four platform headers',
      [environment, group, name, operation],
      [...environment, ...group, ...name, ...operation],
    ],
    [
      'does not depend on the order of the headers',
      [operation, name, group, environment],
      [...environment, ...group, ...name, ...operation],
    ],
    [
      'consists of the three headers that Power Automate sends',
      [environment, name, operation],
      [...environment, ...name, ...operation],
    ],
    ['may consist of the workflow name alone', [name], [...name]],
    ['leaves out an empty header', [['x-ms-workflow-subscription-id', ''], name], [...name]],
    ['ignores the case of header names', [['X-MS-Workflow-Name', 'flow-1']], [...name]],
    ['ignores all other headers', [name, ['x-ms-workflow-run-id', 'r'], ['x-ms-client-request-id', 'c']], [...name]],
    ['is undefined without a workflow name', [environment, group, operation], undefined],
    ['is undefined with an empty workflow name', [environment, ['x-ms-workflow-name', '']], undefined],
    ['is undefined without any header', [], undefined],
  ])('%s', (_rule, headers, flow) => {
    expect(flowOf(new Headers(headers.map(([key, value]): [string, string] => [key, value])))).toEqual(flow);
  });

  test('differs when the same value is in different headers', () => {
    const one = flowOf(new Headers([[...name], ['x-ms-workflow-subscription-id', 'a']]));
    const other = flowOf(new Headers([[...name], ['x-ms-workflow-resourcegroup-name', 'a']]));
    expect(one).not.toEqual(other);
  });
});

test('the version of a flow comes from its header and is undefined when the header is empty or absent', () => {
  expect(versionOf(new Headers({ 'x-ms-workflow-version': '08584500000000000010' }))).toBe('08584500000000000010');
  expect([versionOf(new Headers({ 'x-ms-workflow-version': '' })), versionOf(new Headers())]).toEqual([
    undefined,
    undefined,
  ]);
});
