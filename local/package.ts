import { writeFileSync } from 'node:fs';
import { filesOfApp, zipApp } from './build/zip-app.ts';

/* `npm run package` writes the deployable zip of the folder `dist/`. */

const target = 'insight-triggers.zip';
writeFileSync(target, await zipApp());
console.log(`${target}: ${filesOfApp().join(', ')}`);
