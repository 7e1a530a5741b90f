import { positive } from '../../numerics/checked-numbers.ts';
import { GridPoints } from '../../numerics/grid-points.ts';
import { SortedWindow } from '../../numerics/sorted-window.ts';
import { defineFormula } from '../formula.ts';
import { COST, GATE, withReadings } from '../readings.ts';

const MINUTE_MS = 60_000;
const MINUTES_A_DAY = 1440;
/** Multiples of the median of a day from which on a book is too thin to enter. */
const THIN = 3;

/** Notional below this has no logarithm worth dividing by. */
const LEAST_NOTIONAL = 1.01;

/**
 * Log quote slope: how wide the quote is for what rests at it, the log of ask over bid divided by the sum of
 * the logs of both notionals (in units of `q` quote), averaged over time with the constant `T` seconds.
 * Never negative; small means liquid. A crossed quote is skipped. Warm after `T` seconds.
 */
export const logQuoteSlope = defineFormula({
  id: 'F109',
  key: 'log-quote-slope',
  title: 'Log quote slope liquidity measure',
  family: 'microstructure',
  output: { unit: 'log price per log size', min: 0 },
  role: 'cost',
  source:
    "Hasbrouck, J. and Seppi, D. J., 'Common factors in prices, order flows, and liquidity', Journal of Financial Economics, 2001",
  catalogue: {
    inputs: ['book'],
    params: {
      T: { unit: 's', meaning: 'EWMA time constant' },
      q: { unit: 'quote currency', meaning: 'size unit: sizes enter as notional' },
    },
    definition: `
      B$=B_1*m/q, A$=A_1*m/q (notional at the touch, floor 1.01). Value Q=ln(a_1/b_1)/(ln B$+ln A$),
      smoothed by a time EWMA: Qs += (1-exp(-dt/T))*(Q_old-Qs), dt = time Q_old stood. Warm-up T seconds.
    `,
    update: 'O(1) per update.',
    signal: `
      cost: marginal cost in bp of a taker order of notional X = 10000*Qs*ln(max(X/q,2)) as an estimate
      beyond the half spread when the book depth is not known; ratio to its one-day median above 3 sets
      the entry gate of the venue to 0.3.
    `,
    range: '(0,inf)',
  },
  defaults: { T: 30, q: 1, notional: 10_000 },
  input: 'quote',
  readings: {
    /** Marginal cost of a taker order of `notional` quote units, beyond half the spread. */
    cost: COST,
    /** Narrow for entries where the quote is far thinner for its width than it was in the last day. */
    entryGate: GATE,
  },
  warmUp: () => 2,
  warmUpMs: ({ T }) => T * 1000,

  start({ T, notional, q }) {
    positive('T', T);
    positive('q', q);
    positive('notional', notional);
    const last = { time: -1, slope: 0 };
    const minutes = new GridPoints(MINUTE_MS, 1);
    const day = new SortedWindow(MINUTES_A_DAY);
    let firstTime = -1;
    let mean = 0;

    return withReadings(
      ({ time, bid, bidSize, ask, askSize }) => {
        if (bid >= ask) return undefined;
        const perUnit = (bid + ask) / 2 / q;
        const logNotionals =
          Math.log(Math.max(LEAST_NOTIONAL, bidSize * perUnit)) +
          Math.log(Math.max(LEAST_NOTIONAL, askSize * perUnit));
        const slope = Math.log(ask / bid) / logNotionals;
        if (firstTime < 0) {
          firstTime = time;
          mean = slope;
        } else {
          mean += (1 - Math.exp(-(time - last.time) / (T * 1000))) * (last.slope - mean);
        }
        last.time = time;
        last.slope = slope;
        const hasMinutePassed = minutes.passed(time) > 0;
        if (time - firstTime < T * 1000) return undefined;
        if (hasMinutePassed || day.count === 0) day.push(mean);
        return mean;
      },
      {
        cost: () => 10_000 * mean * Math.log(Math.max(notional / q, 2)),
        entryGate: () => (mean > THIN * day.quantile(0.5) ? 0.3 : 1),
      },
    );
  },
});
