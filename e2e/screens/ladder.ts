import { expect, type Locator, type Page } from '@playwright/test';

export const ladderOf = (page: Page): Locator => page.getByRole('grid', { name: 'Order book ladder' });

/** Lets clicks and keys trade, with the distance of the protective stop in quote units. */
export async function armLadder(page: Page, stopDistance: string): Promise<void> {
  await page.getByRole('button', { name: 'Click to trade' }).click();
  const trading = page.getByRole('group', { name: /^Click trading is on/ });
  await trading.getByLabel(/^Stop/).fill(stopDistance);
}

/** Chooses the row `steps` below the middle with the arrow keys. */
export async function chooseRowBelow(page: Page, steps: number): Promise<void> {
  await ladderOf(page).focus();
  for (let step = 0; step < steps; step += 1) await page.keyboard.press('ArrowDown');
  await expect(ladderOf(page).locator('[aria-selected=true]')).toHaveCount(1);
}

/** The cells with own buy orders, with the price of their row. */
export const ownBuys = (page: Page): Promise<readonly { readonly price: string; readonly size: string }[]> =>
  ladderOf(page)
    .locator('[data-row]')
    .evaluateAll((rows) =>
      rows
        .map((row) => ({
          price: row.querySelector('[data-cell=price]')?.textContent?.trim() ?? '',
          size: row.querySelector('[data-own=buy]')?.textContent?.trim() ?? '',
        }))
        .filter(({ size }) => size !== ''),
    );

/** Drags the own buy order so many rows up and lets it go there. */
export async function dragOwnBuyUp(page: Page, rows: number): Promise<void> {
  const order = ladderOf(page).locator('[data-own=buy]').filter({ hasText: /\d/ });
  const box = await order.boundingBox();
  if (box === null) throw new Error('an own buy order must be on screen');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, y - rows * box.height, { steps: 5 });
  await page.mouse.up();
}
