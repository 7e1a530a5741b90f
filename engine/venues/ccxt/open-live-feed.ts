import type { OpenedLiveFeed, OpenLiveOptions } from './opening.ts';
import { isLoopback } from './venue-hosts.ts';

/**
 * Opens live public data of a venue: asks for the rules of the instruments and the venue's time. The
 * sockets are dialed by the feed's `start`. ccxt is loaded here, only when somebody wants live data.
 */
export async function openLiveFeed(options: OpenLiveOptions): Promise<OpenedLiveFeed> {
  const detail = refusedAddress(options.restUrl, options.wsUrl);
  if (detail !== undefined) return { ok: false, failure: { code: 'address-refused', detail } };
  const { openThroughCcxt } = await import('./open-through-ccxt.ts');
  return openThroughCcxt(options);
}

/** What is wrong with the addresses of a loopback venue; undefined when nothing is. */
function refusedAddress(restUrl: string | undefined, wsUrl: string | undefined): string | undefined {
  if ((restUrl === undefined) !== (wsUrl === undefined)) {
    return 'a loopback venue needs both addresses, had one';
  }
  const strange = [restUrl, wsUrl].find((url) => url !== undefined && !isLoopback(url));
  return strange === undefined
    ? undefined
    : `another venue's address must be on this machine, was ${strange}`;
}
