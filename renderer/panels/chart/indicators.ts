/** A line the engine computes on the same bars. */
export interface IndicatorLine {
  /** The formula's id in the engine's registry. */
  readonly formula: string;
  readonly params: Readonly<Record<string, number>>;
}

/** An indicator a person can switch on: over the price or in a pane of its own. */
export interface Indicator {
  readonly key: IndicatorKey;
  readonly pane: 'price' | 'own';
  readonly lines: readonly IndicatorLine[];
}

export type IndicatorKey = 'ema' | 'vwap' | 'bollinger' | 'rsi' | 'atr';

/** What the chart offers, in the order of its menu. */
export const INDICATORS: readonly Indicator[] = [
  { key: 'ema', pane: 'price', lines: [{ formula: 'exponential-moving-average', params: { window: 20 } }] },
  { key: 'vwap', pane: 'price', lines: [{ formula: 'session-vwap', params: {} }] },
  {
    key: 'bollinger',
    pane: 'price',
    lines: [2, 0, -2].map((k) => ({ formula: 'bollinger-band', params: { window: 20, k } })),
  },
  { key: 'rsi', pane: 'own', lines: [{ formula: 'wilder-rsi', params: { n: 14 } }] },
  { key: 'atr', pane: 'own', lines: [{ formula: 'mean-true-range', params: { n: 14 } }] },
];
