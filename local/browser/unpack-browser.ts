import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/*
 * Unpacks the browser that npm has installed into the folder that is the only argument. It runs in a process of its own, since the
 * package looks at the environment when it is loaded, and unpacks into the folder for temporary files.
 */

const [, , target = ''] = process.argv;

/**
 * The file that the package brings looks for the fonts in folders that only another system has. The folder of the cache is absolute:
 * a relative one would be in the folder that the browser is started from.
 */
const FONTS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <cachedir>${join(target, 'cache')}</cachedir>
</fontconfig>
`;

const draft = `${target}-${process.pid}`;
mkdirSync(draft, { recursive: true });
process.env.TMPDIR = draft;
// Only there does the package bring the libraries and fonts that a bare Linux does not have.
process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs24.x';
const { default: carried } = await import('@sparticuz/chromium');
await carried.executablePath();
writeFileSync(join(draft, 'fonts/fonts.conf'), FONTS);
try {
  renameSync(draft, target);
} catch {
  // Another process was quicker.
  rmSync(draft, { recursive: true, force: true });
}
