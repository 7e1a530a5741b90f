import { shell } from 'electron';

/** Hosts a page's links may lead to; at most ten, exact names. */
const HOSTS: ReadonlySet<string> = new Set(['opensource.org']);

/** The pages a window may name. It never passes an address. */
const links = {
  licence: 'https://opensource.org/license/mit',
} as const;

export type LinkName = keyof typeof links;

/** Whether an address may be handed to the person's browser: https, a listed host, nothing odd in it. */
export function mayOpen(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, port, username, password } = new URL(url);
  return protocol === 'https:' && HOSTS.has(hostname) && port === '' && username === '' && password === '';
}

/** Opens a named link in the person's browser; the only place that does. */
export async function openLink(name: LinkName): Promise<void> {
  const url = links[name];
  if (!mayOpen(url)) throw new Error(`a link must be https to a listed host, was ${name}`);
  await shell.openExternal(url);
}
