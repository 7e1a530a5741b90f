import { positive, wholeNumber } from '../../../numerics/checked-numbers.ts';
import { RecentValues } from '../../../numerics/recent-values.ts';
import { FitClock } from '../../fit-clock.ts';
import { defineFormula, type TapeStep } from '../../formula.ts';
import { COST, withReadings } from '../../readings.ts';
import { type FitJob, type FitModel, withRefit } from '../../refit.ts';
import { impactCurve } from './impact-curve.ts';

const BPS = 10_000;

/**
 * How far an order of `omega` times the mean trade is expected to move the mid price until the next trade, from
 * the last `window` trades. Log return, never negative. The prints of one moment and side are one trade. Fitted
 * every `refit` trades; warm after the first fit.
 */
export const lilloFarmerMantegnaImpact = defineFormula({
  id: 'F382',
  key: 'lillo-farmer-mantegna-impact',
  title: 'Single-trade concave impact curve (power-law master curve)',
  family: 'multiscale',
  output: { unit: 'log return', min: 0 },
  role: 'cost',
  source:
    "Lillo, F., Farmer, J. D. & Mantegna, R. N., 'Master curve for price-impact function', Nature 421, 2003",
  catalogue: {
    inputs: ['trades', 'book'],
    params: {
      window: { unit: 'trades', meaning: 'sample' },
      bins: { unit: '1', meaning: 'log-spaced volume bins' },
      refit: { unit: 'trades', meaning: 'refit' },
    },
    definition: `
      omega = trade size/mean size. Immediate log-mid change dm signed by the trade side, from before the
      trade to just before the next trade. Bin by ln omega into bins equal-count groups; y_b = mean of
      side*dm, x_b = mean omega. Bins with y_b <= 0 are dropped; needs 6. OLS ln y = -ln lambda + delta*ln
      x. Curve: expected move = omega^delta/lambda. delta clipped to [0.05,1].
    `,
    update: 'Running bin means O(1) per trade; refit batch.',
    signal: `
      cost: expected immediate impact of a child order of size omega; delta near 1 (linear) warns of thin
      book.
    `,
    range: '[0,inf)',
  },
  defaults: { window: 20000, bins: 20, refit: 2000, omega: 1 },
  input: 'trade-quote',
  readings: {
    cost: COST,
    /** Power of the size; near 1 the book is thin. */
    delta: { unit: '1', min: 0, max: 1 },
    /** Inverse of the move by a mean trade. */
    lambda: { unit: '1', min: 0 },
  },
  // The trade after the last one of the fit ends its move, and the next input has the model.
  warmUp: ({ refit }) => refit + 2,
  fit: fitImpactCurve,

  start({ bins, omega, refit, window }) {
    positive('omega', omega);
    wholeNumber('bins', bins, 6);
    wholeNumber('a window', window, wholeNumber('refit', refit, bins));
    const tape = new TradeMoves(window);
    const clock = new FitClock(refit, refit);
    let delta = NaN;
    let lambda = NaN;
    const impact = () => omega ** delta / lambda;

    const step = withReadings(
      (input: TapeStep) => {
        if (input.event === 'trade' && tape.push(input)) clock.tick();
        return Number.isNaN(lambda) ? undefined : impact();
      },
      { cost: () => BPS * impact(), delta: () => delta, lambda: () => lambda },
    );
    return withRefit(step, {
      due: (): FitJob | undefined => {
        if (!clock.takeDue()) return undefined;
        return { params: { bins }, data: { sizes: tape.sizes.toArray(), moves: tape.moves.toArray() } };
      },
      accept: (model) => {
        [delta = NaN, lambda = NaN] = model;
      },
    });
  },
});

/** Fits the curve to sizes and moves; the model is delta and lambda. */
export function fitImpactCurve({ data, params }: FitJob): FitModel | undefined {
  const { moves = new Float64Array(), sizes = new Float64Array() } = data;
  const curve = impactCurve(sizes, moves, params['bins'] as number);
  return curve && [curve.delta, curve.lambda];
}

/** Size of each trade and the move of the mid price until just before the next, above zero with the trade. */
class TradeMoves {
  readonly sizes: RecentValues;
  readonly moves: RecentValues;
  #time = NaN;
  #sign = 0;
  #size = 0;
  #mid = NaN;

  constructor(window: number) {
    this.sizes = new RecentValues(window);
    this.moves = new RecentValues(window);
  }

  /** Takes in a print beside the quote before it; whether it has ended a trade. */
  push({ ask, bid, side, sizeBase, time }: TapeStep): boolean {
    const sign = side === 'buy' ? 1 : -1;
    if (time === this.#time && sign === this.#sign) {
      this.#size += sizeBase;
      return false;
    }
    const mid = ask > bid ? (ask + bid) / 2 : NaN;
    const move = this.#sign * Math.log(mid / this.#mid);
    const isKnown = Number.isFinite(move);
    if (isKnown) {
      this.sizes.push(this.#size);
      this.moves.push(move);
    }
    this.#time = time;
    this.#sign = sign;
    this.#size = sizeBase;
    this.#mid = mid;
    return isKnown;
  }
}
