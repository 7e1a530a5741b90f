import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { SafeStorage } from './safe-storage.ts';

/** A key store as an operating system would have it: switched, locked or replaced by the test. */
export class FakeKeyStore {
  backend = 'gnome_libsecret';
  isOpen = true;
  /** Another keyring has another key and cannot open what this one sealed. */
  keyring = 'first';
  /** The store has a newer key than what was sealed with. */
  hasNewerKey = false;
  sealed = 0;
  opened = 0;

  /** The calls of the newest runtimes. */
  get later(): SafeStorage {
    return {
      getSelectedStorageBackend: () => this.backend,
      isAsyncEncryptionAvailable: async () => this.isOpen,
      encryptStringAsync: async (text) => this.#seal(text),
      decryptStringAsync: async (sealed) => ({
        result: this.#open(sealed),
        shouldReEncrypt: this.hasNewerKey,
      }),
    };
  }

  /** The calls of older runtimes. */
  get atOnce(): SafeStorage {
    return {
      getSelectedStorageBackend: () => this.backend,
      isEncryptionAvailable: () => this.isOpen,
      encryptString: (text) => this.#seal(text),
      decryptString: (sealed) => this.#open(sealed),
    };
  }

  #seal(text: string): Buffer {
    this.#expectOpen();
    this.sealed += 1;
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#key(), nonce);
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), body]);
  }

  #open(sealed: Buffer): string {
    this.#expectOpen();
    this.opened += 1;
    const decipher = createDecipheriv('aes-256-gcm', this.#key(), sealed.subarray(0, 12));
    decipher.setAuthTag(sealed.subarray(12, 28));
    return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8');
  }

  #expectOpen(): void {
    if (!this.isOpen) throw new Error('the keyring is locked');
  }

  #key = () => createHash('sha256').update(`${this.backend}:${this.keyring}`).digest();
}
