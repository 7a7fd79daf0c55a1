import { afterAll, afterEach, beforeAll, describe, expect } from '@jest/globals';
import { type Browser, chromium, type Page } from 'playwright-core';
import { findBrowser, hasBrowser } from '../../../local/browser/find-browser.ts';
import { goTo } from './go-to.ts';

/** How a page is opened. */
interface Opening {
  readonly language?: string;
  /** Whether the test moves the clock of the page by hand. */
  readonly hasOwnClock?: boolean;
  /** The key that was entered in this tab. */
  readonly key?: string;
}

const SIZE = { width: 1280, height: 900 };

/** An address that is none: it takes the view that is open away, with all that it keeps. */
const NOWHERE = '#/nowhere';

/** Under this name a tab keeps the key that was entered. */
const KEY_NAME = 'insight-triggers-key';

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
  /**
   * The pages in English, without and with a clock of their own, which stay for the tests that follow. A browser starts a process for
   * each other one, which costs more than most tests.
   */
  readonly #kept: Map<boolean, Page> = new Map();
  /** The kept page that only visits have used since it was loaded. */
  #unchanged: Page | undefined;
  /** The pages that this test has opened. */
  readonly #opened: Set<Page> = new Set();
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
   * Opens the console in an empty window, and waits until the view is there.
   * @param hash such as `#/environments/contoso/status`
   */
  async open(hash = '', { language = 'en-US', hasOwnClock = false, key }: Opening = {}): Promise<Page> {
    const isKept = language === 'en-US';
    const page = (isKept && this.#kept.get(hasOwnClock)) || (await this.#newPage(language));
    this.#begin(page);
    if (isKept) this.#kept.set(hasOwnClock, page);
    if (page === this.#unchanged) this.#unchanged = undefined;
    await this.#empty(page, key === undefined ? [] : [[KEY_NAME, key]]);
    // In a page that has a clock of its own already, this sets it to the present.
    if (hasOwnClock) await page.clock.install();
    await page.goto(`${this.#addressOf()}/api/console${hash}`);
    await heading(page);
    return page;
  }

  /**
   * Goes to a place of the console in the window that the visits before have left, and waits until the view is there. It costs a
   * fifth of what it costs to open one. It is for tests that choose nothing that the console remembers, count no calls, and do not
   * wait for what an earlier one may have left: a notice with the same words, or an answer that is younger than a poll.
   */
  async visit(hash: string): Promise<Page> {
    let page = this.#unchanged;
    if (!page) {
      page = await this.open(hash);
      this.#unchanged = page;
      return page;
    }
    this.#begin(page);
    await goTo(page, NOWHERE);
    await page.locator('h1').waitFor({ state: 'detached' });
    await goTo(page, hash);
    await heading(page);
    return page;
  }

  #begin(page: Page): void {
    if (this.#opened.has(page)) throw new Error('this test has opened its window already');
    this.#opened.add(page);
  }

  async #newPage(locale: string): Promise<Page> {
    if (!this.#browser) throw new Error('the browser has not started');
    const context = await this.#browser.newContext({
      locale,
      reducedMotion: 'reduce',
      timezoneId: 'Europe/Riga',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const page = await context.newPage();
    await page.addInitScript(() => {
      globalThis.violations = [];
      addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
        globalThis.violations.push(`${violatedDirective} ${blockedURI}`);
      });
    });
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize(SIZE);
    this.#watch(page);
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
      // A page that waits for its next test goes on polling.
      if (this.#opened.has(page)) this.#requested.push(`${request.method()} ${pathname}${search}`);
      if (origin !== this.#addressOf()) this.#faults.push(`request to ${request.url()}`);
      for (const secret of this.#secrets) {
        if (request.url().includes(secret)) this.#faults.push(`a secret in the address ${pathname}`);
      }
    });
  }

  async #check(): Promise<void> {
    const opened = [...this.#opened];
    const [kept, unchanged] = [[...this.#kept], this.#unchanged];
    this.#opened.clear();
    // A page that cannot be examined is not used again.
    this.#kept.clear();
    this.#unchanged = undefined;
    for (const page of opened) {
      await this.#examine(page);
      if (kept.some(([, one]) => one === page)) await this.#reset(page);
      else await page.context().close();
    }
    for (const [hasOwnClock, page] of kept) this.#kept.set(hasOwnClock, page);
    this.#unchanged = unchanged;
    const faults = this.#faults;
    this.#faults = [];
    this.#requested = [];
    expect(faults).toEqual([]);
  }

  async #examine(page: Page): Promise<void> {
    const { violations, styles, readable } = await page.evaluate(() => ({
      violations: globalThis.violations.splice(0),
      styles: [...document.querySelectorAll('style')].filter(({ textContent }) => textContent !== '').length,
      readable: `${location.href} ${JSON.stringify(localStorage)} ${document.cookie}`,
    }));
    this.#faults.push(...violations.map((violation) => `policy: ${violation}`));
    if (styles > 0) this.#faults.push(`${styles} style elements with text`);
    for (const secret of this.#secrets) {
      if (readable.includes(secret)) this.#faults.push('a secret in the address or in the storage of the site');
    }
  }

  /** Gives a page back what a test may have given it. */
  async #reset(page: Page): Promise<void> {
    await page.unrouteAll();
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize(SIZE);
    // Over a button the pointer would show its tooltip.
    await page.mouse.move(0, 0);
  }

  /**
   * Makes a page as a new window is, but for what its tab has kept. It stays on the site, since the browser starts a process for each
   * change of the site.
   */
  async #empty(page: Page, kept: readonly (readonly [string, string])[]): Promise<void> {
    await page.goto(`${this.#addressOf()}/api/console/config`);
    await page.evaluate((entries) => {
      localStorage.clear();
      sessionStorage.clear();
      for (const [name, value] of entries) sessionStorage.setItem(name, value);
    }, kept);
  }
}

/** Waits until a view is there. A pane that the address opens takes the heading away from the accessibility tree. */
function heading(page: Page): Promise<void> {
  return page.locator('h1').waitFor();
}
