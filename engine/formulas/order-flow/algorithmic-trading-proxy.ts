import { positive, wholeNumber } from '../../numerics/checked-numbers.ts';
import { GridPoints } from '../../numerics/grid-points.ts';
import { medianDeviation } from '../../numerics/median-deviation.ts';
import { SortedWindow } from '../../numerics/sorted-window.ts';
import { defineFormula } from '../formula.ts';
import { type Reading, withReadings } from '../readings.ts';

/** Quote units traded that count as one. */
const LOT_QUOTE = 100;
/** What makes a median absolute deviation one of normal numbers. */
const NORMAL = 1.4826;
const UNUSUAL = 2;

const CONFIDENCE_FACTOR: Reading = { unit: '1', min: 0, max: 1, neutral: 1 };

/**
 * Activity of algorithms: quote volume in hundreds per message (book update or trade) of the last complete
 * interval of `bucket` seconds, below zero; the nearer to 0, the more is said for what is traded. An
 * interval without messages keeps the value before. Complete with the first message after it.
 */
export const algorithmicTradingProxy = defineFormula({
  id: 'F256',
  key: 'algorithmic-trading-proxy',
  title: 'Algorithmic-trading proxy (messages per volume)',
  family: 'order-flow',
  output: { unit: '-100 quote units per message', max: 0 },
  role: 'context',
  source:
    "Hendershott, T., Jones, C. M. & Menkveld, A. J., 'Does Algorithmic Trading Improve Liquidity?', Journal of Finance 66(1), 2011",
  catalogue: {
    inputs: ['book', 'trades'],
    params: {
      bucket: { unit: 's', meaning: 'interval' },
      window: { unit: 'buckets', meaning: 'standardisation sample' },
    },
    definition: `
      Per bucket: value a_t = -(quote volume in units of 100 quote currency) / (number of book updates +
      trades). Closer to 0 = more messages per unit traded = more algorithmic activity. No messages ->
      carry the previous value. z = (a - median)/(1.4826*MAD) over the window (MAD = 0 -> 0).
    `,
    update: 'Counts O(1); median/MAD from an order-statistic structure O(log n).',
    signal: `
      context: z > 2 shrinks confidence of ids 239-252 by 0.75 (queue games), z < -2 by 1.0; exposed as
      feature.
    `,
    range: '(-inf,0]',
  },
  defaults: { bucket: 60, window: 1440 },
  input: 'step',
  reads: ['book', 'trade'],
  levels: () => 1,
  readings: {
    /** Against the median of the last `window` intervals, in robust deviations; above zero is busier than usual. */
    z: { unit: 'z-score' },
    /** What the confidence of the formulas that read the book and the tape is multiplied by. */
    flowFactor: CONFIDENCE_FACTOR,
  },
  warmUp: () => 2,
  warmUpMs: ({ bucket }) => bucket * 1000,

  start({ bucket, window }) {
    const intervals = new GridPoints(positive('bucket', bucket) * 1000, wholeNumber('window', window) + 1);
    const values = new SortedWindow(window);
    const now = { messages: 0, volume: 0 };
    let value: number | undefined;

    const end = (): void => {
      if (now.messages > 0) value = volumePerMessage(now.volume, now.messages);
      if (value !== undefined) values.push(value);
      now.messages = 0;
      now.volume = 0;
    };
    const z = (): number => {
      const deviation = NORMAL * medianDeviation(values.sorted, values.count);
      return deviation > 0 ? ((value ?? NaN) - values.quantile(0.5)) / deviation : 0;
    };

    return withReadings(
      (input) => {
        if (input.kind !== 'book' && input.kind !== 'trade') return value;
        for (let i = intervals.passed(input.time); i > 0; i -= 1) end();
        now.messages += 1;
        if (input.kind === 'trade') now.volume += input.trade.sizeBase * input.trade.price;
        return value;
      },
      { z, flowFactor: () => (z() > UNUSUAL ? 0.75 : 1) },
    );
  },
});

/** Never above zero. */
export function volumePerMessage(volumeQuote: number, messages: number): number {
  return 0 - volumeQuote / LOT_QUOTE / messages;
}
