import { z } from 'zod';
import type { ArmingObstacle } from '../../engine/contract/arming.ts';
import { LIVE_VENUE_NAMES } from '../../engine/domain/instrument/live-venues.ts';

const right = z.boolean().nullable();
const momentMs = z.number().int().nonnegative();

/** Whether and how a key can be used now. */
const condition = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('usable') }),
  z.strictObject({ kind: z.literal('session-only') }),
  z.strictObject({ kind: z.literal('other-store'), sealedBy: z.string(), storeNow: z.string() }),
  z.strictObject({ kind: z.literal('store-closed') }),
]);

/** An account as the window may see it: never a part of a secret. */
export const accountRow = z.strictObject({
  id: z.uuid(),
  venue: z.enum(LIVE_VENUE_NAMES as [string, ...string[]]),
  label: z.string().max(40),
  /** The first four characters of the API key. */
  fingerprint: z.string().max(4),
  createdAtMs: momentMs,
  checkedAtMs: momentMs.nullable(),
  rights: z
    .strictObject({
      canTrade: right,
      canWithdraw: right,
      canTransfer: right,
      isIpBound: right,
      expiresAtMs: momentMs.nullable(),
    })
    .nullable(),
  /** What the key may be used for. */
  use: z.enum(['trade', 'trade-on-word', 'read', 'unknown']),
  condition,
  /** What tests of the venue's own switch have shown with this key, by kind of market. */
  deadMan: z
    .array(
      z.strictObject({
        market: z.enum(['spot', 'linear-perpetual']),
        finding: z.enum(['spares-stops', 'cancels-everything']),
        testedAtMs: momentMs,
        /** It still counts: it is not too old, and was made with what speaks with the venue now. */
        isCurrent: z.boolean(),
      }),
    )
    .max(4),
  /** The engine holds the key at this moment. */
  isConnected: z.boolean(),
  /** It is the real account that is open, or that is being opened again. */
  isOpen: z.boolean(),
});
export type AccountRow = z.output<typeof accountRow>;

/** What keeps keys on this computer, and how well. */
export const keyStoreView = z.strictObject({
  kind: z.enum(['ready', 'unsafe', 'closed']),
  backend: z.string().max(40),
  /** Key files nobody can read; they stay where they are. */
  unreadable: z.number().int().nonnegative(),
});
export type KeyStoreView = z.output<typeof keyStoreView>;

export const accountsReply = z.strictObject({
  accounts: z.array(accountRow).max(200),
  store: keyStoreView,
});
export type AccountsReply = z.output<typeof accountsReply>;

/** How something that was asked of an account ended. */
export const accountOutcome = z.strictObject({
  outcome: z.enum(['done', 'canceled', 'refused', 'failed']),
  detail: z.string().max(500),
});
export type AccountOutcome = z.output<typeof accountOutcome>;

/** Every word the engine explains a refusal to arm with. */
const OBSTACLES: Readonly<Record<ArmingObstacle, true>> = {
  'not-reconciled': true,
  'symbol-frozen': true,
  'order-unknown': true,
  'chain-not-verified': true,
  'no-recent-backup': true,
  'key-not-checked': true,
  'key-can-move-money': true,
  'paper-record-too-short': true,
  'limits-not-set': true,
  'leverage-above-limit': true,
  'trades-spot': true,
  'strategy-without-stop': true,
  'disk-not-healthy': true,
  'clock-not-healthy': true,
  'feeds-not-healthy': true,
  'trading-frozen': true,
  'name-not-typed': true,
  'not-confirmed': true,
  'confirmed-too-soon': true,
};
const amount = z.string().max(80);

/** What a person reads before an open account may be armed, or why there is nothing to read. */
export const accountReview = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('reviewed'),
    review: z.strictObject({
      accountName: z.string().max(40),
      venue: z.string().max(40),
      equity: amount,
      mostLossToday: amount,
      mostPosition: amount,
      warmUpEntries: z.number().int().positive(),
      strategies: z
        .array(z.object({ strategyId: z.string().max(200), symbol: z.string().max(200) }).readonly())
        .max(200)
        .readonly(),
      obstacles: z.array(z.enum(Object.keys(OBSTACLES) as ArmingObstacle[])).readonly(),
      canOverrideRecord: z.boolean(),
    }),
  }),
  z.strictObject({ outcome: z.literal('refused'), detail: z.string().max(500) }),
]);
export type AccountReview = z.output<typeof accountReview>;

/** What the key-entry window sends: its one function's one argument. */
export const keyEntryRequest = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('submit'),
    venue: z.enum(LIVE_VENUE_NAMES as [string, ...string[]]),
    label: z.string().trim().min(1).max(40),
    apiKey: z.string().trim().min(4).max(4096),
    apiSecret: z.string().trim().min(4).max(8192),
    passphrase: z.string().max(256),
  }),
  /** Reads the clipboard for a field and clears it afterwards. */
  z.strictObject({ kind: z.literal('paste') }),
  /** Somebody is typing: the window stays for another minute. */
  z.strictObject({ kind: z.literal('typing') }),
  z.strictObject({ kind: z.literal('cancel') }),
]);
export type KeyEntryRequest = z.output<typeof keyEntryRequest>;

export const keyEntryReply = z.strictObject({
  /** What was on the clipboard, for `paste`; empty otherwise. */
  pasted: z.string().max(16_384),
});
