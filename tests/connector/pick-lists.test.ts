import { expect, test } from '@jest/globals';
import { pickListsOf } from './rules/calls.ts';
import { builtDefinition } from './support/built-definition.ts';

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

test('each input that makers choose from a list has the list that is meant for it, and no other has one', () => {
  const found: Record<string, Record<string, string | undefined>> = {};
  for (const { operation, input, list } of pickListsOf(builtDefinition()))
    found[operation.id] = { ...found[operation.id], [input.way]: list?.operationId };
  expect(found).toEqual(served);
});

test('any data source is a choice where a flow waits for one, and none where it gets one', () => {
  const lists = pickListsOf(builtDefinition()).filter(({ list }) => list?.operationId === 'ListDataSourceChoices');
  expect(lists.map(({ operation, list }) => [operation.id, list?.parameters?.includeAny])).toEqual([
    ['OnDataSourceRefreshFailed', { value: true }],
    ['OnDataSourceRefreshSucceeded', { value: true }],
    ['GetDataSource', undefined],
  ]);
});
