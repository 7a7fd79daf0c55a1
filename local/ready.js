// Plain JavaScript, because it runs on the machine's own Node before the project's Node is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';

const installed = 'node_modules/.package-lock.json';
// Once the packages are installed, npm finds the project's Node first.
const oldestNode = 20;

function run(command) {
  const { status } = spawnSync(command, { stdio: 'inherit', shell: true });
  if (status !== 0) process.exit(status ?? 1);
}

function isInstalled() {
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync('package-lock.json').mtimeMs;
}

const { node } = process.versions;
if (Number.parseInt(node, 10) < oldestNode) {
  console.error(`Insight Triggers needs Node ${oldestNode} or later and npm; this is Node ${node}.`);
  process.exit(1);
}
if (!isInstalled()) {
  console.log('Installing the packages of the project (about a minute, once) ...');
  run('npm ci --no-audit --no-fund --loglevel=error');
}
if (process.argv[2] !== 'install') run('npm run --silent build');
