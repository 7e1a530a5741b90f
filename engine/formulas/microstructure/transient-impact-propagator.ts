import { clip } from '../../numerics/clip.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { RollingCrossProducts } from '../../numerics/rolling-cross-products.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { DecayingFlow, decayWeights, release, sharesGone } from './propagator.ts';

/** Time constants of the decay, in trades. */
const TAU = [1, 4, 16, 64, 256, 1024];
/** Exponents that are tried, and where each is in a row of the regression, after a one and before the change. */
const EXPONENTS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6];
const CHANGE = EXPONENTS.length + 1;
/** Trades of which the mean size is the unit of size. */
const SIZED_TRADES = 1000;

/**
 * Log return of the mid over the next `h` trades that past trades alone make likely: each moved the price by
 * more than will stay, and what is still to come back presses against them. Above zero it comes back up,
 * after selling. Every print is a trade; impact and its decay, of exponent `beta` at first, are fitted every
 * `refit` trades to the changes over `h` trades in the last as many. Warm with the first fit.
 */
export const transientImpactPropagator = defineFormula({
  id: 'F341',
  key: 'transient-impact-propagator',
  title: 'Transient-impact propagator forecast',
  family: 'microstructure',
  output: { unit: 'log return' },
  role: 'direction',
  source:
    "Bouchaud, J.-P., Gefen, Y., Potters, M. & Wyart, M., 'Fluctuations and response in financial markets: the subtle nature of random price changes', Quantitative Finance 4(2), 2004",
  catalogue: {
    inputs: ['trades', 'book'],
    params: {
      beta: { unit: '1', meaning: 'decay exponent of the bare impact' },
      tau: {
        fixed: [1, 4, 16, 64, 256, 1024],
        unit: 'trades',
        meaning: 'time constants of the exponential mixture',
      },
      h: { unit: 'trades', meaning: 'forecast horizon' },
      refit: { unit: 'trades', meaning: 'refit of G0 and beta on the grid 0.1..0.6' },
    },
    definition: `
      Mid before trade n: m_n = sum_{n'<n} G(n-n')*eps_n'*f(v_n') + noise, eps = aggressor side, f(v) =
      ln(1+v/vbar), vbar = mean size of the last 1000 trades. Kernel G(l) = G0*sum_k w_k*exp(-l/tau_k),
      w_k = tau_k^(-beta)/sum_j tau_j^(-beta) (approximates a power law l^(-beta) up to the largest tau).
      State S_k <- S_k*exp(-1/tau_k) + eps*f(v) at each trade. Forecast of the mid change over the next h
      trades from past flow alone: D = -G0*sum_k w_k*S_k*(1-exp(-h/tau_k)). G0 >= 0 by OLS of realised
      h-trade changes on the bracket for each beta, best R^2 kept.
    `,
    update: 'O(number of tau) per trade.',
    signal: `
      signal = clip(D/(half spread),-1,1); confidence = min(1,|D|/half spread)*sqrt(max(0,R2)*50) capped
      at 1.
    `,
    range: 'real',
  },
  defaults: { beta: 0.3, h: 50, refit: 5000 },
  input: 'trade-quote',
  readings: {
    ...DIRECTION,
    /** The exponent of the decay, and what a trade of mean size moves the log price by at first. */
    exponent: { unit: '1', min: 0 },
    impact: { unit: 'log return', min: 0 },
    /** Share of the variance of changes that the forecasts explain. */
    rSquared: { unit: 'share', max: 1 },
  },
  warmUp: ({ refit }) => refit,

  start({ beta, h, refit }) {
    wholeNumber('refit', refit, 20);
    const model = new PropagatorFit(beta, wholeNumber('h', h), refit);
    const sizes = new RollingMoments(SIZED_TRADES);
    let trades = 0;
    let halfSpread = 0;
    let value: number | undefined;
    const strength = () => (halfSpread > 0 ? (value ?? 0) / halfSpread : Math.sign(value ?? 0));

    return withReadings(
      ({ ask, bid, event, side, sizeBase }) => {
        if (!(bid < ask)) return undefined;
        const mid = (bid + ask) / 2;
        halfSpread = (ask - bid) / 2 / mid;
        if (event === 'quote') return value;
        sizes.push(sizeBase);
        model.push(Math.log(mid), (side === 'buy' ? 1 : -1) * Math.log1p(sizeBase / sizes.mean));
        trades += 1;
        if (trades % refit === 0) model.solve();
        value = trades >= refit ? model.forecast : undefined;
        return value;
      },
      {
        signal: () => clip(strength(), -1, 1),
        confidence: () =>
          Math.min(1, Math.abs(strength())) * Math.min(1, Math.sqrt(Math.max(0, model.rSquared) * 50)),
        exponent: () => model.exponent,
        impact: () => model.impact,
        rSquared: () => model.rSquared,
      },
    );
  },
});

