import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

/** The oldest Node that the package asks for. */
const oldest = Number(/^>=(\d+)$/.exec(JSON.parse(readFileSync('package.json', 'utf8')).engines.node)?.[1]);

test('a command on an older Node than the package asks for says so in one line', () => {
  const old = `${oldest - 1}.20.8`;
  const disguise = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${old}' } })`;
  const args = ['--import', `data:text/javascript,${encodeURIComponent(disguise)}`, 'local/ready.js', 'install'];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect(stderr).toBe(`Insight Triggers needs Node ${oldest} or later and npm; this is Node ${old}.\n`);
  expect(status).toBe(1);
});
