import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { clip } from '../../numerics/clip.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import type { PeerBars } from '../step-contents.ts';
import { type CanonicalPortfolio, CanonicalPortfolios } from './canonical-portfolio.ts';
import { Turns } from '../turns.ts';

/**
 * Distance of the least predictable portfolio of the most traded followed symbols from its mean, in
 * deviations of the window. The own symbol is always among them; the others are those with the largest
 * notional over the window. A time at which a symbol has no bar is left out. Fitted every `k` bars; warm
 * after `n`.
 */
export const boxTiaoCanonicalPortfolio = defineFormula({
  id: 'F135',
  key: 'box-tiao-canonical-portfolio',
  title: 'Most mean-reverting portfolio (Box-Tiao canonical)',
  family: 'mean-reversion',
  output: { unit: 'sd units' },
  role: 'direction',
  source:
    "Box, G. E. P. and Tiao, G. C., 'A canonical analysis of multiple time series', Biometrika, 1977; d'Aspremont, A., 'Identifying small mean-reverting portfolios', Quantitative Finance, 2011",
  catalogue: {
    inputs: ['returns', 'external'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      k: { unit: 'bars', meaning: 'refit interval' },
      K: { unit: 'symbols', meaning: 'largest basket' },
      entry: { unit: 'sd', meaning: 'full signal' },
    },
    definition: `
      External: log prices of the K most traded followed symbols. Y_t demeaned over W_n; G=(1/n)*sum Y_t
      Y_t'; VAR(1) by least squares A=(sum Y_t Y_{t-1}')(sum Y_{t-1}Y_{t-1}')^{-1}. Generalised
      eigenproblem (A G A') w = lambda G w; take the smallest lambda (least predictable, fastest
      reverting); w scaled to sum |w|=1 with the largest |w_j| positive. P_t=w'Y_t; z=P_t/sd0(P) of the
      window. Value z. Ridge 1e-8*tr(G)/K*I added to G. Warm-up n.
    `,
    update: 'O(K) per bar; refit O(n*K^2+K^3) every k bars.',
    signal: `
      signal for symbol j = -sgn(w_j)*clip(z/entry,-1,1)*|w_j|/max|w|; confidence =
      clip((|z|-1)/(entry-1),0,1)*clip(1-lambda,0,1).
    `,
    range: '(-inf,inf)',
  },
  defaults: { n: 500, k: 50, K: 5, entry: 2 },
  input: 'step',
  reads: ['peers'],
  readings: {
    ...DIRECTION,
    /** Weight of the own symbol in the portfolio, whose weights sum to 1 in size. */
    ownWeight: { unit: 'weight', min: -1, max: 1 },
    /** Share of the variance of the portfolio that its last value foretells. */
    predictability: { unit: '1', min: 0 },
  },
  warmUp: ({ n }) => n,

  start({ K, entry, k, n }) {
    wholeNumber('K', K, 2);
    if (!(entry > 1)) throw new RangeError(`entry must be above 1, was ${entry}`);
    let market = new TradedMarket(0, wholeNumber('a window', n, 4));
    let turns = new Turns(135, k);
    let portfolios = new CanonicalPortfolios(0, n);
    let places: readonly number[] = [];
    let portfolio: CanonicalPortfolio | undefined;
    let z = 0;
    const ownShare = () =>
      portfolio && (portfolio.weights[0] as number) / Math.max(...portfolio.weights.map(Math.abs));

    return withReadings(
      (input) => {
        if (input.kind !== 'peers') return undefined;
        const count = input.peers.bars.length;
        if (count < 2 || input.peers.bars.includes(undefined)) return undefined;
        if (market.count !== count) {
          market = new TradedMarket(count, n);
          turns = new Turns(135, k);
          portfolios = new CanonicalPortfolios(Math.min(K, count), n);
        }
        market.push(input.peers);
        if (!market.isFull) return undefined;
        if (turns.isDue()) {
          places = market.mostTraded(K);
          for (let i = 0; i < places.length; i += 1)
            market.copyLogs(places[i] as number, portfolios.columns[i] as Float64Array);
          portfolio = portfolios.decompose();
        }
        if (portfolio === undefined) return undefined;
        z = market.distance(places, portfolio) / portfolio.deviation;
        return z;
      },
      {
        signal: () => -clip(z / entry, -1, 1) * (ownShare() ?? 0),
        confidence: () =>
          clip((Math.abs(z) - 1) / (entry - 1), 0, 1) * clip(1 - (portfolio?.predictability ?? 1), 0, 1),
        ownWeight: () => portfolio?.weights[0],
        predictability: () => portfolio?.predictability,
      },
    );
  },
});

/** Log closes and notionals of the followed symbols over a window. */
class TradedMarket {
  readonly count: number;
  readonly #logs: readonly RecentValues[];
  readonly #notionals: readonly RecentValues[];
  readonly #window: Float64Array;

  constructor(count: number, window: number) {
    this.count = count;
    this.#logs = Array.from({ length: count }, () => new RecentValues(window));
    this.#notionals = Array.from({ length: count }, () => new RecentValues(window));
    this.#window = new Float64Array(window);
  }

  get isFull(): boolean {
    return this.#logs[0]?.isFull ?? false;
  }

  push({ bars }: PeerBars): void {
    bars.forEach((bar, i) => {
      if (bar === undefined) return;
      this.#logs[i]?.push(Math.log(bar.close));
      this.#notionals[i]?.push(bar.close * bar.volumeBase);
    });
  }

  /** Writes the log closes of a symbol, oldest first, into a list. */
  copyLogs(place: number, target: Float64Array): void {
    this.#logs[place]?.copyTo(target);
  }

  /** Places of the own symbol and of the others that traded most. */
  mostTraded(count: number): readonly number[] {
    const traded = this.#notionals.map((each) => {
      each.copyTo(this.#window);
      return sumOf(this.#window);
    });
    const others = traded.map((_, place) => place).slice(1);
    const byNotional = others.toSorted((a, b) => (traded[b] as number) - (traded[a] as number));
    return [0, ...byNotional.slice(0, count - 1)];
  }

  /** The newest value of a portfolio less its mean over the window it was fitted to. */
  distance(places: readonly number[], { means, weights }: CanonicalPortfolio): number {
    let sum = 0;
    for (let i = 0; i < places.length; i += 1) {
      const log = this.#logs[places[i] as number]?.at(0) ?? NaN;
      sum += (weights[i] as number) * (log - (means[i] as number));
    }
    return sum;
  }
}

function sumOf(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += values[i] as number;
  return sum;
}
