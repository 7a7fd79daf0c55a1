import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { readMessage } from '../../shared/domain/read-message.ts';
import { parameterFaults } from './checks/parameter-faults.ts';
import { richTextFaults } from './checks/rich-text-faults.ts';
import { settingsFaults, solutionFaults } from './checks/solution-faults.ts';
import { templateFaults } from './checks/template-faults.ts';
import { triggerFaults } from './checks/trigger-faults.ts';
import { evaluateWorkflow, isProperties, type Properties, type Value } from './language.ts';
import { deploy, readTemplate, readValues, templates, workflowOf } from './resource-template.ts';
import { forms } from './run.ts';
import { readSettings, readSolution } from './solution.ts';

describe.each(forms())('%s', (_name, flow, sample) => {
  test('subscribes as the definition of the connector says', () => {
    expect(triggerFaults(flow, sample)).toEqual([]);
  });

  test('declares the parameters that it uses, and uses those that it declares', () => {
    expect(parameterFaults(flow)).toEqual([]);
  });

  test('holds in a field of rich text no expression but the output of an action', () => {
    expect(richTextFaults(flow)).toEqual([]);
  });
});

test.each(templates)('the template %s can be deployed', (name) => {
  expect(templateFaults(readTemplate(name), readValues(name))).toEqual([]);
});

test('the solution is complete, and its settings are those that it asks for', () => {
  expect(solutionFaults(readSolution())).toEqual([]);
  expect(settingsFaults(readSolution(), readSettings())).toEqual([]);
});

const NAME = 'publish-measure-value';
const parameters = readValues(NAME);
const { definition } = workflowOf(deploy(readTemplate(NAME), parameters));
const inputs = definition.actions.Publish_value?.inputs;

/** What the flow publishes when the value is read with this answer. */
function published(answer: Properties): unknown {
  return evaluateWorkflow(isProperties(inputs) ? (inputs.body ?? null) : null, { parameters, body: answer });
}

describe('the flow that publishes the value of a measure', () => {
  test.each<[rule: string, value: Value]>([
    ['a number', 12_345.67],
    ['its decimal text', '12345.67'],
  ])('publishes an event that can be read, for %s', (_rule, value) => {
    const event = published({ value, evaluatedAt: '2026-11-20T02:20:00Z' });
    expect(readMessage('metric-change', event, Date.parse('2026-11-20T02:30:00Z'))).toMatchObject([
      {
        kind: 'event',
        event: {
          metricType: 'measure',
          environmentId: 'contoso',
          name: 'revenue',
          displayName: 'Revenue',
          value: 12_345.67,
          eventId: 'revenue 2026-11-20T02:20:00Z',
        },
      },
    ]);
  });

  test('calls the operation of the connector that publishes a metric change', () => {
    const connector = JSON.parse(readFileSync('infra/connector/apiDefinition.swagger.json', 'utf8'));
    const { path, method } = JSON.parse(JSON.stringify(inputs));
    expect(connector.paths[path][method].operationId).toBe('PublishMetricChange');
  });
});
