import { describe, expect, test } from '@jest/globals';
import { type Breakage, broken } from './broken.ts';
import { type Flow, type Sample, samples } from './flow.ts';
import { logicAppsFlow } from './resource-template.ts';
import { powerAutomateFlow } from './solution.ts';

type Check = (flow: Flow, sample: Sample) => string[];
const [failure, crossing] = samples;

/** The name of each breakage says which flow it is for, and in which form. */
export function describeBroken(name: string, check: Check, breakages: Readonly<Record<string, Breakage>>): void {
  describe(name, () => {
    test.each(Object.entries(breakages))('finds %s', (what, [from, to, fault]) => {
      const sample = what.includes('mail') ? crossing : failure;
      const flow = what.includes('Power Automate') ? powerAutomateFlow(sample) : logicAppsFlow(sample);
      expect(check(flow, sample)).toEqual([]);
      expect(check(broken(flow, from, to), sample).join('\n')).toMatch(fault);
    });
  });
}
