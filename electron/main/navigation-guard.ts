import type { WebContents } from 'electron';
import { DESK_ORIGIN, originOf } from './desk-address.ts';

/**
 * Whether a page may go to a URL by itself. Ours never goes anywhere. The development server's page
 * reloads itself when a source changes, so there its own origin is allowed.
 */
export function mayNavigate(url: string, deskOrigin: string): boolean {
  return deskOrigin !== DESK_ORIGIN && originOf(url) === deskOrigin;
}

/** Cancels every way for a page to leave, to open something, or to embed something. */
export function guardNavigation(
  contents: WebContents,
  deskOrigin: string,
  log: (line: string) => void,
): void {
  const refuse = (way: string, event: { preventDefault: () => void }, url: string) => {
    if (mayNavigate(url, deskOrigin)) return;
    event.preventDefault();
    log(`refused ${way}`);
  };
  contents.on('will-navigate', (event) => refuse('navigation', event, event.url));
  contents.on('will-frame-navigate', (event) => refuse('frame navigation', event, event.url));
  contents.on('will-redirect', (event) => refuse('redirect', event, event.url));
  contents.on('will-attach-webview', (event) => refuse('webview', event, ''));
  contents.setWindowOpenHandler(() => {
    log('refused a new window');
    return { action: 'deny' };
  });
}
