import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/*
 * Unpacks the browser that npm has installed into the folder that is the only argument. It runs in a process of its own, since the
 * package looks at the environment when it is loaded, and unpacks into the folder for temporary files.
 */

/** The file that the package brings looks for the fonts in folders that only another system has. */
const FONTS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="relative">cache</cachedir>
</fontconfig>
`;

const [, , target = ''] = process.argv;
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
