import { BarVolatility } from '../../numerics/bar-volatility.ts';
import { MacdLines } from '../../numerics/macd-lines.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

/** Bars after those of the averages until the value counts. */
const SETTLING = 20;

/**
 * Distance of the moving-average convergence from its own average, in units of the usual move: above zero
 * the rise gathers speed. Warm after `slow + sig + 20` bars.
 */
export const macdHistogram = defineFormula({
  id: 'F56',
  key: 'macd-histogram',
  title: 'MACD histogram',
  family: 'time-series',
  output: { unit: 'sig units' },
  role: 'direction',
  source: "Appel, G., 'Technical Analysis: Power Tools for Active Investors', 2005",
  catalogue: {
    inputs: ['bars'],
    params: {
      fast: { unit: 'bars', meaning: 'fast span' },
      slow: { unit: 'bars', meaning: 'slow span' },
      sig: { unit: 'bars', meaning: 'signal span' },
    },
    definition: `
      EMA with a=2/(span+1) on the close, both started at the first close. M=EMA_fast-EMA_slow; G=EMA of M
      with span sig, started at the first M (=0). Value h=(M-G)/(c_t*sig_t). Warm-up slow+sig+20 bars.
    `,
    update: 'O(1) per bar.',
    signal: 'signal = tanh(h/0.5); confidence = min(1,|M|/(2*c_t*sig_t)) if sgn(M)=sgn(h), else half of it.',
    range: '(-inf,inf)',
  },
  defaults: { fast: 12, slow: 26, sig: 9 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** Fast less slow average of the close, its average, and their distance. */
    macd: { unit: 'quote' },
    macdSignal: { unit: 'quote' },
    histogram: { unit: 'quote' },
  },
  warmUp: ({ sig, slow }) => slow + sig + SETTLING,

  start({ fast, sig, slow }) {
    const lines = new MacdLines(fast, slow, sig);
    const closes = new CloseReturns();
    const volatility = new BarVolatility();
    const first = slow + sig + SETTLING;
    let count = 0;
    let unit = NaN;
    let value = 0;

    return withReadings(
      ({ close }) => {
        const logReturn = closes.next(close);
        if (Number.isFinite(logReturn)) volatility.push(logReturn);
        lines.push(close);
        count += 1;
        if (count < first) return undefined;
        unit = close * volatility.value;
        value = lines.histogram / unit;
        return value;
      },
      {
        signal: () => Math.tanh(value / 0.5),
        confidence: () => {
          const strength = Math.min(1, Math.abs(lines.macd) / (2 * unit));
          return Math.sign(lines.macd) === Math.sign(value) ? strength : strength / 2;
        },
        macd: () => lines.macd,
        macdSignal: () => lines.macdSignal,
        histogram: () => lines.histogram,
      },
    );
  },
});
