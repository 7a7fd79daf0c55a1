import { describe, expect, test } from '@jest/globals';
import { flowOf, versionOf } from '../../../../shared/adapters/inbound/flow-headers.ts';

const environment = ['x-ms-workflow-subscription-id', 'env-1'] as const;
const group = ['x-ms-workflow-resourcegroup-name', 'group-1'] as const;
const name = ['x-ms-workflow-name', 'flow-1'] as const;
const operation = ['x-ms-workflow-operation-name', 'When_it_fires'] as const;

type Header = readonly [string, string];

describe('a flow is known by all the headers of the platform that are there', () => {
  test.each<[rule: string, headers: Header[], flow: string[] | undefined]>([
    ['all four', [environment, group, name, operation], [...environment, ...group, ...name, ...operation]],
    [
      'in whatever order they come',
      [operation, name, group, environment],
      [...environment, ...group, ...name, ...operation],
    ],
    ['as Power Automate sends them', [environment, name, operation], [...environment, ...name, ...operation]],
    ['the name alone', [name], [...name]],
    ['an empty one is not there', [['x-ms-workflow-subscription-id', ''], name], [...name]],
    ['upper case is the same', [['X-MS-Workflow-Name', 'flow-1']], [...name]],
    ['other headers say nothing', [name, ['x-ms-workflow-run-id', 'r'], ['x-ms-client-request-id', 'c']], [...name]],
    ['without a name there is no flow', [environment, group, operation], undefined],
    ['an empty name is none', [environment, ['x-ms-workflow-name', '']], undefined],
    ['without any header there is no flow', [], undefined],
  ])('%s', (_rule, headers, flow) => {
    expect(flowOf(new Headers(headers.map(([key, value]): [string, string] => [key, value])))).toEqual(flow);
  });

  test('equal values of different headers are different flows', () => {
    const one = flowOf(new Headers([[...name], ['x-ms-workflow-subscription-id', 'a']]));
    const other = flowOf(new Headers([[...name], ['x-ms-workflow-resourcegroup-name', 'a']]));
    expect(one).not.toEqual(other);
  });
});

test('the version of a flow is told by its header, and an empty one is none', () => {
  expect(versionOf(new Headers({ 'x-ms-workflow-version': '08584500000000000010' }))).toBe('08584500000000000010');
  expect([versionOf(new Headers({ 'x-ms-workflow-version': '' })), versionOf(new Headers())]).toEqual([
    undefined,
    undefined,
  ]);
});
