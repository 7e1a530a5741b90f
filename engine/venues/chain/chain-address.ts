import { isLoopback } from '../ccxt/venue-hosts.ts';

/** A checked address, or the rule it breaks. */
export type CheckedAddress =
  | { readonly ok: true; readonly base: URL }
  | { readonly ok: false; readonly detail: string };

/**
 * The address of an endpoint as a person typed it: encrypted, or on this machine. Names and passwords do
 * not belong into an address, because addresses are shown and logged.
 */
export function checkChainAddress(typed: string): CheckedAddress {
  if (!URL.canParse(typed)) return refused(`an address looks like https://host/api, was ${shown(typed)}`);
  const url = new URL(typed);
  if (url.username !== '' || url.password !== '')
    return refused('an address holds no user and no password; they have fields of their own');
  const isAllowed = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(typed));
  if (!isAllowed)
    return refused(`an address is https, or http on this machine, was ${url.protocol}//${url.host}`);
  if (url.search !== '' || url.hash !== '')
    return refused(`an address has no ? and no #, was ${shown(url.href)}`);
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return { ok: true, base: url };
}

/** Host and path of an address, for people. */
export const endpointName = ({ host, pathname }: URL): string =>
  `${host}${pathname === '/' ? '' : pathname.replace(/\/$/, '')}`;

const refused = (detail: string): CheckedAddress => ({ ok: false, detail });
const shown = (text: string) => JSON.stringify(text.slice(0, 80));
