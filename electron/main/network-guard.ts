import type { Session } from 'electron';
import { DESK_ORIGIN, originOf } from './desk-address.ts';

const DEVELOPMENT_TOOLS = 'devtools:';

/**
 * Whether a window may request a URL. The built interface asks for its own files only; in
 * development its server, the server's update socket and the browser's tools come on top.
 */
export function mayRequest(url: string, deskOrigin: string): boolean {
  const origin = originOf(url);
  if (deskOrigin === DESK_ORIGIN) return origin === DESK_ORIGIN;
  return (
    origin === deskOrigin || origin === deskOrigin.replace(/^http/, 'ws') || url.startsWith(DEVELOPMENT_TOOLS)
  );
}

/** Cancels every request of a session's windows that is not for the interface itself. */
export function guardNetwork(session: Session, deskOrigin: string, log: (line: string) => void): void {
  session.webRequest.onBeforeRequest((details, answer) => {
    const cancel = !mayRequest(details.url, deskOrigin);
    if (cancel) log(`refused a request of a page (${details.resourceType})`);
    answer({ cancel });
  });
}
