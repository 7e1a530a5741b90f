const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** Whether an address is on this machine. */
export function isLoopback(address: string): boolean {
  const url = parsed(address);
  return url !== undefined && LOOPBACK_HOSTS.has(url.hostname);
}

/**
 * Whether the client may open a connection to an address: a host of the venue, on the port named with
 * it and encrypted; or this machine, when the feed was opened on a loopback venue.
 */
export function mayConnect(address: string, hosts: readonly string[] | 'loopback'): boolean {
  if (hosts === 'loopback') return isLoopback(address);
  const url = parsed(address);
  if (url === undefined || url.username !== '' || url.password !== '') return false;
  return (url.protocol === 'https:' || url.protocol === 'wss:') && hosts.includes(url.host);
}

function parsed(address: string): URL | undefined {
  return URL.canParse(address) ? new URL(address) : undefined;
}
