import type { MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../contract/host-bridge.ts';
import type { DialogTexts } from './dialog-texts/dialog-texts.ts';

export interface MenuActions {
  /** Passes a command to the page. */
  readonly send: (command: MenuCommand) => void;
  /** Freezes trading without the page. */
  readonly freeze: () => void;
  /** Closes every position after a native question. */
  readonly flatten: () => void;
  readonly startEngine: () => void;
}

type MenuTexts = DialogTexts['menu'];
type Command = (label: string, name: MenuCommand, accelerator?: string) => MenuItemConstructorOptions;

const separator: MenuItemConstructorOptions = { type: 'separator' };

/** The native menu. Everything in it works while the page hangs, or asks the page by name. */
export function menuTemplate(
  actions: MenuActions,
  texts: MenuTexts,
  withDeveloperItems: boolean,
): MenuItemConstructorOptions[] {
  const command: Command = (label, name, accelerator) => ({
    id: name,
    label,
    click: () => actions.send(name),
    ...(accelerator === undefined ? {} : { accelerator }),
  });
  return [
    { label: texts.file, submenu: fileItems(command, texts) },
    { label: texts.edit, submenu: editItems(texts) },
    {
      label: texts.view,
      submenu: [...viewItems(command, texts), ...(withDeveloperItems ? developerItems(texts) : [])],
    },
    { label: texts.trading, submenu: tradingItems(command, actions, texts) },
    { role: 'help', label: texts.help, submenu: [command(texts.about, 'about')] },
  ];
}

const fileItems = (command: Command, texts: MenuTexts): MenuItemConstructorOptions[] => [
  command(texts.openRecording, 'open-recording', 'CmdOrCtrl+O'),
  command(texts.openSandbox, 'open-sandbox'),
  command(texts.exportReport, 'export-report', 'CmdOrCtrl+Shift+E'),
  separator,
  command(texts.settings, 'settings', 'CmdOrCtrl+,'),
  command(texts.accounts, 'accounts'),
  separator,
  { role: 'quit', label: texts.quit },
];

const editItems = (texts: MenuTexts): MenuItemConstructorOptions[] => [
  { role: 'undo', label: texts.undo },
  { role: 'redo', label: texts.redo },
  separator,
  { role: 'cut', label: texts.cut },
  { role: 'copy', label: texts.copy },
  { role: 'paste', label: texts.paste },
  separator,
  { role: 'selectAll', label: texts.selectAll },
];

const viewItems = (command: Command, texts: MenuTexts): MenuItemConstructorOptions[] => [
  command(texts.commandPalette, 'command-palette', 'CmdOrCtrl+K'),
  command(texts.theme, 'toggle-theme', 'CmdOrCtrl+Shift+L'),
  command(texts.resetLayout, 'reset-layout'),
  separator,
  { role: 'resetZoom', label: texts.resetZoom },
  { role: 'zoomIn', label: texts.zoomIn },
  { role: 'zoomOut', label: texts.zoomOut },
  { role: 'togglefullscreen', label: texts.fullScreen },
];

const developerItems = (texts: MenuTexts): MenuItemConstructorOptions[] => [
  separator,
  { role: 'reload', label: texts.reload },
  { role: 'toggleDevTools', label: texts.developerTools },
];

const tradingItems = (
  command: Command,
  actions: MenuActions,
  texts: MenuTexts,
): MenuItemConstructorOptions[] => [
  { id: 'kill-switch', label: texts.freeze, accelerator: 'CmdOrCtrl+Shift+F', click: actions.freeze },
  command(texts.reduceOnly, 'reduce-only'),
  { id: 'flatten', label: texts.flatten, click: actions.flatten },
  separator,
  { id: 'start-engine', label: texts.startEngine, click: actions.startEngine },
];
