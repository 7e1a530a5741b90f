import { expect } from '@playwright/test';
import { answerAfterReading } from '../screens/native-dialogs.ts';
import { homeWith } from '../screens/settings-file.ts';
import { test } from './journey.ts';
import type { Workstation } from './launch-workstation.ts';

/** The names of the native menus. */
const menusOf = ({ app }: Workstation): Promise<readonly string[]> =>
  app.evaluate(({ Menu }) => (Menu.getApplicationMenu()?.items ?? []).map(({ label }) => label));

test('menus and questions of the system speak the language that was chosen, at once', async ({ open }) => {
  const desk = await open({ userDataDir: homeWith({ language: 'de' }) });
  await expect(desk.page.getByRole('button', { name: 'Einfrieren' })).toBeVisible();
  expect(await menusOf(desk)).toEqual(['&Datei', '&Bearbeiten', '&Ansicht', '&Handel', 'H&ilfe']);
  const said = await answerAfterReading(desk.app, ['Nichts tun'], 0);
  const flatten = () =>
    desk.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('flatten')?.click());
  await flatten();
  await expect
    .poll(said)
    .toEqual([expect.stringMatching(/^Jetzt alle Positionen schließen\?\n.*eingefroren/)]);
  await desk.page.evaluate(() => window.edgewright.ask('writeSettings', { language: 'en' }));
  expect(await menusOf(desk)).toEqual(['&File', '&Edit', '&View', '&Trading', '&Help']);
  await flatten();
  await expect.poll(async () => (await said()).at(-1)).toMatch(/^Close all positions now\?/);
  await desk.quit();
});
