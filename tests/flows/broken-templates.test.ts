import { describe, expect, test } from '@jest/globals';
import { type Breakage, broken } from './broken.ts';
import { templateFaults } from './checks/template-faults.ts';
import { samples } from './flow.ts';
import { readTemplate, readValues } from './resource-template.ts';

const templateBreakages: Readonly<Record<string, Breakage>> = {
  'a parameter that is not declared': [
    "parameters('channelId')]",
    "parameters('channel')]",
    /channel is used, not one of the parameters/,
  ],
  'a parameter that is not used': [
    '"parameters":{',
    '"parameters":{"extra":{"type":"string","defaultValue":"x","metadata":{"description":"x"}},',
    /extra is one of the parameters, not used/,
  ],
  'a parameter that is not explained': [
    '"description":"The unique name of one data source',
    '"comment":"',
    /dataSource is not explained/,
  ],
  'a variable that is not declared': [
    "[variables('teamsConnection')]",
    "[variables('teams')]",
    /teams is used, not one of the variables/,
  ],
  'a variable that is not used': [
    '"variables":{',
    '"variables":{"extra":"x",',
    /extra is one of the variables, not used/,
  ],
  'a parameter without a value': ['"defaultValue":"Disabled",', '', /state has neither a value nor a default/],
  'a value of the wrong type': [
    '"type":"string","defaultValue":""',
    '"type":"int","defaultValue":""',
    /dataSource is a int/,
  ],
  'a version that is not known': ['"2019-05-01"', '"2016-10-01"', /workflows is not known in version/],
  'a type that is not known': [
    '"type":"Microsoft.Web/connections"',
    '"type":"Microsoft.Web/connection"',
    /not known in version/,
  ],
  'a resource that is waited for and not there': [
    "resourceId('Microsoft.Web/connections', variables('teams",
    "resourceId('Microsoft.Web/sites', variables('teams",
    /waited for and not there/,
  ],
  'a connection that is not waited for': [
    /"dependsOn":\[.*?\)\]"\]/,
    '"dependsOn":[]',
    /insightTriggers is not made before/,
  ],
  'a connection to another connector': [
    "location'), 'teams')]\"}",
    "location'), 'office365')]\"}",
    /teams is not the one that is made/,
  ],
  'a connection with a key in it': [
    '"displayName":"Insight Triggers",',
    '"displayName":"Insight Triggers","parameterValues":{"api_key":"x"},',
    /has values in it/,
  ],
  'two connections of one name': ["'-teams')", "'-insight-triggers')", /is there twice/],
  'an expression of the template in the definition': [
    "@parameters('teamId')",
    "[parameters('teamId')]",
    /in the definition is for the template/,
  ],
  'a bracket in the definition that is not escaped': [
    '"Sample flow: message in Teams"',
    '"[concat(\'x\')]"',
    /in the definition is for the template/,
  ],
  'a parameter of the workflow without a value': [
    /,"channelId":\{"value":"\[parameters\('channelId'\)\]"\}/,
    '',
    /channelId is one of the parameters, not used/,
  ],
  'a value under another name': [
    '"channelId":{"value"',
    '"channel":{"value"',
    /channelId of the workflow has no value/,
  ],
  'a workflow that is enabled at once': [
    '"defaultValue":"Disabled"',
    '"defaultValue":"Enabled"',
    /before its connections work/,
  ],
};

describe('the check of templates', () => {
  const [sample] = samples;

  test.each(Object.entries(templateBreakages))('finds %s', (_what, [from, to, fault]) => {
    expect(templateFaults(broken(readTemplate(sample), from, to), readValues(sample)).join('\n')).toMatch(fault);
  });

  test('finds a bracket that is escaped to be right', () => {
    const escaped = broken(readTemplate(sample), '"Sample flow: message in Teams"', '"[[message]"');
    expect(templateFaults(escaped, readValues(sample))).toEqual([]);
  });

  test('finds a value that is missing, and one for nothing', () => {
    const { teamId: _left, ...values } = readValues(sample);
    expect(templateFaults(readTemplate(sample), { ...values, team: 'x' })).toEqual([
      'teamId has neither a value nor a default',
      'team has a value and is not a parameter',
    ]);
  });

  test('finds a function that templates do not have', () => {
    const wrong = broken(readTemplate(sample), '[resourceGroup().location]', '[resourceGroups().location]');
    expect(() => templateFaults(wrong, readValues(sample))).toThrow("'resourceGroups' is not defined");
  });
});
