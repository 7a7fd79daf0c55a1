import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { readMessage } from '../../shared/domain/read-message.ts';
import { templateFaults } from './checks/template-faults.ts';
import { evaluateWorkflow } from './language/functions.ts';
import type { Properties, Value } from './language/value.ts';
import { deploy, folder, type Template, workflowOf } from './resource-template.ts';

const NAME = `${folder}/publish-measure-value`;
const template: Template = JSON.parse(readFileSync(`${NAME}.json`, 'utf8'));
const sample: { parameters: Record<string, { value: Value }> } = JSON.parse(
  readFileSync(`${NAME}.parameters.sample.json`, 'utf8'),
);
const values: Properties = Object.fromEntries(
  Object.entries(sample.parameters).map(([name, { value }]) => [name, value]),
);
const page = readFileSync('infra/flows/readme.md', 'utf8');

/** What the flow publishes when the value is read with this answer. */
function published(answer: Properties): unknown {
  const { definition } = workflowOf(deploy(template, values));
  const { inputs } = definition.actions.Publish_value ?? { inputs: null };
  const { body }: { body: Value } = JSON.parse(JSON.stringify(inputs));
  const parameters = (name: Value | undefined) => values[String(name)] ?? null;
  return evaluateWorkflow(body, { parameters, body: () => answer });
}

describe('the flow that publishes the value of a measure', () => {
  test('can be deployed', () => {
    expect(templateFaults(template, values)).toEqual([]);
  });

  test('is explained with each of its parameters', () => {
    expect(Object.keys(template.parameters).filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });

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
    const { definition } = workflowOf(deploy(template, values));
    const connector = JSON.parse(readFileSync('infra/connector/apiDefinition.swagger.json', 'utf8'));
    const { path, method } = JSON.parse(JSON.stringify(definition.actions.Publish_value?.inputs));
    expect(connector.paths[path][method].operationId).toBe('PublishMetricChange');
  });
});
