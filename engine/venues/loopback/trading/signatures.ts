import { createHash, createHmac } from 'node:crypto';

/** HMAC-SHA256 of a text by a secret, as hex or base64. */
export const signed = (text: string, secret: string, form: 'hex' | 'base64'): string =>
  createHmac('sha256', secret).update(text).digest(form);

/** Kraken's signature of a path, a nonce and a body. */
export function krakenSignature(
  secret: string,
  { body, nonce, path }: { readonly path: string; readonly nonce: string; readonly body: string },
): string {
  const digest = createHash('sha256')
    .update(nonce + body)
    .digest();
  return createHmac('sha512', Buffer.from(secret, 'base64'))
    .update(Buffer.concat([Buffer.from(path), digest]))
    .digest('base64');
}

/** Whether a request is neither older than its window nor more than a second from the future. */
export const isInTime = (stampMs: number, windowMs: number, now: number): boolean =>
  stampMs < now + 1000 && now - stampMs <= windowMs;

/** Text that is there, else nothing. */
export const told = (value: unknown): string => (typeof value === 'string' ? value : '');
