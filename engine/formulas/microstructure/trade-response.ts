import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { defineFormula, type TapeStep } from '../formula.ts';

/**
 * Response of the mid to trades: how far it goes, in bps, the way of a taker order until `lag` orders later,
 * the mean over the last `n` orders whose outcome is known. Prints of one millisecond and side are one
 * order, and the mids are those just before them. Above zero, following takers would have gained that
 * before cost. Stays between orders. Warm after `least` outcomes.
 */
export const tradeResponse = defineFormula({
  id: 'F125',
  key: 'trade-response-function',
  title: 'Response of the mid to trades',
  family: 'microstructure',
  input: 'trade-quote',
  output: { unit: 'bps' },
  role: 'context',
  source:
    'Bouchaud, Gefen, Potters & Wyart (2004), Fluctuations and response in financial markets, Quantitative Finance 4(2)',
  defaults: { lag: 10, n: 5000, least: 1000 },
  warmUp: ({ lag, least }) => lag + least,

  start({ lag, n, least }) {
    wholeNumber('lag', lag);
    wholeNumber('least', least);
    const outcomes = new RollingMoments(n);
    const waiting: { readonly mid: number; readonly sign: number }[] = [];
    const last = { time: -1, sign: 0 };

    return (step) => {
      const sign = signOf(step);
      if (sign !== 0 && (step.time !== last.time || sign !== last.sign)) {
        last.time = step.time;
        last.sign = sign;
        const mid = (step.bid + step.ask) / 2;
        waiting.push({ mid, sign });
        const due = waiting.length > lag ? waiting.shift() : undefined;
        if (due !== undefined) outcomes.push((due.sign * (mid - due.mid) * 10_000) / due.mid);
      }
      return outcomes.count >= Math.min(least, n) ? outcomes.mean : undefined;
    };
  },
});

/** +1 of a taker who bought, -1 of one who sold, 0 of a quote. */
function signOf({ event, side }: TapeStep): number {
  if (event === 'quote') return 0;
  return side === 'buy' ? 1 : -1;
}
