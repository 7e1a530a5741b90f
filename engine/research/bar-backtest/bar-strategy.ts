/** The bar that has just ended. One object is used again for every bar: keep no reference to it. */
export interface EndedBar {
  readonly index: number;
  /** When it began, Unix ms. */
  readonly openTime: number;
  /** Prices in ticks. */
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volumeLots: number;
}

/** What the run holds. One object is used again for every bar: keep no reference to it. */
export interface BarHolding {
  /** Above zero is long, below zero short, 0 is flat. */
  readonly signedLots: number;
  /** Price of the entry in ticks; 0 while flat. */
  readonly entryTicks: number;
  /** Bars since the last entry or exit: 0 when it was in the bar that just ended, Infinity before the first. */
  readonly barsSinceFill: number;
}

/** An entry for the next bar. It is given up when that bar does not fill it. */
export interface BarEntry {
  readonly kind: 'enter';
  readonly direction: 'long' | 'short';
  readonly lots: number;
  /** Enter at this price or better; at the open, whatever it is, when left out. */
  readonly limitTicks?: number;
  /** Protective stop of the position. */
  readonly stopTicks?: number;
  /** Where the position takes its profit, as a resting limit order. */
  readonly targetTicks?: number;
}

/** What a strategy wants of the next bar. `exit` leaves at its open and does nothing while flat. */
export type BarDecision = { readonly kind: 'hold' } | { readonly kind: 'exit' } | BarEntry;

export const HOLD: BarDecision = Object.freeze({ kind: 'hold' });
export const EXIT: BarDecision = Object.freeze({ kind: 'exit' });

/** A strategy that lives on ended bars. It is asked once after each and sees no later one. */
export interface BarStrategy {
  decide(bar: EndedBar, holding: BarHolding): BarDecision;
}
