import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** A browser that can be started. */
export interface Browser {
  readonly executablePath: string;
  /** What it needs in its environment beside what there is. */
  readonly environment: Readonly<Record<string, string>>;
}

const CARRIED = 'node_modules/@sparticuz/chromium';

/** Where Chrome and Edge are on systems that npm brings no browser for. */
const INSTALLED: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((folder) => [
    join(process.env[folder] ?? 'C:\\', 'Google\\Chrome\\Application\\chrome.exe'),
    join(process.env[folder] ?? 'C:\\', 'Microsoft\\Edge\\Application\\msedge.exe'),
  ]),
  linux: ['/usr/bin/google-chrome', '/usr/bin/chromium', '/usr/bin/microsoft-edge'],
};

/**
 * Whether there is a browser: the one that CHROME_PATH names, the one that npm brings for Linux on x64, or an installed Chrome or
 * Edge.
 */
export function hasBrowser(): boolean {
  return Boolean(process.env.CHROME_PATH) || isCarried() || installed() !== undefined;
}

/** The browser to test with, unpacked if need be. @throws when there is none */
export function findBrowser(): Browser {
  const { CHROME_PATH } = process.env;
  if (CHROME_PATH) return { executablePath: CHROME_PATH, environment: {} };
  if (isCarried()) return unpacked();
  const executablePath = installed();
  if (executablePath === undefined) throw new Error('There is no browser; set CHROME_PATH to a Chrome or Edge.');
  return { executablePath, environment: {} };
}

function isCarried(): boolean {
  return process.platform === 'linux' && process.arch === 'x64' && existsSync(CARRIED);
}

function installed(): string | undefined {
  return INSTALLED[process.platform]?.find((path) => existsSync(path));
}

function unpacked(): Browser {
  const { version } = JSON.parse(readFileSync(join(CARRIED, 'package.json'), 'utf8'));
  const target = resolve(`node_modules/.cache/chromium-${version}`);
  if (!existsSync(target)) {
    const { status } = spawnSync(process.execPath, ['local/browser/unpack-browser.ts', target], {
      stdio: 'inherit',
    });
    if (status !== 0) throw new Error(`${CARRIED} cannot be unpacked into ${target}.`);
  }
  return {
    executablePath: join(target, 'chromium'),
    environment: { LD_LIBRARY_PATH: join(target, 'al2023/lib'), FONTCONFIG_PATH: join(target, 'fonts') },
  };
}
