import { Menu } from 'electron';
import type { DeskEngine } from './desk-engine.ts';
import type { DeskWindow } from './desk-window.ts';
import type { DialogTexts } from './dialog-texts/dialog-texts.ts';
import { menuTemplate } from './menu-template.ts';
import { showQuestion } from './native-dialogs.ts';

export interface DeskMenuParts {
  readonly window: DeskWindow;
  readonly engine: DeskEngine;
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

async function askAndFlatten({ engine, texts, window }: DeskMenuParts): Promise<void> {
  const { close, detail, message, wait } = texts.flattening;
  const choice = await showQuestion(
    window.current,
    {
      message,
      detail,
      choices: [
        { choice: 'close', label: close },
        { choice: 'wait', label: wait },
      ],
    },
    'wait',
  );
  if (choice === 'close') await engine.line.question({ kind: 'flatten', because: 'closed from the menu' });
}
