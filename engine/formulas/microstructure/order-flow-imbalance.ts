import { clip } from '../../numerics/clip.ts';
import { TimedMean } from '../../numerics/timed-mean.ts';
import { TimedSum } from '../../numerics/timed-sum.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { bestQuoteFlow } from './best-quote-flow.ts';

/** The definition asks for a minute of updates, whatever the windows. */
const WARM_UP_MS = 60_000;

/**
 * Order-flow imbalance at the best quotes: net size added to the buy side over the last `T` seconds,
 * in multiples of the mean depth of the last `D` seconds. Above zero, buyers are pressing; below
 * zero, sellers are. The mean depth is the time average of half the two best sizes together.
 * Warm after a minute of quotes; 0 where the mean depth is 0.
 */
export const orderFlowImbalance = defineFormula({
  id: 'F105',
  key: 'order-flow-imbalance',
  title: 'Order flow imbalance at the best quotes',
  family: 'microstructure',
  output: { unit: 'multiples of the mean depth' },
  role: 'direction',
  source:
    "Cont, R., Kukanov, A. and Stoikov, S., 'The Price Impact of Order Book Events', Journal of Financial Econometrics, 2014",
  catalogue: {
    inputs: ['book'],
    params: {
      T: { unit: 's', meaning: 'window' },
      D: { unit: 's', meaning: 'window of the mean depth' },
    },
    definition: `
      For each book update n with best bid (b,B) and ask (a,A): e_n = 1[b_n>=b_{n-1}]*B_n -
      1[b_n<=b_{n-1}]*B_{n-1} - 1[a_n<=a_{n-1}]*A_n + 1[a_n>=a_{n-1}]*A_{n-1}. OFI = sum of e_n over the
      last T seconds. Mean depth Dm = time average of (B+A)/2 over the last D seconds. Value x=OFI/Dm (0
      if Dm=0). Warm-up 60 s of updates.
    `,
    update: 'O(1) per update (ring buffer of time-stamped e_n).',
    signal: `
      signal = tanh(x/2); confidence = clip(|x|/3,0,1); source document 003 asks for |signal|>0.7 before
      an entry.
    `,
    range: '(-inf,inf)',
  },
  defaults: { T: 10, D: 600 },
  input: 'quote',
  readings: DIRECTION,
  // The first quote only gives the next one something to be compared with.
  warmUp: () => 2,
  warmUpMs: () => WARM_UP_MS,

  start({ T, D }) {
    const flow = new TimedSum(T * 1000);
    const depth = new TimedMean(D * 1000);
    const before = { bid: 0, bidSize: 0, ask: 0, askSize: 0 };
    let firstTime = -1;
    const last = { pressure: 0 };

    return withReadings(
      (quote) => {
        const { time, bid, bidSize, ask, askSize } = quote;
        const meanDepth = depth.push(time, (bidSize + askSize) / 2);
        const imbalance = flow.push(time, firstTime < 0 ? 0 : bestQuoteFlow(before, quote));
        if (firstTime < 0) firstTime = time;
        before.bid = bid;
        before.bidSize = bidSize;
        before.ask = ask;
        before.askSize = askSize;
        if (meanDepth === undefined || time - firstTime < WARM_UP_MS) return undefined;
        last.pressure = meanDepth > 0 ? imbalance / meanDepth : 0;
        return last.pressure;
      },
      {
        signal: () => Math.tanh(last.pressure / 2),
        confidence: () => clip(Math.abs(last.pressure) / 3, 0, 1),
      },
    );
  },
});
