import { expect, test } from '@jest/globals';
import { flowUrl, runUrl } from '../../../shared/domain/flow-links.ts';

const FLOW = {
  id: '62cd5d87-f69f-438f-a0ad-6c551be71130',
  environmentId: 'Default-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9',
};
const PAGE = `https://make.powerautomate.com/environments/${FLOW.environmentId}/flows/${FLOW.id}`;

test('a flow and its run have their pages in the environment of the flow', () => {
  expect(flowUrl(FLOW)).toBe(`${PAGE}/details`);
  expect(runUrl(FLOW, '08584CU12')).toBe(`${PAGE}/runs/08584CU12`);
});

test.each([
  ['a flow whose environment nobody has told', { ...FLOW, environmentId: undefined }],
  ['a logic app, which is called by its name', { ...FLOW, id: 'mail-the-owners' }],
  ['an ID that would lead elsewhere', { ...FLOW, id: `${FLOW.id}/../..` }],
])('%s has no page', (_what, flow) => {
  expect([flowUrl(flow), runUrl(flow, 'run-1')]).toEqual([undefined, undefined]);
});

test('a run ID cannot leave its place in the address', () => {
  expect(runUrl(FLOW, '../x?y')).toBe(`${PAGE}/runs/..%2Fx%3Fy`);
});
