import type { EndpointLimits } from './ask-endpoint.ts';
import { isLoopback } from '../ccxt/venue-hosts.ts';
import { checkChainAddress } from './chain-address.ts';
import type { ChainSource } from './chain-source.ts';
import { createEsploraSource } from './esplora-source.ts';
import type { NodeLogin } from './node-login.ts';
import { createNodeSource } from './node-source.ts';

/** Where the chain is to be read from. */
export type ChainChoice =
  | { readonly kind: 'esplora' | 'mempool'; readonly url: string }
  | { readonly kind: 'node'; readonly url: string; readonly login: NodeLogin };

export type OpenedChain =
  | { readonly ok: true; readonly source: ChainSource }
  | { readonly ok: false; readonly detail: string };

/** Checks the address of a choice and makes its source. Asks nobody. */
export function openChainSource(
  choice: ChainChoice,
  now: () => number,
  limits: EndpointLimits = {},
): OpenedChain {
  const address = checkChainAddress(choice.url);
  if (!address.ok) return address;
  const { base } = address;
  if (choice.kind !== 'node')
    return { ok: true, source: createEsploraSource({ ...limits, kind: choice.kind, base, now }) };
  const { login } = choice;
  // The cookie opens everything a node has; it stays on the machine that wrote it.
  if (login.kind === 'cookie' && !isLoopback(base.href))
    return { ok: false, detail: `a cookie file is only used on this machine, the address was ${base.host}` };
  return { ok: true, source: createNodeSource({ ...limits, base, login, now }) };
}
