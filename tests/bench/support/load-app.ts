import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { AppRegistry } from '../../../local/host/worker/app-registry.ts';
import { installCoreModule } from '../../../local/host/worker/core-module.ts';

/* Loads the app in a file as a worker does, and prints how many milliseconds that took. */

const file = resolve(process.argv[2] ?? '');
const registry = new AppRegistry();
installCoreModule({ registry, hostVersion: '4.0.0', log: () => {} });
const require = createRequire(file);
const startedAt = performance.now();
require(file);
const took = performance.now() - startedAt;
if (registry.functions.size === 0) throw new Error(`${file} registers no function`);
console.log(took.toFixed(2));
process.exit(0);
