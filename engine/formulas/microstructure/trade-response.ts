import { notNegative, wholeNumber } from '../../numerics/checked-numbers.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { defineFormula } from '../formula.ts';
import { GATE, withReadings } from '../readings.ts';
import { TakerOrders } from './taker-orders.ts';

const BPS = 10_000;
/** Orders after which the mid is looked at, and the one that makes the value. */
const LAGS = [1, 2, 5, 10, 20, 50, 100];
const VALUE_LAG = 10;
/** A response smaller than this many bps does not decay, it is none. */
const LEAST_RESPONSE = 0.01;

/**
 * Response of the mid to trades: how far it goes, in bps, the way of a taker order until ten orders later, the
 * mean over the last `n` orders whose outcome is known. Prints of one millisecond and side are one order,
 * and the mids are those just before them. Above zero, following takers would have gained that before cost;
 * `taker` is the fee of doing so, as a fraction. Stays between orders. Warm after `least` outcomes.
 */
export const tradeResponse = defineFormula({
  id: 'F125',
  key: 'trade-response-function',
  title: 'Response function of the mid to trades',
  family: 'microstructure',
  output: { unit: 'bp' },
  role: 'context',
  source:
    "Bouchaud, J.-P., Gefen, Y., Potters, M. and Wyart, M., 'Fluctuations and response in financial markets', Quantitative Finance, 2004",
  catalogue: {
    inputs: ['trades', 'book'],
    params: {
      lags: { fixed: '1,2,5,10,20,50,100', unit: 'trades', meaning: 'lags' },
      n: { unit: 'trades', meaning: 'window' },
    },
    definition: `
      Merged trades as in 123, m_t the mid just before trade t. R(l)=mean over the window of
      s_t*(m_{t+l}-m_t)/m_t in bp, for each lag (updated when trade t+l arrives, so with known values
      only). Value R(10). Decay ratio D=R(100)/R(10) (null if |R(10)|<0.01). Warm-up 1000 trades.
    `,
    update: 'O(number of lags) per trade.',
    signal: `
      context: the expected gain of following a trade for l trades; the flow formulas (102, 103, 105-107,
      127, 130) keep gate 1 only if R(10) exceeds the cost of a taker entry, otherwise their gate is 0.3.
      Signal 0.
    `,
    range: '(-inf,inf)',
  },
  defaults: { n: 5000, least: 1000, taker: 0.0004 },
  input: 'trade-quote',
  readings: {
    response1: { unit: 'bp' },
    response2: { unit: 'bp' },
    response5: { unit: 'bp' },
    response10: { unit: 'bp' },
    response20: { unit: 'bp' },
    response50: { unit: 'bp' },
    response100: { unit: 'bp' },
    /** What is left of the response to ten orders after a hundred; above 1 it has grown. */
    decay: { unit: 'ratio' },
    /** Of the formulas that follow flow: narrow where following pays less than it costs to enter as a taker. */
    flowGate: GATE,
  },
  warmUp: ({ least }) => VALUE_LAG + least,

  start({ least, n, taker }) {
    wholeNumber('least', least);
    notNegative('taker', taker);
    const outcomes = LAGS.map((lag) => ({ lag, moves: new RollingMoments(n) }));
    const longest = LAGS.at(-1) as number;
    const mids = new RecentValues(longest);
    const signs = new RecentValues(longest);
    const orders = new TakerOrders();
    const judged = outcomes[LAGS.indexOf(VALUE_LAG)]?.moves as RollingMoments;
    let halfSpread = 0;

    const learn = (mid: number): void => {
      for (const { lag, moves } of outcomes) {
        const then = mids.at(lag - 1);
        if (lag <= mids.count) moves.push((signs.at(lag - 1) * (mid - then) * BPS) / then);
      }
      mids.push(mid);
      signs.push(orders.runningSign);
    };
    const mean = (lag: number) => outcomes.find((each) => each.lag === lag)?.moves.mean ?? NaN;

    return withReadings(
      (step) => {
        const mid = (step.bid + step.ask) / 2;
        halfSpread = (step.ask - step.bid) / 2 / mid;
        if (step.event === 'trade' && orders.push(step)) learn(mid);
        return judged.count >= Math.min(least, n) ? judged.mean : undefined;
      },
      {
        response1: () => mean(1),
        response2: () => mean(2),
        response5: () => mean(5),
        response10: () => mean(10),
        response20: () => mean(20),
        response50: () => mean(50),
        response100: () => mean(100),
        decay: () => (Math.abs(judged.mean) < LEAST_RESPONSE ? undefined : mean(100) / judged.mean),
        flowGate: () => (judged.mean > BPS * (taker + halfSpread) ? 1 : 0.3),
      },
    );
  },
});
