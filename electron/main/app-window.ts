import { BrowserWindow, screen, type Session } from 'electron';
import { builtFile } from './built-files.ts';
import { SMALLEST, type WindowPlace, placeWindow } from './window-place.ts';
import { webPreferences } from './web-preferences.ts';

export interface WindowOptions {
  readonly page: string;
  readonly devTools: boolean;
  readonly remembered: WindowPlace | undefined;
  /** Called when the window has a new place worth remembering. */
  readonly placed: (place: WindowPlace) => void;
}

/** The dark theme's ground, so that no white page flashes before the first paint. */
const BACKGROUND = '#0b0e11';

/** Makes a workstation window. No other file constructs windows. */
export function createAppWindow({ page, devTools, remembered, placed }: WindowOptions): BrowserWindow {
  const displays = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()];
  const { isMaximized, ...bounds } = placeWindow(
    remembered,
    displays.map((display) => display.workArea),
  );
  const window = new BrowserWindow({
    ...bounds,
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    title: 'Edgewright',
    backgroundColor: BACKGROUND,
    show: false,
    webPreferences: webPreferences(builtFile('preload', 'workspace.cjs'), devTools),
  });
  if (isMaximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  // The page may not rename the window: its title is what the person tells real and fake by.
  window.on('page-title-updated', (event) => event.preventDefault());
  window.on('close', () => placed({ ...window.getNormalBounds(), isMaximized: window.isMaximized() }));
  void window.loadURL(page);
  return window;
}

/** Makes the window a key is typed in: a session and a preload script of its own, hidden from screen captures. */
export function createKeyEntryWindow(page: string, session: Session): BrowserWindow {
  const window = new BrowserWindow({
    width: 520,
    height: 640,
    resizable: false,
    minimizable: false,
    fullscreenable: false,
    title: 'Edgewright: API key',
    backgroundColor: BACKGROUND,
    autoHideMenuBar: true,
    show: false,
    webPreferences: {
      ...webPreferences(builtFile('preload', 'key-entry.cjs'), false),
      session,
    },
  });
  window.setContentProtection(true);
  window.removeMenu();
  window.once('ready-to-show', () => window.show());
  window.on('page-title-updated', (event) => event.preventDefault());
  void window.loadURL(page);
  return window;
}
