/**
 * What an API key may do, as far as its venue says: `undefined` is "cannot tell", which is not "no".
 */
export interface KeyPermissions {
  readonly canTrade: boolean | undefined;
  readonly canWithdraw: boolean | undefined;
  /** Between accounts, to sub-accounts or to other users. */
  readonly canTransfer: boolean | undefined;
  /** It works from listed addresses only. */
  readonly ipBound: boolean | undefined;
  /** Unix ms; undefined where it does not expire or the venue does not say. */
  readonly expiresAt: number | undefined;
}

/** Whether a key may be used, and why not. */
export type KeyVerdict =
  | { readonly kind: 'fit' }
  /** Fit for reading only until a person has said that withdrawals are off. */
  | { readonly kind: 'cannot-tell'; readonly what: readonly ('withdraw' | 'transfer' | 'trade')[] }
  | {
      readonly kind: 'refused';
      readonly because: readonly ('can-withdraw' | 'can-transfer' | 'cannot-trade')[];
    };

/** Judges a key for live trading: one that moves money elsewhere is refused, one that hides it is not trusted. */
export function judgeKey({ canTrade, canTransfer, canWithdraw }: KeyPermissions): KeyVerdict {
  const because = [
    ...(canWithdraw === true ? (['can-withdraw'] as const) : []),
    ...(canTransfer === true ? (['can-transfer'] as const) : []),
    ...(canTrade === false ? (['cannot-trade'] as const) : []),
  ];
  if (because.length > 0) return { kind: 'refused', because };
  const what = [
    ...(canWithdraw === undefined ? (['withdraw'] as const) : []),
    ...(canTransfer === undefined ? (['transfer'] as const) : []),
    ...(canTrade === undefined ? (['trade'] as const) : []),
  ];
  return what.length > 0 ? { kind: 'cannot-tell', what } : { kind: 'fit' };
}
