import { writeFileSync } from 'node:fs';
import { connectorFiles } from './connector-files.ts';

for (const [path, text] of Object.entries(connectorFiles())) {
  writeFileSync(path, text);
  console.log(`${path} ${text.length} characters`);
}
