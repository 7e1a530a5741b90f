import type { WebContents } from 'electron';
import { DESK_ORIGIN, originOf } from './desk-address.ts';
import type { PanelWindows } from './panel-windows.ts';

/**
 * Whether a page may go to a URL by itself. Ours never goes anywhere. The development server's page
 * reloads itself when a source changes, so there its own origin is allowed.
 */
export function mayNavigate(url: string, deskOrigin: string): boolean {
  return deskOrigin !== DESK_ORIGIN && originOf(url) === deskOrigin;
}

/** Cancels every way for a page to leave, to open something but a window for panels, or to embed something. */
export function guardNavigation(
  contents: WebContents,
  deskOrigin: string,
  log: (line: string) => void,
  panelWindows: Pick<PanelWindows, 'adopt' | 'answer' | 'mayLoad'>,
): void {
  const refuse = (way: string, event: { preventDefault: () => void }, url: string) => {
    if (mayNavigate(url, deskOrigin) || panelWindows.mayLoad(contents, url)) return;
    event.preventDefault();
    log(`refused ${way}`);
  };
  contents.on('will-navigate', (event) => refuse('navigation', event, event.url));
  contents.on('will-frame-navigate', (event) => refuse('frame navigation', event, event.url));
  contents.on('will-redirect', (event) => refuse('redirect', event, event.url));
  contents.on('will-attach-webview', (event) => refuse('webview', event, ''));
  contents.setWindowOpenHandler(({ url }) => panelWindows.answer(contents, url));
  contents.on('did-create-window', (window) => panelWindows.adopt(contents, window));
}
