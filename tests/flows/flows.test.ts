import { describe, expect, test } from '@jest/globals';
import { parameterFaults } from './checks/parameter-faults.ts';
import { richTextFaults } from './checks/rich-text-faults.ts';
import { settingsFaults, solutionFaults } from './checks/solution-faults.ts';
import { templateFaults } from './checks/template-faults.ts';
import { triggerFaults } from './checks/trigger-faults.ts';
import { forms } from './forms.ts';
import { readTemplate, readValues, templates } from './resource-template.ts';
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
