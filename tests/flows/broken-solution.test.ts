import { describe, expect, test } from '@jest/globals';
import { type Breakage, broken } from './broken.ts';
import { solutionFaults } from './checks/solution-faults.ts';
import { readSettings, readSolution } from './solution.ts';

const solutionBreakages: Readonly<Record<string, Breakage>> = {
  'a tag that is not closed': ['</RootComponents>', '', /Solution.xml is not XML/],
  'a sign that is not escaped': ['Insight Triggers sample flows', 'Triggers & flows', /Solution.xml is not XML/],
  'a description that names another file': [
    '<JsonFileName>/Workflows/Post',
    '<JsonFileName>/Workflows/Past',
    /do not name each other/,
  ],
  'a path without a slash before it': [
    '<JsonFileName>/Workflows/',
    '<JsonFileName>Workflows/',
    /do not name each other/,
  ],
  'a description of another flow': [/WorkflowId=\\"\{./, 'WorkflowId=\\"{x', /do not name each other/],
  'a flow that the import would turn on': [
    '<StateCode>0</StateCode>',
    '<StateCode>1</StateCode>',
    /turned on by the import/,
  ],
  'a flow that is something else': ['<Category>5</Category>', '<Category>0</Category>', /no cloud flow/],
  'a flow that is no component': ['<RootComponent type=\\"29\\"', '<RootComponent type=\\"28\\"', /is not a flow/],
  'a component that is no flow': [
    '<RootComponent type=\\"29\\"',
    '<RootComponent type=\\"29\\" id=\\"{1}\\" behavior=\\"0\\" /><RootComponent type=\\"29\\"',
    /\{1\} is a flow and not defined/,
  ],
  'a variable that is no component': [
    'schemaName=\\"insight_Segment\\"',
    'schemaName=\\"insight_Segments\\"',
    /insight_Segment is not a environment variable/,
  ],
  'a variable that nobody reads': [
    '\\"schemaName\\": \\"insight_TeamsTeam\\"',
    '\\"schemaName\\": \\"insight_TeamsChannel\\"',
    /insight_TeamsTeam is not a environment variable that flows read/,
  ],
  'a variable of the wrong type': [
    '<type>100000001</type>',
    '<type>100000000</type>',
    /Segment threshold .* not what its definition says/,
  ],
  'a variable of another name': [
    'default=\\"Teams team\\"',
    'default=\\"Team\\"',
    /Teams team .* not what its definition says/,
  ],
  'a variable in the folder of another': [
    'schemaname=\\"insight_TeamsTeam\\"',
    'schemaname=\\"insight_Team\\"',
    /not what its definition says/,
  ],
  'a connection reference that is not declared': [
    'logicalname=\\"insight_Teams\\"',
    'logicalname=\\"insight_Team\\"',
    /insight_Teams .* and not defined/,
  ],
  'a connection reference for another connector': [
    'apis/shared_teams</connectorid>',
    'apis/shared_office365</connectorid>',
    /insight_Teams .* and not defined/,
  ],
  'a step that names another connector': [
    '/providers/Microsoft.PowerApps/apis/shared_teams\\"',
    '/providers/Microsoft.PowerApps/apis/shared_team\\"',
    /Post_message does not go through/,
  ],
  'a step without the login': [
    '\\"authentication\\": \\"@parameters(\'$authentication\')\\"',
    '\\"authentication\\": \\"\\"',
    /does not go through/,
  ],
};

describe('the check of the solution', () => {
  test.each(Object.entries(solutionBreakages))('finds %s', (_what, [from, to, fault]) => {
    expect(solutionFaults(broken(readSolution(), from, to), readSettings()).join('\n')).toMatch(fault);
  });

  test.each<[string, Breakage]>([
    [
      'a variable without a value',
      ['"insight_Segment"', '"insight_Segments"', /insight_Segment is not a environment variable with a value/],
    ],
    [
      'a connection that is missing',
      ['"insight_Teams"', '"insight_Team"', /insight_Teams .* is not a connection reference with a value/],
    ],
    [
      'a connection to another connector',
      ['apis/shared_teams', 'apis/shared_team', /is not a connection reference with a value/],
    ],
  ])('finds in the settings %s', (_what, [from, to, fault]) => {
    expect(solutionFaults(readSolution(), broken(readSettings(), from, to)).join('\n')).toMatch(fault);
  });
});
