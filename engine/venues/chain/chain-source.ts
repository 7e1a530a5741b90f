/** The newest block of the chain of bitcoin, as an endpoint tells it. */
export interface ChainTip {
  /** The first block has 0. */
  readonly height: number;
  readonly hash: string;
  readonly difficulty: number;
  /** Time in the header, unix s. */
  readonly blockTime: number;
  /** Market price the endpoint tells beside it, USD per BTC; left out where it tells none. */
  readonly priceUsd?: number;
  /** Why it told no price though it could have; the block counts all the same. */
  readonly priceTrouble?: string;
}

/** A block with which a new difficulty began. */
export interface Retarget {
  /** Time in the header, unix s. */
  readonly time: number;
  readonly height: number;
  readonly difficulty: number;
}

/** An endpoint did not tell what was asked. */
export interface ChainFailure {
  /** Endpoint, rule and value in a sentence; never a secret. */
  readonly detail: string;
  /** How long the endpoint wants to be left alone, ms; left out where it says nothing. */
  readonly waitMs?: number;
}

/** What an endpoint told, or why it did not. */
export type Told<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: ChainFailure };

/** Somebody who knows the chain. Asks nobody before it is asked itself; never throws. */
export interface ChainSource {
  readonly kind: 'esplora' | 'mempool' | 'node';
  /** Host and path, for people. */
  readonly endpoint: string;
  /** The newest block. */
  tip(): Promise<Told<ChainTip>>;
  /** Every change of difficulty, oldest first; undefined where the endpoint cannot tell them. */
  readonly retargets: (() => Promise<Told<readonly Retarget[]>>) | undefined;
}

export const toldFailure = (detail: string, waitMs?: number): { ok: false; failure: ChainFailure } => ({
  ok: false,
  failure: waitMs === undefined ? { detail } : { detail, waitMs },
});
