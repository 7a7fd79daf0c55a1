import { writeFileSync } from 'node:fs';
import { filesOfApp, zipApp } from './build/zip-app.ts';

/* `npm run package` writes the deployable zip of the folder `dist/`. */

const target = 'insight-triggers.zip';
const files = filesOfApp();
writeFileSync(target, await zipApp(files));
console.log(`${target}: ${files.join(', ')}`);
