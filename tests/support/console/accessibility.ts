import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What of a page breaks WCAG 2.2 at level AA: the rule, and where. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  // On its way from one color to another, a text has too little contrast.
  await page.waitForFunction(() => !document.getAnimations().some((animation) => animation instanceof CSSTransition));
  // The policy of the page does not bind what comes through the developer tools, as this does.
  if (await page.evaluate(() => !('axe' in globalThis))) await page.evaluate(axe);
  return page.evaluate(async (runOnly) => {
    const { axe: checker } = globalThis as unknown as {
      axe: {
        run(
          context: object,
          options: object,
        ): Promise<{ violations: { id: string; nodes: { target: string[]; failureSummary?: string }[] }[] }>;
      };
    };
    // Fluent puts these guards around dialogs to hold the focus; nobody can reach them.
    const { violations } = await checker.run(
      { exclude: ['[data-tabster-dummy]'] },
      { runOnly, resultTypes: ['violations'] },
    );
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary = '' }) => `${id}: ${target.join(' ')} ${failureSummary}`),
    );
  }, RULES);
}

/** Shows a page in a theme of the system, and waits until it is there. */
export async function showTheme(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.waitForFunction((isDark) => {
    const background = getComputedStyle(document.querySelector('main') ?? document.body).backgroundColor;
    const [red = ''] = /\d+/.exec(background) ?? [];
    return Number(red) < 128 === isDark;
  }, colorScheme === 'dark');
}

/** The elements that stick out of a page, or of an open pane, at its right side, so that it has to be scrolled sideways. */
export function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('.fui-DrawerBody')].flatMap((frame) => {
      if (frame.scrollWidth <= frame.clientWidth) return [];
      const edge = frame.getBoundingClientRect().left + frame.clientWidth;
      return [...frame.querySelectorAll('*')]
        .filter((element) => element.getBoundingClientRect().right > edge + 1)
        .map((element) => `${element.tagName} ${element.textContent?.slice(0, 40)}`);
    }),
  );
}
