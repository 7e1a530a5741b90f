import { createCipheriv, createDecipheriv, createSecretKey, randomBytes } from 'node:crypto';
import type { SecretStore } from './secret-store.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The back end of keys that are kept in memory until the app quits. */
export const SESSION_BACKEND = 'session';

/**
 * Seals with a key made for this run of the app, so that what was sealed is worthless afterwards. For
 * computers without a key store: nothing of it may reach a file.
 */
export function openSessionStore(): SecretStore {
  const key = createSecretKey(randomBytes(32));
  return {
    state: () => Promise.resolve({ kind: 'ready', backend: SESSION_BACKEND }),
    async seal(text) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
    },
    async open(sealed) {
      const nonce = sealed.subarray(0, NONCE_BYTES);
      const tag = sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAuthTag(tag);
      const body = sealed.subarray(NONCE_BYTES + TAG_BYTES);
      const text = Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
      return { text, shouldSealAnew: false };
    },
  };
}
