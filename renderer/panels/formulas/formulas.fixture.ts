import type { FormulaUpdate, FormulaView } from '../../../engine/contract/formula-commands.ts';

/** A made-up formula; what a test says of it in place of the usual. */
export const formulaExample = (part: Partial<FormulaView> = {}): FormulaView => ({
  id: 'F1',
  key: 'made-up',
  title: 'Made up',
  family: 'statistics',
  role: 'context',
  reads: ['bar'],
  series: [],
  unit: 'bps',
  min: 0,
  max: null,
  range: '',
  definition: 'x_t = 1',
  update: 'O(1)',
  signal: 'gate = x',
  source: 'Nobody (2000)',
  params: [{ name: 'n', unit: 'bars', meaning: 'bars looked back', first: 20, fixed: '' }],
  readings: [{ name: 'gate', unit: 'gate', min: 0, max: 1 }],
  warmUp: 20,
  warmUpMs: 0,
  barMs: 60_000,
  isFitted: false,
  charting: 'bars',
  ...part,
});

/** What a watched formula says; what a test says in place of the usual. */
export const updateExample = (part: Partial<FormulaUpdate> = {}): FormulaUpdate => ({
  value: 12.5,
  because: null,
  missing: [],
  withoutSource: [],
  readings: { gate: 0.75 },
  seen: 40,
  warmUp: 20,
  warmUpMs: 0,
  sinceMs: 0,
  lastInputMs: 2_400_000,
  lastFitMs: null,
  timesMs: Float64Array.of(60_000, 120_000, 180_000),
  values: Float64Array.of(Number.NaN, 10, 12.5),
  everyMs: 60_000,
  ...part,
});
