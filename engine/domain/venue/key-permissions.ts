import type { UnixMs } from '../units/time.ts';
import type { VenueKey } from './venue-key.ts';

/** What a venue says a key may do. A right the venue says nothing about is `undefined`. */
export interface KeyPermissions {
  readonly canTrade: boolean | undefined;
  readonly canWithdraw: boolean | undefined;
  /** Moving funds between accounts of any kind: internal, universal, to sub-accounts. */
  readonly canTransfer: boolean | undefined;
  /** Only some addresses may use the key. */
  readonly isIpBound: boolean | undefined;
  /** When the venue lets it expire; undefined where it does not, or does not say. */
  readonly expiresAt: UnixMs | undefined;
}

/** How asking a venue about a key ended. */
export type KeyProbe =
  | { readonly kind: 'told'; readonly permissions: KeyPermissions }
  /** The venue does not accept the key; `venueCode` is its own code or empty. */
  | { readonly kind: 'not-accepted'; readonly venueCode: string }
  /** Nothing could be learned now; `because` holds no part of the key. */
  | { readonly kind: 'unreachable'; readonly because: string };

/** Asks a venue what a key may do: one session, closed when the promise settles. Never rejects. */
export type ProbeKey = (key: VenueKey) => Promise<KeyProbe>;

/** What may be done with a key. */
export type KeyVerdict =
  /** It can move funds away, or the venue does not accept it: it is not stored. */
  | { readonly use: 'refused'; readonly because: 'can-withdraw' | 'can-transfer' | 'not-accepted' }
  /** It cannot trade: reports and balances only. */
  | { readonly use: 'read' }
  /** Live orders only after the person has said that withdrawals and transfers are off. */
  | { readonly use: 'trade-on-word'; readonly unsaid: readonly ('withdraw' | 'transfer' | 'trade')[] }
  | { readonly use: 'trade' };

/** Judges a key by what its venue says. Nothing said about a right counts as not known, never as absent. */
export function judgeKey(probe: KeyProbe): KeyVerdict {
  if (probe.kind === 'not-accepted') return { use: 'refused', because: 'not-accepted' };
  if (probe.kind === 'unreachable') {
    return { use: 'trade-on-word', unsaid: ['withdraw', 'transfer', 'trade'] };
  }
  const { canTrade, canTransfer, canWithdraw } = probe.permissions;
  if (canWithdraw === true) return { use: 'refused', because: 'can-withdraw' };
  if (canTransfer === true) return { use: 'refused', because: 'can-transfer' };
  if (canTrade === false) return { use: 'read' };
  const unsaid = [
    ...(canWithdraw === undefined ? (['withdraw'] as const) : []),
    ...(canTransfer === undefined ? (['transfer'] as const) : []),
    ...(canTrade === undefined ? (['trade'] as const) : []),
  ];
  return unsaid.length === 0 ? { use: 'trade' } : { use: 'trade-on-word', unsaid };
}
