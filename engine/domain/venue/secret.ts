/**
 * A text that must not be seen: an API key, its secret, a passphrase. Printing, joining, cloning or
 * serializing one shows `[secret]`; only `reveal` gives the text, and only the adapters of venues call it.
 */
export class Secret {
  readonly #bytes: Uint8Array;
  #isDropped = false;

  /** Takes the bytes over: they are zeroed when the secret is dropped. */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get isDropped(): boolean {
    return this.#isDropped;
  }

  /** Ends it. What was revealed before cannot be taken back from memory. */
  drop(): void {
    this.#bytes.fill(0);
    this.#isDropped = true;
  }

  /** Whether it is made of the same bytes. */
  isMadeOf(bytes: Uint8Array): boolean {
    return bytes.length === this.#bytes.length && bytes.every((byte, at) => byte === this.#bytes[at]);
  }

  toString(): string {
    return HIDDEN;
  }

  toJSON(): string {
    return HIDDEN;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return HIDDEN;
  }

  /** For `reveal` alone. */
  static read(secret: Secret): string {
    if (secret.#isDropped) throw new Error('a secret must not be read after it was dropped');
    return new TextDecoder().decode(secret.#bytes);
  }
}

const HIDDEN = '[secret]';

/** The text of a secret, for the one place that signs requests. Throws when it was dropped. */
export const reveal = (secret: Secret): string => Secret.read(secret);

/** A secret made of a text; the text itself stays in memory until it is collected. */
export const secretOf = (text: string): Secret => new Secret(new TextEncoder().encode(text));
