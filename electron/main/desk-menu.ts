import { Menu } from 'electron';
import type { DeskEngine } from './desk-engine.ts';
import type { DeskWindow } from './desk-window.ts';
import type { DialogTexts } from './dialog-texts/dialog-texts.ts';
import { menuTemplate } from './menu-template.ts';
import type { SafetyDesk } from './safety-desk.ts';

export interface DeskMenuParts {
  readonly window: DeskWindow;
  readonly engine: DeskEngine;
  readonly safety: Pick<SafetyDesk, 'flatten'>;
  readonly texts: DialogTexts;
  readonly withDeveloperItems: boolean;
}

/** Puts the native menu in place, or another in the place of one in another language. */
export function installMenu(parts: DeskMenuParts): void {
  const { engine, texts, window, withDeveloperItems } = parts;
  const template = menuTemplate(
    {
      send: (command) => window.sendMenuCommand(command),
      freeze: () => void engine.killSwitch.freeze('frozen from the menu'),
      flatten: () => void askAndFlatten(parts),
      startEngine: () => engine.start(),
    },
    texts.menu,
    withDeveloperItems,
  );
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

/** What the person did not want needs no word; what could not be done does. */
async function askAndFlatten({ safety, texts, window }: DeskMenuParts): Promise<void> {
  const { outcome } = await safety.flatten();
  if (outcome === 'failed') window.showAlert({ level: 'error', ...texts.safety.notFlattened });
}
