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
}

type Command = (label: string, name: MenuCommand, accelerator?: string) => MenuItemConstructorOptions;

const separator: MenuItemConstructorOptions = { type: 'separator' };

/** The native menu. Everything in it works while the page hangs, or asks the page by name. */
export function menuTemplate(
  actions: MenuActions,
  withDeveloperItems: boolean,
): MenuItemConstructorOptions[] {
  const command: Command = (label, name, accelerator) => ({
    id: name,
    label,
    click: () => actions.send(name),
    ...(accelerator === undefined ? {} : { accelerator }),
  });
  return [
    { label: '&File', submenu: fileItems(command) },
    { role: 'editMenu' },
    { label: '&View', submenu: viewItems(command, withDeveloperItems) },
    { label: '&Trading', submenu: tradingItems(actions) },
    {
      role: 'help',
      submenu: [command('&About Edgewright', 'about')],
    },
  ];
}

const fileItems = (command: Command): MenuItemConstructorOptions[] => [
  command('Open &recording…', 'open-recording', 'CmdOrCtrl+O'),
  command('Open &sandbox', 'open-sandbox'),
  command('&Export report…', 'export-report', 'CmdOrCtrl+Shift+E'),
  separator,
  command('Se&ttings…', 'settings', 'CmdOrCtrl+,'),
  command('&Accounts…', 'accounts'),
  separator,
  { role: 'quit' },
];

const viewItems = (command: Command, withDeveloperItems: boolean): MenuItemConstructorOptions[] => [
  command('&Command palette', 'command-palette', 'CmdOrCtrl+K'),
  command('&Theme', 'toggle-theme', 'CmdOrCtrl+Shift+L'),
  command('&Reset layout', 'reset-layout'),
  separator,
  { role: 'resetZoom' },
  { role: 'zoomIn' },
  { role: 'zoomOut' },
  { role: 'togglefullscreen' },
  ...(withDeveloperItems
    ? [separator, { role: 'reload' as const }, { role: 'toggleDevTools' as const }]
    : []),
];

const tradingItems = (actions: MenuActions): MenuItemConstructorOptions[] => [
  { id: 'kill-switch', label: '&Freeze trading', accelerator: 'CmdOrCtrl+Shift+F', click: actions.freeze },
  { id: 'flatten', label: 'Close &all positions…', click: actions.flatten },
  separator,
  { id: 'start-engine', label: '&Start the engine again', click: actions.startEngine },
];
