import type { Bar } from '../../domain/market/bar.ts';
import type { TheoryPreset, TheoryState } from '../../domain/theory/theory-reading.ts';

/** What a thread of theories is started with. */
export interface TheoryThreadData {
  readonly intervalMs: number;
  readonly preset: TheoryPreset;
  readonly coin: string;
  readonly quote: string;
}

/** What a thread is told: numbers from outside first, then bars, in time order. */
export interface ToTheoryThread {
  readonly series: readonly { readonly name: string; readonly time: number; readonly value: number }[];
  readonly bars: readonly Bar[];
}

/** What it answers after every message. */
export interface FromTheoryThread {
  readonly states: readonly TheoryState[];
  /** Bars taken in from the message. */
  readonly taken: number;
}
