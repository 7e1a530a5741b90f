import type { FromVault, KeyWords, ToVault } from '../../contract/vault-line.ts';
import type { ProbeKey } from '../../domain/venue/key-permissions.ts';
import { Secret } from '../../domain/venue/secret.ts';
import { dropKey, type VenueKey } from '../../domain/venue/venue-key.ts';
import type { Redactor } from '../../guard/redaction/redactor.ts';

export interface KeyDeskParts {
  /** Asks a venue what a key may do, in a session that ends with the answer. */
  readonly probe: ProbeKey;
  /** Hides every part of a key from the moment it arrives. */
  readonly redactor: Redactor;
  /** A key goes: whatever was opened with it must be closed before this returns. */
  readonly dropping: (keyId: string) => void;
}

interface HeldKey {
  readonly key: VenueKey;
  readonly show: () => void;
}

const FINGERPRINT_CHARACTERS = 4;

/**
 * Holds the keys of accounts that are connected, and nothing of any other. A key leaves the desk only as the
 * object that hides itself; dropping it zeroes its bytes, whoever still has the object.
 */
export class KeyDesk {
  readonly #parts: KeyDeskParts;
  readonly #held = new Map<string, HeldKey>();

  constructor(parts: KeyDeskParts) {
    this.#parts = parts;
  }

  /** Names of the keys that are held. */
  get heldIds(): readonly string[] {
    return [...this.#held.keys()];
  }

  /** The key of an account, for the adapter of its venue; undefined when it is not held. */
  keyOf(keyId: string): VenueKey | undefined {
    return this.#held.get(keyId)?.key;
  }

  /** Does what the host asks and answers without repeating anything of it. */
  async hear(message: ToVault): Promise<FromVault> {
    const { askId } = message;
    switch (message.type) {
      case 'probe':
        return { type: 'probed', askId, probe: await this.#probe(message.key) };
      case 'hold': {
        const fingerprint = new TextDecoder().decode(message.key.apiKey).slice(0, FINGERPRINT_CHARACTERS);
        this.#hold(message.keyId, message.key);
        return { type: 'held', askId, fingerprint };
      }
      case 'drop':
        this.drop(message.keyId);
        return { type: 'dropped', askId, stillHeld: this.#held.size };
      case 'drop-all':
        this.dropAll();
        return { type: 'dropped', askId, stillHeld: this.#held.size };
    }
  }

  /** Lets go of one key: disarmed, locked or removed. */
  drop(keyId: string): void {
    const held = this.#held.get(keyId);
    if (!held) return;
    this.#held.delete(keyId);
    this.#parts.dropping(keyId);
    this.#end(held);
  }

  /** Lets go of everything: the host locked the app, or is gone. */
  dropAll(): void {
    for (const keyId of this.heldIds) this.drop(keyId);
  }

  /** What was opened with a key goes on when that key comes once more; another key ends it. */
  #hold(keyId: string, words: KeyWords): void {
    const before = this.#held.get(keyId);
    if (before && isMadeOf(before.key, words)) return zero(words);
    this.drop(keyId);
    this.#held.set(keyId, this.#hide(words));
  }

  async #probe(words: KeyWords) {
    const held = this.#hide(words);
    try {
      return await this.#parts.probe(held.key);
    } finally {
      this.#end(held);
    }
  }

  #hide({ apiKey, apiSecret, passphrase, venue }: KeyWords): HeldKey {
    const words = [apiKey, apiSecret, passphrase].filter(({ length }) => length > 0);
    const shows = words.map((bytes) => this.#parts.redactor.hide(new TextDecoder().decode(bytes)));
    const key: VenueKey = {
      venue,
      apiKey: new Secret(apiKey),
      apiSecret: new Secret(apiSecret),
      passphrase: passphrase.length > 0 ? new Secret(passphrase) : undefined,
    };
    return { key, show: () => shows.forEach((show) => show()) };
  }

  #end({ key, show }: HeldKey): void {
    dropKey(key);
    show();
  }
}

const isMadeOf = ({ apiKey, apiSecret, passphrase, venue }: VenueKey, words: KeyWords): boolean =>
  venue === words.venue &&
  apiKey.isMadeOf(words.apiKey) &&
  apiSecret.isMadeOf(words.apiSecret) &&
  (passphrase?.isMadeOf(words.passphrase) ?? words.passphrase.length === 0);

function zero({ apiKey, apiSecret, passphrase }: KeyWords): void {
  for (const bytes of [apiKey, apiSecret, passphrase]) bytes.fill(0);
}
