/** The scheme the interface is served from; nothing else is ever loaded into a window. */
export const DESK_SCHEME = 'app';
/** The origin every trusted page has, to the letter. */
export const DESK_ORIGIN = 'app://desk';
/** The page a window opens. */
export const DESK_PAGE = 'app://desk/index.html';

/** Which pages are ours. In development the interface comes from a local server instead. */
export interface DeskAddress {
  readonly page: string;
  readonly origin: string;
}

/** The address of the built interface. */
export const builtDesk: DeskAddress = { page: DESK_PAGE, origin: DESK_ORIGIN };

/** The address in development: the server the build tool started on this machine. */
export function developmentDesk(serverUrl: string): DeskAddress {
  return { page: serverUrl, origin: new URL(serverUrl).origin };
}

/**
 * Scheme and authority of a URL as a page's origin would be written, or `undefined` for anything
 * that carries a user, a password or a port we did not ask for, or is not a URL.
 */
export function originOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const parsed = new URL(url);
  if (parsed.username !== '' || parsed.password !== '') return undefined;
  return parsed.host === '' ? undefined : `${parsed.protocol}//${parsed.host}`;
}
