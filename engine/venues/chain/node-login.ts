import { open } from 'node:fs/promises';
import type { Told } from './chain-source.ts';
import { toldFailure } from './chain-source.ts';

/** How a node knows us. A password lives as long as the connection; a cookie file is read for each question. */
export type NodeLogin =
  | { readonly kind: 'none' }
  | { readonly kind: 'password'; readonly user: string; readonly password: string }
  | { readonly kind: 'cookie'; readonly path: string };

const MOST_BYTES = 512;
/** What a node writes at its start: a user of its own and random digits. */
const COOKIE = /^__cookie__:[0-9a-f]{32,128}$/;

/** The header for a login; undefined where none is needed. The failure never repeats what a file holds. */
export async function authorizationOf(login: NodeLogin): Promise<Told<string | undefined>> {
  switch (login.kind) {
    case 'none':
      return { ok: true, value: undefined };
    case 'password':
      return { ok: true, value: basic(`${login.user}:${login.password}`) };
    case 'cookie':
      return cookieOf(login.path);
  }
}

async function cookieOf(path: string): Promise<Told<string>> {
  try {
    await using file = await open(path, 'r');
    const { buffer, bytesRead } = await file.read(Buffer.alloc(MOST_BYTES), 0, MOST_BYTES, 0);
    const text = buffer.toString('utf8', 0, bytesRead).trim();
    // Only a cookie is ever sent, whatever file was named.
    if (!COOKIE.test(text))
      return toldFailure('the cookie file must hold __cookie__: and hexadecimal digits');
    return { ok: true, value: basic(text) };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unreadable';
    return toldFailure(`the cookie file could not be read: ${code}`);
  }
}

const basic = (pair: string) => `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`;
