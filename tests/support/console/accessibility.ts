import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
const LEVELS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

interface Axe {
  getRules(tags: string[]): { ruleId: string; tags: string[] }[];
  run(context: object, options: object): Promise<{ violations: Violation[] }>;
}

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary?: string }[];
}

type Theme = 'light' | 'dark';

/**
 * What of a page breaks WCAG 2.2 at level AA in either theme: the theme, the rule, and where. A theme is another set of colors for the
 * same elements, so in the second one only the rules that look at colors can find something else. The page stays in that theme.
 */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  const isDark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  const [first, second]: readonly [Theme, Theme] = isDark ? ['dark', 'light'] : ['light', 'dark'];
  const found = await faults(page, { onlyColors: false });
  await showTheme(page, second);
  const more = await faults(page, { onlyColors: true });
  return [...found.map((fault) => `${first}: ${fault}`), ...more.map((fault) => `${second}: ${fault}`)];
}

async function faults(page: Page, { onlyColors }: { readonly onlyColors: boolean }): Promise<string[]> {
  // On its way from one color to another, a text has too little contrast.
  await page.evaluate(() => {
    for (const animation of document.getAnimations()) if (animation instanceof CSSTransition) animation.finish();
  });
  // The policy of the page does not bind what comes through the developer tools, as this does.
  if (await page.evaluate(() => !('axe' in globalThis))) await page.evaluate(axe);
  return page.evaluate(
    async ({ levels, isShort }) => {
      const { axe: checker } = globalThis as unknown as { axe: Axe };
      const ofColors = checker.getRules(levels).filter(({ tags }) => tags.includes('cat.color'));
      const runOnly = isShort ? ofColors.map(({ ruleId }) => ruleId) : levels;
      // Fluent puts these guards around dialogs to hold the focus; nobody can reach them.
      const { violations } = await checker.run(
        { exclude: ['[data-tabster-dummy]'] },
        { runOnly, resultTypes: ['violations'] },
      );
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary = '' }) => `${id}: ${target.join(' ')} ${failureSummary}`),
      );
    },
    { levels: LEVELS, isShort: onlyColors },
  );
}

/** Shows a page in a theme of the system, and waits until it is there. */
async function showTheme(page: Page, colorScheme: Theme): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.waitForFunction((isDark) => {
    const background = getComputedStyle(document.querySelector('main') ?? document.body).backgroundColor;
    const [red = ''] = /\d+/.exec(background) ?? [];
    return Number(red) < 128 === isDark;
  }, colorScheme === 'dark');
}
