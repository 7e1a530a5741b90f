import { positive, wholeNumber } from '../../numerics/checked-numbers.ts';
import { defineFormula } from '../formula.ts';
import { type Reading, withReadings } from '../readings.ts';
import { follow } from './book-and-prints.ts';
import { BookFlowRates, type FlowRates } from './book-flow-rates.ts';

/** Beyond this either way the spread is not what order flow makes it. */
const UNUSUAL = 0.7;

const MAKER_FACTOR: Reading = { unit: '1', min: 0, max: 1, neutral: 1 };

/**
 * How much wider the spread is than orders that come and go at random would make it: log of the mean spread
 * of the last `window` seconds over the one that the rates of market orders, limit orders and cancellations
 * predict. Above zero it is wider. Limit orders count within `band` of the mid, or within the best `levels`
 * where these end sooner. No value without market orders or without limit orders. Warm after `window` seconds.
 */
export const zeroIntelligenceSpread = defineFormula({
  id: 'F345',
  key: 'zero-intelligence-spread',
  title: 'Zero-intelligence predicted spread',
  family: 'microstructure',
  output: { unit: 'log ratio' },
  role: 'context',
  source:
    "Farmer, J. D., Patelli, P. & Zovko, I. I., 'The predictive power of zero intelligence in financial markets', PNAS 102(6), 2005",
  catalogue: {
    inputs: ['book', 'trades'],
    params: {
      window: { unit: 's', meaning: 'rate estimation' },
      band: { unit: 'log price', meaning: 'price band near the touch in which limit rates are counted' },
    },
    definition: `
      mu = market-order volume per second per side / 1 (base units/s, mean of the two sides); alpha =
      limit-order volume arriving per second per unit log price per side inside the band (base
      units/(s*log price)); delta = cancellation rate per second of resting volume in the band; sig = mean
      limit order size. Granularity eps = sig*delta/mu. Predicted spread s_hat = (mu/alpha)*(0.28 +
      1.86*eps^(3/4)) (log price). Limit and cancel volumes are inferred from level changes of the book
      not explained by trades. Value = ln(observed mean spread/s_hat). mu or alpha zero -> null.
    `,
    update: 'O(1) per book update.',
    signal: `
      context: value > 0.7 (spread far wider than order flow explains) halves maker sizes and raises the
      cost estimate; < -0.7 marks a fragile tight book.
    `,
    range: 'real',
  },
  defaults: { window: 3600, band: 0.002, levels: 20 },
  input: 'step',
  reads: ['book', 'trade'],
  levels: ({ levels }) => levels,
  readings: {
    /** The spread predicted, and the one observed, as logs of ask over bid. */
    predicted: { unit: 'log price', min: 0 },
    observed: { unit: 'log price', min: 0 },
    /** What the size of resting orders is multiplied by. */
    makerFactor: MAKER_FACTOR,
    /** 1 where the book is tighter than what keeps it up, else 0. */
    isFragile: { unit: 'flag', min: 0, max: 1 },
  },
  warmUp: () => 3,
  warmUpMs: ({ window }) => window * 1000,

  start({ band, levels, window }) {
    const flows = new BookFlowRates({
      levels: wholeNumber('levels', levels),
      band: positive('band', band),
      windowMs: positive('window', window) * 1000,
    });
    let firstTime = NaN;
    let second = NaN;
    let rates: FlowRates | undefined;
    let value: number | undefined;

    return withReadings(
      (input) => {
        const { time } = input;
        if (Number.isNaN(firstTime)) firstTime = time;
        follow(flows, input);
        if (time - firstTime < window * 1000) return undefined;
        // Rates change with every second that ends.
        if (Math.floor(time / 1000) !== second) {
          second = Math.floor(time / 1000);
          rates = flows.rates;
          value = rates && Math.log(rates.spread / predictedSpread(rates));
        }
        return value;
      },
      {
        predicted: () => rates && predictedSpread(rates),
        observed: () => rates?.spread,
        makerFactor: () => ((value ?? 0) > UNUSUAL ? 0.5 : 1),
        isFragile: () => ((value ?? 0) < -UNUSUAL ? 1 : 0),
      },
    );
  },
});

/**
 * Log spread of a book in which all orders come at random.
 * Source: Farmer, Patelli & Zovko (2005), The predictive power of zero intelligence in financial markets, PNAS 102(6).
 */
export function predictedSpread({ arriving, canceled, orderSize, taken }: Omit<FlowRates, 'spread'>): number {
  const granularity = (orderSize * canceled) / taken;
  return (taken / arriving) * (0.28 + 1.86 * granularity ** 0.75);
}
