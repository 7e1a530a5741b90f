import { decodeClientId, encodeClientId } from '../../domain/order/client-id.ts';
import type { OrderId } from '../../domain/order/order.ts';

/** First 16 of the 128 bits of every order of ours at a real venue: by it we know our own. */
const MARK = 0xed6en;
const MARK_SHIFT = 112n;
const SESSION_SHIFT = 64n;
const SESSION_MASK = (1n << 48n) - 1n;
const MASK_64 = (1n << 64n) - 1n;

/**
 * The id of the order with that number: our mark, 48 bits of the session, and the number itself under a
 * one-to-one mixing of 64 bits. Within a session no two numbers give one id; numbers go on counting across
 * sessions of an account, so two sessions that share their 48 bits do not share a number.
 */
export const orderIdOf = (session: string, number: number): OrderId =>
  encodeClientId(orderNumberOf(session, number), 'base32');

/** The 128 bits behind an id. */
export const orderNumberOf = (session: string, number: number): bigint =>
  (MARK << MARK_SHIFT) | (sessionBits(session) << SESSION_SHIFT) | mix64(BigInt(number));

/** Whether an id is one that we have made, in this session or another. */
export function isOurs(orderId: OrderId): boolean {
  const value = decodeClientId(orderId, 'base32');
  return value !== undefined && value >> MARK_SHIFT === MARK;
}

/** Stafford's thirteenth mix: every step can be undone, so different numbers stay different. */
function mix64(number: bigint): bigint {
  let z = (number + 0x9e3779b97f4a7c15n) & MASK_64;
  z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK_64;
  z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & MASK_64;
  return z ^ (z >> 31n);
}

const knownSessions = new Map<string, bigint>();

function sessionBits(session: string): bigint {
  const known = knownSessions.get(session);
  if (known !== undefined) return known;
  const bits = hash64(session) & SESSION_MASK;
  knownSessions.set(session, bits);
  return bits;
}

/** FNV-1a over the characters, then mixed. */
function hash64(text: string): bigint {
  let hash = 0xcbf29ce484222325n;
  for (let at = 0; at < text.length; at += 1) {
    hash = ((hash ^ BigInt(text.charCodeAt(at))) * 0x100000001b3n) & MASK_64;
  }
  return mix64(hash);
}
