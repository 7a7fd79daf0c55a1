import { describe, expect, test } from '@jest/globals';
import { broken, rowsOf } from './broken.ts';
import { settingsFaults, solutionFaults } from './checks/solution-faults.ts';
import { templateFaults } from './checks/template-faults.ts';
import { readTemplate, readValues } from './resource-template.ts';
import { readSettings, readSolution } from './solution.ts';

const NAME = 'post-data-source-failure-to-teams';
const template = readTemplate(NAME);

const inSolution = rowsOf(String.raw`
  a tag that is not closed | </RootComponents> |  | solution.xml is not XML
  a sign that is not escaped | Insight Triggers sample flows | Triggers & flows | solution.xml is not XML
  a description that names another file | <JsonFileName>/Workflows/Post | <JsonFileName>/Workflows/Past | do not name each other
  a path without a slash before it | <JsonFileName>/Workflows/ | <JsonFileName>Workflows/ | do not name each other
  a description of another flow | re:WorkflowId=\\"\{. | WorkflowId=\"{x | do not name each other
  a flow that the import would turn on | <StateCode>0</StateCode> | <StateCode>1</StateCode> | turned on by the import
  a flow that is something else | <Category>5</Category> | <Category>0</Category> | no cloud flow
  a flow that is no component | <RootComponent type=\"29\" | <RootComponent type=\"28\" | is not a component
  a component that is no flow | <RootComponent type=\"29\" | <RootComponent type=\"29\" id=\"{1}\" behavior=\"0\" /><RootComponent type=\"29\" | \{1\} is a component and not declared
  a variable that is no component | schemaName=\"insight_Segment\" | schemaName=\"insight_Segments\" | insight_Segment is not a component
  a variable that nobody reads | \"schemaName\": \"insight_TeamsTeam\" | \"schemaName\": \"insight_TeamsChannel\" | insight_TeamsTeam is not a variable that flows read
  a variable of the wrong type | <type>100000001</type> | <type>100000000</type> | Segment threshold .* not what its definition says
  a variable of another name | default=\"Teams team\" | default=\"Team\" | Teams team .* not what its definition says
  a variable in the folder of another | schemaname=\"insight_TeamsTeam\" | schemaname=\"insight_Team\" | not what its definition says
  a connection reference that is not declared | logicalname=\"insight_Teams\" | logicalname=\"insight_Team\" | insight_Teams .* and not declared
  a connection reference for another connector | apis/shared_teams</connectorid> | apis/shared_office365</connectorid> | insight_Teams .* and not declared
  a step that names another connector | /providers/Microsoft.PowerApps/apis/shared_teams\" | /providers/Microsoft.PowerApps/apis/shared_team\" | Post_message does not go through
  a step that asks its user for a connection | \"runtimeSource\": \"embedded\" | \"runtimeSource\": \"invoker\" | does not go through
  a parameter that the import would ask for | \"$connections\": { | \"$connection\": { | \$connection is not what
  a file that nothing names | "solution.xml": | "Workflows/Spare.xml":"<a/>","solution.xml": | Workflows/Spare.xml
  a type that is not declared | Extension=\"json\" | Extension=\"jsn\" | json is a type of a file and not declared
  a publisher with one address | <AddressNumber>2 | <AddressNumber>1 | 2 is not a address
  a step without the login | \"authentication\": \"@parameters('$authentication')\" | \"authentication\": \"\" | does not go through
`);

const inSettings = rowsOf(`
  a variable without a value | "insight_Segment" | "insight_Segments" | insight_Segment is not a variable with a value
  a connection that is missing | "insight_Teams" | "insight_Team" | insight_Teams .* is not a connection reference with a value
  a connection to another connector | apis/shared_teams | apis/shared_team | is not a connection reference with a value
`);

const inTemplate = rowsOf(String.raw`
  a parameter that is not declared | parameters('channelId')] | parameters('channel')] | channel is a parameter in use and not declared
  a parameter that is not used | "parameters":{ | "parameters":{"extra":{"type":"string","defaultValue":"x","metadata":{"description":"x"}}, | extra is not a parameter in use
  a parameter that is not explained | "description":"The unique name of one data source | "comment":" | dataSource is not explained
  a variable that is not declared | [variables('teamsConnection')] | [variables('teams')] | teams is a variable in use and not declared
  a variable that is not used | "variables":{ | "variables":{"extra":"x", | extra is not a variable in use
  a parameter without a value | "defaultValue":"Disabled", |  | state has neither a value nor a default
  a value of the wrong type | "type":"string","defaultValue":"" | "type":"int","defaultValue":"" | dataSource is a int
  a version that is not known | "2019-05-01" | "2016-10-01" | workflows is not known in version
  a type that is not known | "type":"Microsoft.Web/connections" | "type":"Microsoft.Web/connection" | not known in version
  a resource that is waited for and not there | resourceId('Microsoft.Web/connections', variables('teams | resourceId('Microsoft.Web/sites', variables('teams | waited for and not there
  a connection that is not waited for | re:"dependsOn":\[.*?\)\]"\] | "dependsOn":[] | insightTriggers is not made before
  a connection to another connector | location'), 'teams')]"} | location'), 'office365')]"} | teams is not the one that is made
  a connection with a key in it | "displayName":"Insight Triggers", | "displayName":"Insight Triggers","parameterValues":{"api_key":"x"}, | has values in it
  two connections of one name | '-teams') | '-insight-triggers') | is there twice
  an expression of the template in the definition | @parameters('teamId') | [parameters('teamId')] | in the definition is for the template
  a bracket in the definition that is not escaped | "Sample flow: message in Teams" | "[concat('x')]" | in the definition is for the template
  a parameter of the workflow without a value | re:,"channelId":\{"value":"\[parameters\('channelId'\)\]"\} |  | channelId is not a parameter in use
  a value under another name | "channelId":{"value" | "channel":{"value" | channelId of the workflow has no value
  a workflow that is enabled at once | "defaultValue":"Disabled" | "defaultValue":"Enabled" | before its connections work
`);

describe('the check of the solution', () => {
  test.each(inSolution)('finds $what', ({ from, to, fault }) => {
    expect(solutionFaults(broken(readSolution(), from, to)).join('\n')).toMatch(fault);
  });

  test.each(inSettings)('finds in the settings $what', ({ from, to, fault }) => {
    expect(settingsFaults(readSolution(), broken(readSettings(), from, to)).join('\n')).toMatch(fault);
  });
});

describe('the check of templates', () => {
  test.each(inTemplate)('finds $what', ({ from, to, fault }) => {
    expect(templateFaults(broken(template, from, to), readValues(NAME)).join('\n')).toMatch(fault);
  });

  test('accepts a bracket that is escaped', () => {
    const escaped = broken(template, '"Sample flow: message in Teams"', '"[[message]"');
    expect(templateFaults(escaped, readValues(NAME))).toEqual([]);
  });

  test('finds a value that is missing, and one for nothing', () => {
    const { teamId: _left, ...values } = readValues(NAME);
    expect(templateFaults(template, { ...values, team: 'x' })).toEqual([
      'teamId has neither a value nor a default',
      'team has a value and is not a parameter',
    ]);
  });

  test('refuses a function that templates do not have', () => {
    const wrong = broken(template, '[resourceGroup().location]', '[resourceGroups().location]');
    expect(() => templateFaults(wrong, readValues(NAME))).toThrow('is of no form that the flows use');
  });
});
