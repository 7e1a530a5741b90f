import { adxDirectionalMovement } from '../regime/adx-directional-movement.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { RelativeStrength } from './relative-strength.ts';

/** Beyond these, prices have moved one way so much that they tend to come back. */
const LOW = 30;
const HIGH = 70;
const SCALE = 30;
/** In a trend this strong they need not. */
const STRONG_TREND = 30;

/**
 * Relative strength index: Wilder's average gain as a share of average gain plus average loss, times 100.
 * From 0 (only losses) to 100 (only gains); 50 when nothing moved. Leans against what is beyond 30 and 70,
 * with half the confidence in a strong trend. Warm after `n + 1` bars, because a change needs two closes.
 */
export const wilderRsi = defineFormula({
  id: 'F150',
  key: 'wilder-rsi',
  title: 'Relative strength index (Wilder)',
  family: 'mean-reversion',
  output: { unit: 'index', min: 0, max: 100 },
  role: 'direction',
  source: "Wilder, J. W., 'New Concepts in Technical Trading Systems', 1978",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'length' },
    },
    definition: `
      d=c_t-c_{t-1}; G=Wilder_n(max(d,0)), L=Wilder_n(max(-d,0)) (first value = mean of the first n
      changes). Value RSI=100*G/(G+L); 50 if G+L=0. Warm-up n+1.
    `,
    update: 'O(1).',
    signal: `
      signal: RSI<30: (30-RSI)/30; RSI>70: -(RSI-70)/30; else 0. confidence = |signal|, halved while
      formula 186 says ADX>30 (trend).
    `,
    range: '[0,100]',
  },
  defaults: { n: 14 },
  input: 'bar',
  readings: DIRECTION,
  warmUp: ({ n }) => n + 1,

  start({ n }) {
    const strength = new RelativeStrength(n);
    const trend = adxDirectionalMovement.start(adxDirectionalMovement.defaults);
    let index = 50;
    let trendStrength = 0;
    const signal = () => leanOf(index);

    return withReadings(
      (bar) => {
        trendStrength = trend(bar) ?? 0;
        const found = strength.next(bar.close);
        index = found ?? 50;
        return found;
      },
      {
        signal,
        confidence: () => Math.abs(signal()) * (trendStrength > STRONG_TREND ? 0.5 : 1),
      },
    );
  },
});

/** Against what is beyond the bounds, from -1 to 1; 0 between them. */
function leanOf(index: number): number {
  if (index < LOW) return (LOW - index) / SCALE;
  return index > HIGH ? -(index - HIGH) / SCALE : 0;
}
