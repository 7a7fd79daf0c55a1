import type { Page } from 'playwright-core';

/** Goes to another place of the console without loading the page again. @param hash such as `#/explain?environment=contoso` */
export function goTo(page: Page, hash: string): Promise<void> {
  return page.evaluate((to) => {
    location.hash = to;
  }, hash);
}

/** Waits until the address has a text in it. The browser tells of a new address a moment after the page has shown what it stands for. */
export function addressHas(page: Page, text: string): Promise<void> {
  return page.waitForURL(({ href }) => href.includes(text));
}
