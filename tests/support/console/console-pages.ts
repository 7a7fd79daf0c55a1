import { afterAll, afterEach, beforeAll, describe, expect } from '@jest/globals';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { findBrowser, hasBrowser } from '../../../local/browser/find-browser.ts';

/** How a page is opened. */
interface Opening {
  readonly language?: string;
  readonly theme?: 'light' | 'dark';
  readonly width?: number;
  /** Whether the test moves the clock of the page by hand. */
  readonly hasOwnClock?: boolean;
}

/** What the script in the page keeps for the checks. */
declare global {
  var violations: string[];
}

/** As `describe`; skipped where there is no browser, unless this is a check of a change, which must not skip anything. */
export const describeInBrowser = hasBrowser() || process.env.CI ? describe : describe.skip;

/**
 * Pages of the console for the tests of a file. After each test it checks what no page may do: report an error, break the content
 * security policy, ask another site, or put a secret where others can read it.
 */
export class ConsolePages {
  readonly #addressOf: () => string;
  readonly #secrets: Set<string> = new Set();
  #browser: Browser | undefined;
  #contexts: BrowserContext[] = [];
  #faults: string[] = [];
  #requested: string[] = [];

  /** @param addressOf the address of the app, such as `http://127.0.0.1:7071`, once it runs */
  constructor(addressOf: () => string) {
    this.#addressOf = addressOf;
    beforeAll(async () => {
      const { executablePath, environment } = findBrowser();
      this.#browser = await chromium.launch({ executablePath, env: { ...process.env, ...environment } });
    }, 60_000);
    afterAll(() => this.#browser?.close());
    afterEach(() => this.#check());
  }

  /** The calls that the pages of this test have made, such as `GET /api/environments`. */
  get calls(): readonly string[] {
    return this.#requested.filter((request) => !request.includes(' /api/console'));
  }

  /** Forgets the calls so far. */
  forgetCalls(): void {
    this.#requested = [];
  }

  /** A text that no page may put into an address or keep longer than its tab. */
  guard(secret: string): void {
    this.#secrets.add(secret);
  }

  /**
   * Opens the console in a new window, and waits until the view is there.
   * @param hash such as `#/environments/contoso/status`
   */
  async open(
    hash = '',
    { language = 'en-US', theme = 'light', width = 1280, hasOwnClock = false }: Opening = {},
  ): Promise<Page> {
    if (!this.#browser) throw new Error('the browser has not started');
    const context = await this.#browser.newContext({
      locale: language,
      colorScheme: theme,
      reducedMotion: 'reduce',
      viewport: { width, height: 900 },
      timezoneId: 'Europe/Riga',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    this.#contexts.push(context);
    const page = await context.newPage();
    await page.addInitScript(() => {
      globalThis.violations = [];
      addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
        globalThis.violations.push(`${violatedDirective} ${blockedURI}`);
      });
    });
    this.#watch(page);
    if (hasOwnClock) await page.clock.install();
    await page.goto(`${this.#addressOf()}/api/console${hash}`);
    // A pane that the address opens takes the heading away from the accessibility tree.
    await page.locator('h1').waitFor();
    return page;
  }

  #watch(page: Page): void {
    page.on('pageerror', (error) => this.#faults.push(`error: ${error.message}`));
    page.on('console', (message) => {
      // A refused call is no fault of the page; the browser tells of it all the same.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
        this.#faults.push(`console: ${message.text()}`);
      }
    });
    page.on('request', (request) => {
      const { origin, pathname, search } = new URL(request.url());
      this.#requested.push(`${request.method()} ${pathname}${search}`);
      if (origin !== this.#addressOf()) this.#faults.push(`request to ${request.url()}`);
      for (const secret of this.#secrets) {
        if (request.url().includes(secret)) this.#faults.push(`a secret in the address ${pathname}`);
      }
    });
  }

  async #check(): Promise<void> {
    for (const context of this.#contexts) {
      for (const page of context.pages()) {
        const found = await page.evaluate(() => ({
          violations: globalThis.violations,
          styles: [...document.querySelectorAll('style')].filter(({ textContent }) => textContent !== '').length,
          readable: `${location.href} ${JSON.stringify(localStorage)} ${document.cookie}`,
        }));
        this.#faults.push(...found.violations.map((violation) => `policy: ${violation}`));
        if (found.styles > 0) this.#faults.push(`${found.styles} style elements with text`);
        for (const secret of this.#secrets) {
          if (found.readable.includes(secret))
            this.#faults.push('a secret in the address or in the storage of the site');
        }
      }
      await context.close();
    }
    const faults = this.#faults;
    this.#contexts = [];
    this.#faults = [];
    this.#requested = [];
    expect(faults).toEqual([]);
  }
}
