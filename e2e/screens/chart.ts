import { expect, type Locator, type Page } from '@playwright/test';

/** The chart’s canvas area, which takes pointer and keys. */
export const chartOf = (page: Page): Locator => page.getByRole('application', { name: /^Price chart/ });

/** Draws with a tool: one click for each point, as shares of the chart’s width and height. */
export async function drawWith(
  page: Page,
  tool: string,
  points: readonly (readonly [x: number, y: number])[],
): Promise<void> {
  await page.getByRole('toolbar', { name: 'Drawing tools' }).getByRole('button', { name: tool }).click();
  const box = await chartOf(page).boundingBox();
  if (box === null) throw new Error('the chart must be on screen');
  for (const [x, y] of points) await page.mouse.click(box.x + x * box.width, box.y + y * box.height);
}

/** What is said of each drawing when one goes through them with the keyboard. */
export async function drawingsOn(page: Page, count: number): Promise<readonly string[]> {
  await chartOf(page).focus();
  await page.keyboard.press('Escape');
  const said: string[] = [];
  for (let place = 1; place <= count; place += 1) {
    await page.keyboard.press('n');
    const status = page.getByText(`selected, ${place} of ${count}`);
    await expect(status).toHaveCount(1);
    said.push(await status.innerText());
  }
  return said;
}

/** Chooses what ends a bar. */
export const chooseBars = (page: Page, kind: string) =>
  page.getByLabel('What ends a bar').selectOption({ label: kind });
