import type { BrowserWindow, BrowserWindowConstructorOptions, WebContents } from 'electron';
import { webPreferencesOfPanels } from './web-preferences.ts';

/** The empty page a workstation window opens for panels that get a window of their own. */
const PANEL_PAGE = '/panel-window.html';
/** Windows for panels that may be open at once. */
const MOST_PANEL_WINDOWS = 16;
const SMALLEST = { width: 320, height: 240 } as const;

export interface PanelWindowParts {
  readonly deskOrigin: string;
  readonly devTools: boolean;
  readonly isDeskWindow: (contents: WebContents) => boolean;
  /** Whether a workstation window shows its own page at this moment. */
  readonly isDeskPage: (contents: WebContents) => boolean;
  readonly log: (line: string) => void;
}

type Answer =
  | { readonly action: 'deny' }
  | {
      readonly action: 'allow';
      readonly overrideBrowserWindowOptions: BrowserWindowConstructorOptions;
    };

/** Whether an address is that of the empty page, to the letter. */
export const isPanelPage = (url: string, deskOrigin: string): boolean => url === `${deskOrigin}${PANEL_PAGE}`;

/**
 * Windows a workstation page opens for its panels: one empty page of ours without a bridge, which the opener
 * fills. Such a window cannot ask the host anything, cannot leave its page and goes when its opener goes.
 */
export class PanelWindows {
  readonly #parts: PanelWindowParts;
  readonly #open = new Set<BrowserWindow>();

  constructor(parts: PanelWindowParts) {
    this.#parts = parts;
  }

  /** What a page gets that asks for a window. */
  answer(contents: WebContents, url: string): Answer {
    const { deskOrigin, devTools, isDeskPage, log } = this.#parts;
    const isAllowed =
      isDeskPage(contents) && isPanelPage(url, deskOrigin) && this.#open.size < MOST_PANEL_WINDOWS;
    if (!isAllowed) {
      log('refused a new window');
      return { action: 'deny' };
    }
    return {
      action: 'allow',
      overrideBrowserWindowOptions: {
        minWidth: SMALLEST.width,
        minHeight: SMALLEST.height,
        title: 'Edgewright',
        backgroundColor: '#0b0e11',
        webPreferences: webPreferencesOfPanels(devTools),
      },
    };
  }

  /** Whether a page may go to an address because it is a window for panels that loads its page. */
  mayLoad(contents: WebContents, url: string): boolean {
    return isPanelPage(url, this.#parts.deskOrigin) && !this.#parts.isDeskWindow(contents);
  }

  /** Looks after a window that was opened for panels. */
  adopt(opener: WebContents, window: BrowserWindow): void {
    this.#open.add(window);
    const close = () => {
      if (!window.isDestroyed()) window.destroy();
    };
    window.on('page-title-updated', (event) => event.preventDefault());
    window.webContents.on('did-navigate', (_event, url) => {
      if (isPanelPage(url, this.#parts.deskOrigin)) return;
      this.#parts.log('a window for panels left its page');
      close();
    });
    const onNavigation = (event: { readonly isMainFrame: boolean; readonly isSameDocument: boolean }) => {
      if (event.isMainFrame && !event.isSameDocument) close();
    };
    opener.on('did-start-navigation', onNavigation);
    opener.on('render-process-gone', close);
    opener.on('destroyed', close);
    window.on('closed', () => {
      this.#open.delete(window);
      if (opener.isDestroyed()) return;
      opener.off('did-start-navigation', onNavigation);
      opener.off('render-process-gone', close);
      opener.off('destroyed', close);
    });
  }
}
