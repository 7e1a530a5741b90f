import { positive, wholeNumber } from '../../numerics/checked-numbers.ts';
import { defineFormula, type MarketStep, noValue } from '../formula.ts';
import { FILTER, withReadings } from '../readings.ts';

const MS_PER_S = 1000;
const REOPEN_TRADES = 5;

/**
 * How unlikely it is that nobody has traded since the last trade, in decades: 6 is one in a million. Closes
 * while the silence is less likely than `p_min`, and until five trades have come in a row after it; the one
 * that ends a silence may be the first to show it. Quotes and closed bars tell the time in between. Warm after `min_trades` trades.
 */
export const feedGapPoissonTest = defineFormula({
  id: 'F237',
  key: 'feed-gap-poisson-test',
  title: 'Stale-feed detector (Poisson silence test)',
  family: 'gaps',
  output: { unit: 'decades', min: 0 },
  role: 'filter',
  source: "Kingman, J. F. C., 'Poisson Processes', Oxford University Press, 1993",
  catalogue: {
    inputs: ['trades'],
    params: {
      halflife: { unit: 's', meaning: 'half-life of the rate estimate' },
      p_min: { unit: 'probability', meaning: 'silence probability that closes the gate' },
      min_rate: { unit: '1/s', meaning: 'floor for the rate' },
      min_trades: { unit: 'trades', meaning: 'warm-up' },
    },
    definition: `
      Decayed trade rate: at a trade after gap d seconds, lambda <- lambda*2^(-d/halflife) +
      ln(2)/halflife (start 0); between trades lambda(t) = lambda_last*2^(-(t-t_last)/halflife). Use the
      rate at the last trade, lam0 = max(min_rate, lambda just after the last trade). Silence probability
      for elapsed e = t - t_last: p = exp(-lam0*e). Value = -log10(p) = lam0*e/ln(10).
    `,
    update: 'O(1) per trade and per clock tick.',
    signal: `
      filter: closed (no new orders, quotes pulled) while p < p_min or a sequence number is missing;
      reopens after 5 consecutive trades.
    `,
    range: '[0,inf)',
  },
  defaults: { halflife: 300, p_min: 0.000001, min_rate: 0.01, min_trades: 50 },
  input: 'step',
  reads: ['trade', 'quote', 'bar'],
  keepsOverGaps: true,
  readings: {
    ...FILTER,
    /** Trades expected a second. */
    rate: { unit: '1/s', min: 0 },
  },
  warmUp: (params) => params.min_trades,

  start({ halflife, min_rate: slowest, min_trades: fewest, p_min: unlikely }) {
    if (!(unlikely > 0 && unlikely < 1))
      throw new RangeError(`p_min must lie between 0 and 1, was ${unlikely}`);
    wholeNumber('min_trades', fewest);
    positive('min_rate', slowest);
    const arrivals = new FadingRate(halflife);
    const limit = -Math.log10(unlikely);
    let tradesLeft = fewest;
    let closedFor = 0;
    let last = NaN;
    const rate = () => Math.max(slowest, arrivals.rate);

    const takeTrade = (time: number, silence: number): number => {
      if (silence > limit) closedFor = REOPEN_TRADES - 1;
      else if (closedFor > 0) closedFor -= 1;
      arrivals.push(Number.isNaN(last) ? 0 : Math.max(0, time - last) / MS_PER_S);
      last = time;
      return 0;
    };
    return withReadings(
      (step: MarketStep) => {
        const silence = silenceDecades(rate(), Math.max(0, step.time - last) / MS_PER_S);
        if (step.kind === 'trade' && tradesLeft > 0) {
          takeTrade(step.time, 0);
          tradesLeft -= 1;
          return tradesLeft === 0 ? 0 : noValue();
        }
        if (tradesLeft > 0) return noValue();
        if (step.kind === 'trade') return takeTrade(step.time, silence);
        if (silence > limit) closedFor = REOPEN_TRADES;
        return silence;
      },
      { gate: () => (closedFor > 0 ? 0 : 1), rate },
    );
  },
});

/** Minus the decimal logarithm of the probability that nothing arrives for `seconds` at this rate. */
export function silenceDecades(rate: number, seconds: number): number {
  return (rate * seconds) / Math.LN10;
}

/** Arrivals a second, of which half of what they counted is left after the half-life; 0 before the first. */
export class FadingRate {
  readonly #halfLife: number;
  #rate = 0;

  constructor(halfLife: number) {
    this.#halfLife = positive('halflife', halfLife);
  }

  /** As of the last arrival. */
  get rate(): number {
    return this.#rate;
  }

  /** Takes in an arrival `seconds` after the one before. */
  push(seconds: number): void {
    this.#rate = this.#rate * 2 ** (-seconds / this.#halfLife) + Math.LN2 / this.#halfLife;
  }
}
