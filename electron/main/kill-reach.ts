import { app, globalShortcut, Menu, nativeImage, Tray } from 'electron';
import { builtFile } from './built-files.ts';
import type { DialogTexts } from './dialog-texts/dialog-texts.ts';

/** Works whatever window has the keyboard, ours or another program's. */
export const KILL_HOT_KEY = 'CommandOrControl+Alt+Shift+F';

export interface KillReach {
  readonly freeze: (because: string) => void;
  readonly showWindow: () => void;
  readonly log: (line: string) => void;
}

/**
 * Ways to freeze trading that need no window of ours: an icon beside the clock and a hot key of the whole desktop.
 * Where the desktop has neither, the menu and the button in the window are left, and the log says so. Answers with
 * what writes the icon's menu in a language.
 */
export function installKillReach({ freeze, log, showWindow }: KillReach): (texts: DialogTexts) => void {
  if (!globalShortcut.register(KILL_HOT_KEY, () => freeze('frozen by the hot key')))
    log(`the hot key ${KILL_HOT_KEY} belongs to another program`);
  app.on('will-quit', () => globalShortcut.unregisterAll());
  const tray = openTray(log);
  tray?.setToolTip('Edgewright');
  return ({ tray: texts }) =>
    tray?.setContextMenu(
      Menu.buildFromTemplate([
        { label: texts.freeze, click: () => freeze('frozen from the tray') },
        { type: 'separator' },
        { label: texts.show, click: showWindow },
      ]),
    );
}

function openTray(log: (line: string) => void): Tray | undefined {
  const icon = nativeImage.createFromPath(builtFile('renderer', 'tray.png'));
  try {
    return new Tray(icon);
  } catch (cause) {
    log(`there is no tray: ${cause instanceof Error ? cause.message : 'no reason'}`);
    return undefined;
  }
}
