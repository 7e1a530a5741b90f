import type { UnixMs } from '../units/time.ts';

/** A causal summary of the trades of one period. Prices in quote units, volumes in base units. */
export interface Bar {
  /** When the period began. It ends just before `openTime + intervalMs`. */
  readonly openTime: UnixMs;
  readonly intervalMs: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volumeBase: number;
  /** The part of the volume in which the buyer crossed the spread; 0 in bars of a venue's history, where it is not known. */
  readonly buyVolumeBase: number;
  /** 0 in bars of a venue's history, where it is not known. */
  readonly tradeCount: number;
}
