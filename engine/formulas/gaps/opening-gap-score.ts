import { clip } from '../../numerics/clip.ts';
import { notNegative } from '../../numerics/checked-numbers.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { SessionGaps } from './session-gaps.ts';

const DAY_MS = 86_400_000;

/**
 * Gap at which trading began in ranges of a day, above zero upward: that of the open of the UTC day, or a
 * larger one after an interruption during the day. It stands until the day ends. Bars of any length up to a
 * day will do; short ones say it sooner. Warm with the first bar after `atr_period` whole days.
 */
export const openingGapScore = defineFormula({
  id: 'F231',
  key: 'opening-gap-score',
  title: 'Opening gap in ATR units',
  family: 'gaps',
  output: { unit: 'ATR multiples' },
  role: 'direction',
  source:
    "Plastun, Sibande, Gupta & Wohar, 'Price gap anomaly in the US stock market: The whole story', North American Journal of Economics and Finance 52, 2020; ATR: Wilder 1978",
  catalogue: {
    inputs: ['bars'],
    params: {
      atr_period: { unit: 'sessions', meaning: 'Wilder ATR period' },
      entry: { unit: 'ATR', meaning: 'minimum gap' },
      direction: { unit: '+1 or -1', meaning: '+1 continuation (default, as the cited evidence), -1 fade' },
    },
    definition: `
      On session bars (default UTC day; any bar on which trading was interrupted also counts): gap_t = O_t
      - C_{t-1}. TR_t = max(H-L,|H-C_{t-1}|,|L-C_{t-1}|); ATR_1 = H_1-L_1, ATR_t = ATR_{t-1} +
      (TR_t-ATR_{t-1})/atr_period. G_t = gap_t/ATR_{t-1}, available at the open of t. ATR < 1e-12 -> null.
      Warm-up atr_period sessions.
    `,
    update: 'O(1).',
    signal: `
      if |G| >= entry: signal = direction*clip(G/2,-1,1), valid until the session close; confidence =
      min(1,|G|/2); else 0.
    `,
    range: 'real',
  },
  defaults: { atr_period: 14, entry: 0.5, direction: 1 },
  input: 'bar',
  readings: DIRECTION,
  warmUp: () => 2,
  warmUpMs: (params) => params.atr_period * DAY_MS,

  start({ atr_period: period, direction, entry }) {
    if (Math.abs(direction) !== 1) throw new RangeError(`direction must be 1 or -1, was ${direction}`);
    notNegative('entry', entry);
    const gaps = new SessionGaps(period);
    let score = NaN;
    const isLarge = () => Math.abs(score) >= entry;

    return withReadings(
      (bar) => {
        gaps.push(bar);
        const { size } = gaps;
        if (gaps.isNewDay || Math.abs(size) > Math.abs(score)) score = size;
        return Number.isNaN(score) ? undefined : score;
      },
      {
        signal: () => (isLarge() ? direction * clip(score / 2, -1, 1) : 0),
        confidence: () => (isLarge() ? Math.min(1, Math.abs(score) / 2) : 0),
      },
    );
  },
});
