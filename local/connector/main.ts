import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { orRefuse } from '../refuse.ts';
import { readPackageArguments } from './package-arguments.ts';
import { CERTIFICATION, CONNECTOR_ZIP, FLOWS_ZIP, packageFiles } from './packages.ts';
import { readSource } from './source.ts';

/*
 * `npm run package:connector -- --host H` writes the connector and the sample flows as solutions that are imported as they are,
 * and a certification package when it is told who publishes it.
 */

const wanted = orRefuse(() => readPackageArguments(process.argv.slice(2)));
const files = orRefuse(() => packageFiles(readSource(), wanted));
for (const [path, content] of Object.entries(files)) {
  const target = join(wanted.out, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, content);
}
const certification = wanted.publisher
  ? `${join(wanted.out, CERTIFICATION)} holds the certification package.`
  : 'No certification package was asked for: it takes --publisher, --site and --mail.';
console.log(`${wanted.out} holds the connector and the sample flows for ${wanted.host}. ${certification}
1. In Power Automate, Solutions, Import solution: ${CONNECTOR_ZIP}; then make a connection to it.
2. Import ${FLOWS_ZIP}: it asks for the connections and for the values of its variables.`);
