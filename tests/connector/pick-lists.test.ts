import { expect, test } from '@jest/globals';
import { inputsOf, operationsOf } from '../support/connector.ts';
import { builtDefinition } from './support/contract.ts';

const bodyEnvironment = { 'body/environmentId': 'ListEnvironmentChoices' };
const environment = { environmentId: 'ListEnvironmentChoices' };

/** By operation, each input that is chosen from a list, and the operation that serves the list. */
const served: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  OnDataSourceRefreshFailed: { ...bodyEnvironment, 'body/dataSource': 'ListDataSourceChoices' },
  OnDataSourceRefreshSucceeded: { ...bodyEnvironment, 'body/dataSource': 'ListDataSourceChoices' },
  OnSegmentThresholdCrossed: { ...bodyEnvironment, 'body/segment': 'ListSegmentChoices' },
  OnMeasureThresholdCrossed: { ...bodyEnvironment, 'body/measure': 'ListMeasureChoices' },
  OnFullRefreshCompleted: bodyEnvironment,
  OnUnificationRefreshCompleted: bodyEnvironment,
  GetStatusReport: environment,
  ListDataSources: environment,
  GetDataSource: { ...environment, name: 'ListDataSourceChoices' },
  ListSegments: environment,
  GetSegment: { ...environment, name: 'ListSegmentChoices' },
  ListMeasures: environment,
  GetMeasure: { ...environment, name: 'ListMeasureChoices' },
  PublishRefreshStatus: bodyEnvironment,
  PublishMetricChange: bodyEnvironment,
  ListSubscriptions: environment,
};

const pickLists = operationsOf(builtDefinition()).flatMap(({ id, operation }) =>
  inputsOf(operation).flatMap(({ way, schema: { 'x-ms-dynamic-list': list } }) => (list ? [{ id, way, list }] : [])),
);

test('an input has a pick-list when makers choose it, and it is the list of that kind', () => {
  const found: Record<string, Record<string, string | undefined>> = {};
  for (const { id, way, list } of pickLists) found[id] = { ...found[id], [way]: list.operationId };
  expect(found).toEqual(served);
});

test('the pick-list of data sources offers "any" to triggers only', () => {
  const lists = pickLists.filter(({ list }) => list.operationId === 'ListDataSourceChoices');
  expect(lists.map(({ id, list }) => [id, list.parameters?.includeAny])).toEqual([
    ['OnDataSourceRefreshFailed', { value: true }],
    ['OnDataSourceRefreshSucceeded', { value: true }],
    ['GetDataSource', undefined],
  ]);
});
