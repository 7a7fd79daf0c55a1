import type { Locator, Page } from 'playwright-core';

/**
 * Closes a pane by Escape. That first hides the tooltip of the button that has the focus, if it shows one, so the focus goes to
 * something that has none.
 *
 * @param plain something in the pane that can have the focus and has no tooltip
 */
export async function closePane(page: Page, pane: Locator, plain: Locator): Promise<void> {
  await plain.focus();
  await page.getByRole('tooltip').first().waitFor({ state: 'hidden' });
  await page.keyboard.press('Escape');
  await pane.waitFor({ state: 'detached' });
}
