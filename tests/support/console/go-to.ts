import type { Page } from 'playwright-core';

/** Goes to another place of the console without loading the page again. @param hash such as `#/explain?environment=contoso` */
export function goTo(page: Page, hash: string): Promise<void> {
  return page.evaluate((to) => {
    location.hash = to;
  }, hash);
}
