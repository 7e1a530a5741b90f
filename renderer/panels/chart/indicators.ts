import { type ChartFormula, chartFormulaKey } from '../../linking/chart-formula.ts';

/** A line the engine computes on the same bars. */
export interface IndicatorLine {
  /** The formula's id in the engine's registry. */
  readonly formula: string;
  readonly params: Readonly<Record<string, number>>;
}

/** What a chart draws of the engine's formulas: over the price or in a pane of its own. */
export interface Indicator {
  readonly key: string;
  /** Whose color its lines have. */
  readonly color: IndicatorKey;
  readonly pane: 'price' | 'own';
  readonly lines: readonly IndicatorLine[];
  /** The formula a person has put on the chart; undefined for what the chart offers itself. */
  readonly added?: ChartFormula;
}

export type IndicatorKey = 'ema' | 'vwap' | 'bollinger' | 'rsi' | 'atr';

type Offered = Omit<Indicator, 'color' | 'added'> & { readonly key: IndicatorKey };

/** What the chart offers, in the order of its menu. */
export const INDICATORS: readonly Offered[] = [
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

/** Colors of added formulas, in the order in which they are added. */
const ADDED_COLORS: readonly IndicatorKey[] = ['bollinger', 'rsi', 'atr', 'ema', 'vwap'];

/** What is drawn: the switched-on indicators, then the added formulas. */
export const chosenIndicators = (
  keys: readonly IndicatorKey[],
  formulas: readonly ChartFormula[],
): readonly Indicator[] => [
  ...INDICATORS.filter(({ key }) => keys.includes(key)).map((each) => ({ ...each, color: each.key })),
  ...formulas.map((added, at) => ({
    key: chartFormulaKey(added),
    color: ADDED_COLORS[at % ADDED_COLORS.length] as IndicatorKey,
    pane: 'own' as const,
    lines: [{ formula: added.id, params: added.params }],
    added,
  })),
];
