import type { Locator, Page } from 'playwright-core';
import { languages } from '../../../shared/contract/languages.ts';
import { goTo } from './go-to.ts';

/** Where to look. */
interface Place {
  /** Such as `#/explain?environment=contoso`. */
  readonly hash: string;
  /** Something that is there once the place is shown. */
  readonly sign: Locator;
}

const WIDTHS = [1280, 400];

/** The elements that stick out of one of these places at its right side, in any language, wide or narrow, with where they do. */
export async function overflowing(page: Page, places: readonly Place[]): Promise<string[]> {
  const found: string[] = [];
  for (const language of languages) {
    for (const { hash, sign } of places) {
      const address = `${hash}${hash.includes('?') ? '&' : '?'}lang=${language}`;
      await goTo(page, address);
      await page.locator(`html[lang=${language}]`).waitFor();
      await sign.first().waitFor();
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 800 });
        found.push(...(await overflowingNow(page)).map((element) => `${address}, ${width}: ${element}`));
      }
    }
  }
  return found;
}

/** The elements that stick out of a page, or of an open pane, at its right side, so that it has to be scrolled sideways. */
function overflowingNow(page: Page): Promise<string[]> {
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
