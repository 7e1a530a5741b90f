import type { Bar } from '../domain/market/bar.ts';
import type { TheoryName, TheoryPreset, TheoryReading } from '../domain/theory/theory-reading.ts';
import type { Fitter } from '../formulas/refit.ts';

/** What theories are told: closed bars, and numbers from outside by the name of their series. */
export type TheoryStep =
  | { readonly kind: 'bar'; readonly bar: Bar }
  | { readonly kind: 'series'; readonly time: number; readonly name: string; readonly value: number };

/** What a theory is started with. */
export interface TheoryParts {
  readonly preset: TheoryPreset;
  /** Length of the bars it will be told. */
  readonly intervalMs: number;
  /** The coin that is traded, e.g. `BTC`. */
  readonly coin: string;
  /** The currency its prices are in, e.g. `USDT`; dollars when left out. */
  readonly quote?: string | undefined;
  /** Has what it learns fitted; the values are the same whoever does it. */
  readonly fitter: Fitter;
}

/** A theory at work: told one step after another, in time order. */
export interface TheoryRun {
  push(step: TheoryStep): void;
  /**
   * What the theory believes of the price over its horizon as of the last bar, taken at its word: the
   * probability of a rise less that of a fall, from -1 to 1. Undefined until warm; 0 where it has no say.
   */
  readonly lean: number | undefined;
  /** What it says as of the last bar; undefined until warm. Computed when asked. */
  read(): TheoryReading | undefined;
}

/** Everything the product knows about one theory. */
export interface Theory {
  readonly name: TheoryName;
  /** Unit and range of the value. */
  readonly unit: string;
  readonly min?: number;
  readonly max?: number;
  /** Bars the value looks back on. */
  readonly window: number;
  /** Bars ahead of which it gives a probability of a rise. */
  readonly horizonBars: number;
  /** Names of the series it is told. */
  readonly series?: readonly string[];
  /** Bars before the first value. */
  warmUp(preset: TheoryPreset): number;
  start(parts: TheoryParts): TheoryRun;
}

/** The window of returns most theories share, in bars. */
export const RETURNS = 200;
/** Reach of a 95 % interval in standard errors. */
export const REACH = 1.96;
