/** How an entry is tried as a resting order before it takes. */
export interface MakerTerms {
  /**
   * `from-mid`, as described: `improvement` better than the mid, wherever the book is. `inside-touch`: the same,
   * but never behind the best price of its own side and never across the other.
   */
  readonly place: 'from-mid' | 'inside-touch';
  /** Fraction of the price. */
  readonly improvement: number;
  /** How long it rests, in ms. */
  readonly restMs: number;
  /** What follows when it did not fill. */
  readonly fallback: 'market' | 'cancel' | 'requote';
  /** Times it is placed anew with `requote` before it is given up. */
  readonly requotes: number;
}

/** Post-only 0.02 % better than the mid for 30 s, then at market. */
export const DESCRIBED_MAKER: MakerTerms = {
  place: 'from-mid',
  improvement: 0.0002,
  restMs: 30_000,
  fallback: 'market',
  requotes: 0,
};

/** The same without waiting behind the touch. */
export const CORRECTED_MAKER: MakerTerms = { ...DESCRIBED_MAKER, place: 'inside-touch' };