/** The changes of the log mid over the next trades by what past flow still presses, for every exponent. */
export class PropagatorFit {
  exponent: number;
  impact = 0;
  /** Of the exponent chosen; 0 where none explains anything. */
  rSquared = 0;
  readonly #flow = new DecayingFlow(TAU);
  readonly #gone: Float64Array;
  readonly #weights = EXPONENTS.map((each) => decayWeights(each, TAU));
  #chosen: readonly number[];
  readonly #products: RollingCrossProducts;
  readonly #row = new Float64Array(CHANGE + 1);
  /** For each exponent what was pressing at the trades whose outcome is not yet known, and the log mids there. */
  readonly #pressing = EXPONENTS.map((): RecentValues | undefined => undefined);
  readonly #mids: RecentValues;

  constructor(exponent: number, h: number, window: number) {
    this.exponent = exponent;
    this.#chosen = decayWeights(exponent, TAU);
    this.#gone = sharesGone(TAU, h);
    this.#products = new RollingCrossProducts(CHANGE + 1, window);
    this.#pressing.forEach((_, i) => (this.#pressing[i] = new RecentValues(h)));
    this.#mids = new RecentValues(h);
    this.#row[0] = 1;
  }

  /** Log return that the past makes likely over the next trades. */
  get forecast(): number {
    return -this.impact * release(this.#chosen, this.#flow, this.#gone);
  }

  /** Takes in a trade: the log mid just before it, and its signed flow. */
  push(logMid: number, flow: number): void {
    // What pressed before this trade is judged by the mid from here to h trades later.
    const isKnown = this.#mids.isFull;
    if (isKnown) this.#row[CHANGE] = logMid - this.#mids.at(this.#mids.count - 1);
    for (let i = 0; i < EXPONENTS.length; i += 1) {
      const pressing = this.#pressing[i] as RecentValues;
      if (isKnown) this.#row[1 + i] = pressing.at(pressing.count - 1);
      pressing.push(release(this.#weights[i] as number[], this.#flow, this.#gone));
    }
    if (isKnown) this.#products.push(this.#row);
    this.#mids.push(logMid);
    this.#flow.push(flow);
  }

  /** Chooses the exponent and the impact that explain most; leaves them where nothing is known to vary. */
  solve(): void {
    const products = this.#products;
    const { count } = products;
    const squares = products.product(CHANGE, CHANGE);
    const total = squares - products.product(CHANGE, 0) ** 2 / count;
    if (!(total > 1e-300)) return;
    let best = { rSquared: -Infinity, impact: 0, place: -1 };
    EXPONENTS.forEach((_, place) => {
      const pressed = products.product(1 + place, 1 + place);
      if (!(pressed > 1e-12)) return;
      const along = products.product(1 + place, CHANGE);
      const impact = Math.max(0, -along / pressed);
      const left = squares + 2 * impact * along + impact * impact * pressed;
      if (1 - left / total > best.rSquared) best = { rSquared: 1 - left / total, impact, place };
    });
    if (best.place < 0) return;
    this.rSquared = best.rSquared;
    this.impact = best.impact;
    this.exponent = EXPONENTS[best.place] as number;
    this.#chosen = this.#weights[best.place] as number[];
  }
}
