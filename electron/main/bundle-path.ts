import { DESK_ORIGIN, originOf } from './desk-address.ts';

/**
 * One name between slashes. The bundler writes no other characters, so an escape, a backslash, a
 * NUL or a dot in front is never a file of ours and needs no decoding to be refused.
 */
const FILE_PATH = /^(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$/;

/** The file of the interface a URL means, relative to the bundle: `assets/index.js`; else `undefined`. */
export function bundlePathOf(url: string): string | undefined {
  if (originOf(url) !== DESK_ORIGIN) return undefined;
  const { pathname } = new URL(url);
  if (pathname === '/') return 'index.html';
  return FILE_PATH.test(pathname) ? pathname.slice(1) : undefined;
}
