import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from '../launch/journey.ts';
import { keepScreenshot } from '../screens/keep-screenshot.ts';
import { waitForMarket } from '../screens/market.ts';

let home = '';
test.beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'edgewright-home-'));
});
test.afterEach(() => rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }));

const keptAside = (name: string) => readdirSync(home).filter((file) => file.startsWith(`${name}.set-aside-`));

for (const [name, title] of [
  ['settings', 'settings'],
  ['layouts', 'layouts'],
] as const) {
  test(`a corrupt ${name} file is set aside, said, and the app starts`, async ({ open }) => {
    const corrupt = '{"version":1,"value":{"theme":';
    writeFileSync(join(home, `${name}.json`), corrupt);
    const desk = await open({ userDataDir: home });
    await waitForMarket(desk.page);
    const notices = desk.page.getByRole('region', { name: 'Notices' });
    await expect(notices).toContainText(`Your ${title} could not be used`);
    const [aside = ''] = keptAside(name);
    await expect(notices).toContainText(aside);
    await keepScreenshot(desk.page, `corrupt-${name}-dark`);
    expect(readFileSync(join(home, aside), 'utf8')).toBe(corrupt);
    await desk.quit();
    expect(keptAside(name)).toHaveLength(1);
  });
}

test('a layout that is no layout is replaced by the shipped one, and said', async ({ open }) => {
  const nonsense = { version: 1, value: { sandbox: { grid: { root: 'nowhere' }, panels: [1, 2] } } };
  writeFileSync(join(home, 'layouts.json'), JSON.stringify(nonsense));
  const desk = await open({ userDataDir: home });
  await waitForMarket(desk.page);
  const notices = desk.page.getByRole('region', { name: 'Notices' });
  await expect(notices).toContainText('The saved layout could not be used; the shipped one is shown.');
  for (const title of ['Chart', 'DOM ladder', 'Order ticket', 'Positions'])
    await expect(desk.page.getByRole('tab', { name: title, exact: true })).toBeVisible();
  await desk.quit();
});
