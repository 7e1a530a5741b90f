import type { FromVault, ToVault } from '../../contract/vault-line.ts';
import type { Redactor } from '../../guard/redaction/redactor.ts';
import type { KeyDesk } from './key-desk.ts';

/** The port secrets come by. */
export interface VaultPort {
  postMessage(message: FromVault): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  on(event: 'close', listener: () => void): void;
  start(): void;
  close(): void;
}

/**
 * Answers the host on the port secrets come by. They are hidden from every sink from the moment they arrive,
 * even while the engine still opens. When the port closes the host is gone, and so are the keys.
 */
export function serveVault(
  port: VaultPort,
  redactor: Redactor,
  desk: () => Promise<KeyDesk | undefined>,
): void {
  port.on('message', ({ data }) => void answer(data as ToVault));
  port.on('close', () => void desk().then((opened) => opened?.dropAll()));
  port.start();

  async function answer(message: ToVault): Promise<void> {
    const shows = wordsOf(message).map((word) => redactor.hide(word));
    try {
      const opened = await desk();
      if (opened) port.postMessage(await opened.hear(message));
    } finally {
      for (const show of shows) show();
    }
  }
}

function wordsOf(message: ToVault): readonly string[] {
  if (!('key' in message)) return [];
  const { apiKey, apiSecret, passphrase } = message.key;
  const decoder = new TextDecoder();
  return [apiKey, apiSecret, passphrase]
    .filter(({ length }) => length > 0)
    .map((word) => decoder.decode(word));
}
