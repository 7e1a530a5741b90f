import { clip } from '../../numerics/clip.ts';
import { notNegative, positive, wholeNumber } from '../../numerics/checked-numbers.ts';
import { GridPoints } from '../../numerics/grid-points.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { type BookSlice, defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { bookSizes } from './book-sizes.ts';

const SECOND_MS = 1000;
const MOST = 3;
/** Two bps: a move below it is none worth having, whatever the spread. */
const LEAST_MOVE = 0.0002;

/**
 * Log return of the next `horizon` seconds that the imbalance of the book foretells: log of what rests on
 * the best `levels` bids over what rests on the asks, sampled every second, times a slope that is learned
 * from what followed. Whether a heavy bid means up or down is for the slope to say. Warm with the second
 * sample; 0 until the first outcome is known.
 */
export const logDepthImbalance = defineFormula({
  id: 'F260',
  key: 'log-depth-imbalance',
  title: 'Order-book imbalance, log depth ratio with learned sign (OBI)',
  family: 'microstructure',
  output: { unit: 'log return over horizon' },
  role: 'direction',
  source:
    'Cao, Hansch & Wang 2009 (depth imbalance and returns); log-ratio form and threshold: source document 000 of this project',
  catalogue: {
    inputs: ['book'],
    params: {
      levels: { unit: 'levels', meaning: 'levels summed per side' },
      threshold: { unit: 'log', meaning: 'dead band of the seed' },
      horizon: { unit: 's', meaning: 'forecast horizon' },
      lambda: { unit: 'per observation', meaning: 'forgetting of the slope estimate' },
      prior_n: { unit: 'observations', meaning: 'shrinkage of the slope to 0' },
    },
    definition: `
      X_t = ln(sum_{j<=L} Qb_j / sum_{j<=L} Qa_j), sampled every second, clipped to [-3,3]. Learned slope:
      with future move y_t = ln(M_{t+horizon}/M_t) (used only once known), Sxy <- lambda*Sxy + X*y, Sxx <-
      lambda*Sxx + X^2; beta = Sxy/(Sxx + prior_n*vX), vX = EWMA (decay lambda) of X^2. Value = beta*X_t
      (expected log move). Seed 000 fades it (X > 0.2 short); the sign here is whatever beta says, the
      dead band stays.
    `,
    update: 'O(levels) per sample, O(1) update.',
    signal: `
      if |X| < threshold -> signal 0; else signal = clip(value/(2 bp + half-spread),-1,1); confidence =
      min(1,|X|/1)*min(1,Sxx/(Sxx+prior_n*vX)).
    `,
    range: 'real',
  },
  defaults: { levels: 10, threshold: 0.2, horizon: 60, lambda: 0.999, prior_n: 200 },
  input: 'book',
  levels: ({ levels }) => levels,
  readings: {
    ...DIRECTION,
    /** The log of bid over ask depth, at the last sample. */
    imbalance: { unit: 'log ratio', min: -MOST, max: MOST },
    /** What the imbalance is multiplied by. */
    slope: { unit: 'log return' },
  },
  warmUp: () => 2,
  warmUpMs: () => SECOND_MS,

  start({ horizon, lambda, levels, prior_n, threshold }) {
    wholeNumber('levels', levels);
    notNegative('threshold', threshold);
    positive('prior_n', prior_n);
    const seconds = new GridPoints(SECOND_MS, wholeNumber('horizon', horizon) + 1);
    const slope = new FadingSlope(lambda, prior_n);
    const imbalances = new RecentValues(horizon);
    const mids = new RecentValues(horizon);
    const now = { imbalance: NaN, mid: NaN, halfSpread: 0 };
    const sampled = { imbalance: 0, halfSpread: 0 };
    let value: number | undefined;

    const sample = (): void => {
      const then = imbalances.at(horizon - 1);
      if (!Number.isNaN(then)) slope.learn(then, Math.log(now.mid / mids.at(horizon - 1)));
      slope.scale(now.imbalance);
      imbalances.push(now.imbalance);
      mids.push(now.mid);
      sampled.imbalance = now.imbalance;
      sampled.halfSpread = now.halfSpread;
      value = slope.value * now.imbalance;
    };
    /** What the book says is taken in only after the seconds before it have ended. */
    const take = (bid: number, ask: number, imbalance: number): void => {
      now.imbalance = clip(imbalance, -MOST, MOST);
      now.mid = (bid + ask) / 2;
      now.halfSpread = (ask - bid) / 2 / now.mid;
    };

    return withReadings(
      ({ asks, bids, time }: BookSlice) => {
        const bid = bids[0];
        const ask = asks[0];
        if (bid === undefined || ask === undefined || bid >= ask) return undefined;
        const passed = seconds.passed(time);
        if (!Number.isNaN(now.imbalance)) for (let i = passed; i > 0; i -= 1) sample();
        take(bid, ask, Math.log(bookSizes(bids, levels) / bookSizes(asks, levels)));
        return value;
      },
      {
        signal: () =>
          Math.abs(sampled.imbalance) < threshold
            ? 0
            : clip((value ?? 0) / (LEAST_MOVE + sampled.halfSpread), -1, 1),
        confidence: () => Math.min(1, Math.abs(sampled.imbalance)) * slope.weight,
        imbalance: () => sampled.imbalance,
        slope: () => slope.value,
      },
    );
  },
});

/** Slope through the origin that forgets, drawn to 0 as by `prior` observations of the usual size. */
export class FadingSlope {
  readonly #memory: number;
  readonly #prior: number;
  #products: number;
  #squares: number;
  #usual: number;

  /** `state` begins with sums of products and squares and a mean square that are known. */
  constructor(memory: number, prior: number, state = { products: 0, squares: 0, usual: NaN }) {
    this.#memory = memory;
    this.#prior = prior;
    this.#products = state.products;
    this.#squares = state.squares;
    this.#usual = state.usual;
  }

  /** 0 before anything was seen to vary. */
  get value(): number {
    const all = this.#squares + this.#prior * this.#usual;
    return all > 1e-12 ? this.#products / all : 0;
  }

  /** Share of what is known in what is known and what the prior adds, 0 to 1. */
  get weight(): number {
    const all = this.#squares + this.#prior * this.#usual;
    return all > 1e-12 ? Math.min(1, this.#squares / all) : 0;
  }

  learn(x: number, y: number): void {
    if (!Number.isFinite(y)) return;
    this.#products = this.#memory * this.#products + x * y;
    this.#squares = this.#memory * this.#squares + x * x;
  }

  /** Takes in how large a sample was. */
  scale(x: number): void {
    if (Number.isNaN(this.#usual)) this.#usual = x * x;
    else this.#usual += (1 - this.#memory) * (x * x - this.#usual);
  }
}
