import { mkdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import * as z from 'zod';
import { findBrowser } from './browser/find-browser.ts';
import { startChild } from './process/child-process.ts';
import { messageOf } from './refuse.ts';

/*
 * `npm run pictures` takes the pictures of the console for the docs, from the data of the demo, in the browser of the tests. It
 * writes them to `docs/images/`.
 */

const FOLDER = 'docs/images';
/** Wide enough for all columns, and high enough for what makers and operators look for first. */
const SIZE = { width: 1280, height: 800 };
const PATIENCE_MS = 120_000;

interface Picture {
  readonly name: string;
  readonly theme?: 'light' | 'dark';
  /** The address behind the `#`. */
  address(environment: string): string;
  /** What to do before the picture is taken. */
  prepare?(page: Page): Promise<void>;
}

const pictures: readonly Picture[] = [
  { name: 'console-status', address: (environment) => `/environments/${environment}/status` },
  { name: 'console-status-dark', theme: 'dark', address: (environment) => `/environments/${environment}/status` },
  { name: 'console-thresholds', address: (environment) => `/environments/${environment}/thresholds` },
  {
    name: 'console-subscription',
    address: (environment) => `/subscriptions?environment=${environment}`,
    prepare: async (page) => {
      const deliveries = page.waitForResponse(/\/deliveries\?/);
      await page.getByRole('link', { name: 'Old Teams channel' }).first().click();
      await deliveries;
    },
  },
  { name: 'console-firings', address: (environment) => `/environments/${environment}/firings` },
  { name: 'console-dead-letters', address: (environment) => `/dead-letters?environment=${environment}` },
  { name: 'console-set-up', address: () => '/export-destinations?setup=power-automate' },
];

const environmentsSchema = z.object({ value: z.tuple([z.object({ environmentId: z.string() })]).rest(z.unknown()) });

const GUARD = pathToFileURL('local/process/end-with-parent.ts').href;

const demo = startChild(['--import', GUARD, 'local/demo.ts', '--serve'], { output: 'pipe', errors: 'inherit' });
try {
  const address = await addressOf(demo.process.stdout);
  mkdirSync(FOLDER, { recursive: true });
  const found = findBrowser();
  const { executablePath } = found;
  const browser = await chromium.launch({ executablePath, env: { ...process.env, ...found.environment } });
  try {
    const response = await fetch(new URL('/api/environments', address));
    const [environment] = environmentsSchema.parse(await response.json()).value;
    for (const picture of pictures) {
      const page = await browser.newPage({
        locale: 'en-US',
        timezoneId: 'UTC',
        colorScheme: picture.theme ?? 'light',
        reducedMotion: 'reduce',
        viewport: SIZE,
      });
      await page.goto(`${address}#${picture.address(environment.environmentId)}`);
      await page.locator('h1').waitFor();
      await untilLoaded(page);
      await picture.prepare?.(page);
      await untilLoaded(page);
      const path = `${FOLDER}/${picture.name}.png`;
      await page.screenshot({ path });
      console.log(path);
      await page.close();
    }
  } finally {
    await browser.close();
  }
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
} finally {
  await demo.stop();
}

async function untilLoaded(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
}

/** The address of the console that the demo prints once its day has been played. */
async function addressOf(output: NodeJS.ReadableStream | null): Promise<string> {
  if (!output) throw new Error('The demo has no output.');
  const limit = setTimeout(() => void demo.stop(), PATIENCE_MS);
  try {
    for await (const line of createInterface({ input: output })) {
      const address = /The app runs on: (\S+)/.exec(line)?.[1];
      if (address) return address;
    }
    throw new Error(`The demo ended, or took longer than ${PATIENCE_MS / 1000} s; npm run demo -- --serve tells why.`);
  } finally {
    clearTimeout(limit);
  }
}
