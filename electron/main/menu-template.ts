import type { MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../contract/host-bridge.ts';

export interface MenuActions {
  /** Passes a command to the page. */
  readonly send: (command: MenuCommand) => void;
  /** Freezes trading without the page. */
  readonly freeze: () => void;
  /** Closes every position after a native question. */
  readonly flatten: () => void;
  readonly startEngine: () => void;
  readonly openGuide: () => void;
}

/** The native menu. Everything in it works while the page hangs, or asks the page by name. */
export function menuTemplate(actions: MenuActions, withDeveloperItems: boolean): MenuItemConstructorOptions[] {
  const command = (label: string, name: MenuCommand, accelerator?: string): MenuItemConstructorOptions => ({
    id: name,
    label,
    click: () => actions.send(name),
    ...(accelerator === undefined ? {} : { accelerator }),
  });
  const developer: MenuItemConstructorOptions[] = [{ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' }];
  return [
    {
      label: '&File',
      submenu: [
        command('Open &recording…', 'open-recording', 'CmdOrCtrl+O'),
        command('Open &sandbox', 'open-sandbox'),
        command('&Export report…', 'export-report', 'CmdOrCtrl+Shift+E'),
        { type: 'separator' },
        command('Se&ttings…', 'settings', 'CmdOrCtrl+,'),
        { type: 'separator' },
        { role: 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: '&View',
      submenu: [
        command('&Command palette', 'command-palette', 'CmdOrCtrl+K'),
        command('&Theme', 'toggle-theme', 'CmdOrCtrl+Shift+L'),
        command('&Reset layout', 'reset-layout'),
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        ...(withDeveloperItems ? developer : []),
      ],
    },
    {
      label: '&Trading',
      submenu: [
        { id: 'kill-switch', label: '&Freeze trading', accelerator: 'CmdOrCtrl+Shift+F', click: actions.freeze },
        { id: 'flatten', label: 'Close &all positions…', click: actions.flatten },
        { type: 'separator' },
        { id: 'start-engine', label: '&Start the engine again', click: actions.startEngine },
      ],
    },
    {
      role: 'help',
      submenu: [{ id: 'guide', label: '&Guide', click: actions.openGuide }, command('&About Edgewright', 'about')],
    },
  ];
}
