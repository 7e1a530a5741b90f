import { z } from 'zod';
import { LIVE_VENUE_NAMES } from '../../engine/domain/instrument/live-venues.ts';

const right = z.boolean().nullable();
const momentMs = z.number().int().nonnegative();

/** What a venue said a key may do; null where it said nothing. */
export const keyRights = z.strictObject({
  canTrade: right,
  canWithdraw: right,
  canTransfer: right,
  isIpBound: right,
  expiresAtMs: momentMs.nullable(),
});
export type KeyRights = z.output<typeof keyRights>;

/** What a test of the venue's own switch has shown with a key, by kind of market. */
export const deadManFact = z.strictObject({
  market: z.enum(['spot', 'linear-perpetual']),
  finding: z.enum(['spares-stops', 'cancels-everything']),
  testedAtMs: momentMs,
  client: z.string().max(40),
});

/** What is kept of a key: everything a person may see, and the sealed rest. One file each. */
export const keyRecord = z.strictObject({
  version: z.literal(1),
  id: z.uuid(),
  venue: z.enum(LIVE_VENUE_NAMES as [string, ...string[]]),
  label: z.string().min(1).max(40),
  /** The first four characters of the API key, never of the secret. */
  fingerprint: z.string().max(4),
  createdAtMs: momentMs,
  /** When the venue was last asked, and what it said; null when it never answered. */
  checkedAtMs: momentMs.nullable(),
  rights: keyRights.nullable(),
  /** When the person last said that withdrawals and transfers are off; asked again after 30 days. */
  wordGivenAtMs: momentMs.nullable(),
  /** Of this very key: another one may be of another account. */
  deadMan: z.array(deadManFact).max(4).default([]),
  backend: z.string().max(40),
  sealed: z.base64(),
});
export type KeyRecord = z.output<typeof keyRecord>;

/** What a person types. */
export const keyMaterial = z.strictObject({
  apiKey: z.string().min(4).max(4096),
  apiSecret: z.string().min(4).max(8192),
  passphrase: z.string().max(256),
});
export type KeyMaterial = z.output<typeof keyMaterial>;

/** The four characters a person knows a key by. */
export const fingerprintOf = (apiKey: string): string => apiKey.slice(0, 4);
