import { Menu } from 'electron';
import type { DeskEngine } from './desk-engine.ts';
import type { DeskWindow } from './desk-window.ts';
import { menuTemplate } from './menu-template.ts';
import { showQuestion } from './native-dialogs.ts';

/** Puts the native menu in place. */
export function installMenu(window: DeskWindow, engine: DeskEngine, withDeveloperItems: boolean): void {
  const template = menuTemplate(
    {
      send: (command) => window.sendMenuCommand(command),
      freeze: () => void engine.killSwitch.freeze('frozen from the menu'),
      flatten: () => void askAndFlatten(window, engine),
      startEngine: () => engine.start(),
    },
    withDeveloperItems,
  );
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

async function askAndFlatten(window: DeskWindow, engine: DeskEngine): Promise<void> {
  const choice = await showQuestion(
    window.current,
    {
      message: 'Close all positions now?',
      detail:
        'Trading is frozen, resting entries are canceled and every position is closed at the market price. In a broken market that can cost more than waiting.',
      choices: [
        { choice: 'close', label: 'Close all positions' },
        { choice: 'wait', label: 'Do nothing' },
      ],
    },
    'wait',
  );
  if (choice === 'close') await engine.line.question({ kind: 'flatten', because: 'closed from the menu' });
}
