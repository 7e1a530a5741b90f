import type { BrowserWindow } from 'electron';
import { z } from 'zod';
import type { EngineStatus, HostAlert, MenuCommand } from '../contract/host-bridge.ts';
import { HOST_EVENTS } from '../contract/host-events.ts';
import { type FileRules, GuardedFile, type JsonStore } from '../settings/guarded-file.ts';
import { createAppWindow } from './app-window.ts';
import { originOf } from './desk-address.ts';
import { RestartPolicy } from './restart-policy.ts';
import { type WindowPlace, windowPlaceSchema } from './window-place.ts';

export interface DeskWindowParts {
  readonly page: string;
  readonly devTools: boolean;
  readonly stateFolder: string;
  readonly openStore: (folder: string, name: string) => JsonStore;
  readonly nowMs: () => number;
  readonly log: (line: string) => void;
  readonly engineStatus: () => EngineStatus;
  /** The page of this window is gone; its replacement asks for everything again. */
  readonly pageGone: (windowId: number) => void;
}

type Remembered = WindowPlace | null;

const placeFile: FileRules<Remembered> = {
  name: 'window',
  title: 'window position',
  version: 1,
  longestBytes: 4096,
  parse: (value) => z.union([windowPlaceSchema, z.null()]).parse(value),
  migrations: {},
  defaults: () => null,
};

/** The one workstation window: opened where it stood, told what happens, given a new page when its page dies. */
export class DeskWindow {
  readonly #parts: DeskWindowParts;
  readonly #deaths = new RestartPolicy();
  readonly #open = new Map<number, BrowserWindow>();

  constructor(parts: DeskWindowParts) {
    this.#parts = parts;
  }

  /** Windows made here and still open: the only ones whose questions are answered. */
  has(windowId: number): boolean {
    return this.#open.has(windowId);
  }

  get current(): BrowserWindow | undefined {
    return [...this.#open.values()][0];
  }

  open(): BrowserWindow {
    const { devTools, nowMs, openStore, page, stateFolder } = this.#parts;
    const places = new GuardedFile(stateFolder, placeFile, openStore);
    const remembered = places.open(nowMs()).value ?? undefined;
    const window = createAppWindow({ page, devTools, remembered, placed: (place) => places.write(place) });
    const windowId = window.webContents.id;
    this.#open.set(windowId, window);
    window.on('closed', () => {
      this.#open.delete(windowId);
      this.#parts.pageGone(windowId);
    });
    this.#watchPage(window, windowId);
    return window;
  }

  /** Brings the window to the front: somebody started the app a second time. */
  focus(): void {
    const window = this.current;
    if (!window) return;
    if (window.isMinimized()) window.restore();
    window.focus();
  }

  showStatus(status: EngineStatus): void {
    this.#send(HOST_EVENTS.engineStatus, status);
  }

  showAlert(alert: HostAlert): void {
    this.#send(HOST_EVENTS.alert, alert);
  }

  showAccountsChanged(): void {
    this.#send(HOST_EVENTS.accountsChanged, undefined);
  }

  sendMenuCommand(command: MenuCommand): void {
    this.#send(HOST_EVENTS.menuCommand, command);
  }

  handPort(windowId: number, port: Electron.MessagePortMain): void {
    this.#open.get(windowId)?.webContents.postMessage(HOST_EVENTS.feed, null, [port]);
  }

  #send(event: string, message: unknown): void {
    for (const window of this.#open.values()) window.webContents.send(event, message);
  }

  #watchPage(window: BrowserWindow, windowId: number): void {
    const { webContents } = window;
    webContents.on('did-start-navigation', (event) => {
      if (event.isMainFrame && !event.isSameDocument) this.#parts.pageGone(windowId);
    });
    webContents.on('dom-ready', () => this.showStatus(this.#parts.engineStatus()));
    webContents.on('render-process-gone', (_event, { reason }) => {
      this.#parts.log(`the page is gone: ${reason}`);
      this.#parts.pageGone(windowId);
      if (reason !== 'clean-exit') this.#loadAgain(window);
    });
    // A page can blank itself without asking: that navigation is done before anybody could refuse it.
    webContents.on('did-navigate', (_event, url) => {
      if (originOf(url) === originOf(this.#parts.page)) return;
      this.#parts.log('the page left its address');
      this.#loadAgain(window);
    });
  }
  #loadAgain(window: BrowserWindow): void {
    const next = this.#deaths.afterDeath(this.#parts.nowMs());
    if (next.kind === 'restart') void window.loadURL(this.#parts.page);
    else this.#parts.log('the page was lost three times within a minute and is not loaded again');
  }
}
