import type { FromEngine } from '../../contract/host-control.ts';

/**
 * What a minute of the soak held: bytes in use after collecting, handles by kind, delays of the loop in ms. The
 * arrays are the market that is kept on purpose, trades and columns of the heatmap, each up to a most of its own.
 */
export interface SoakMinute {
  readonly kind: 'measured';
  readonly heapBytes: number;
  readonly arrayBytes: number;
  readonly rssBytes: number;
  readonly handles: Readonly<Record<string, number>>;
  readonly loopMs: { readonly p50: number; readonly p99: number; readonly max: number };
}

/** What the engine of a soak says to its parent. */
export type FromSoakEngine =
  | { readonly kind: 'host'; readonly message: FromEngine }
  | { readonly kind: 'feed'; readonly message: unknown }
  | SoakMinute;
