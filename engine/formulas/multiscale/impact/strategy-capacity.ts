import { positive, wholeNumber } from '../../../numerics/checked-numbers.ts';
import { RecentValues } from '../../../numerics/recent-values.ts';
import { defineFormula, type MarketStep } from '../../formula.ts';
import { SIZE, withReadings } from '../../readings.ts';
import { DAY_MS, DayActivity } from '../../volume/day-activity.ts';

/**
 * Notional a round trip at which gain less market impact is largest, from what the last `trades` closed trades
 * made on average. Quote units, 0 where they lost. No value before `min_trades` of them and where nothing trades
 * or moves. Warm after a day of bars.
 */
export const strategyCapacity = defineFormula({
  id: 'F386',
  key: 'strategy-capacity',
  title: 'Strategy capacity under square-root impact',
  family: 'multiscale',
  output: { unit: 'quote currency', min: 0 },
  role: 'size',
  source:
    "Vangelisti, M., 'The Capacity of an Equity Strategy', Journal of Portfolio Management 32(2), 2006; closed form derived here from id 316",
  catalogue: {
    inputs: ['bars', 'external'],
    params: {
      Y: { unit: '1', meaning: 'impact prefactor (id 316)' },
      safety: { unit: '1', meaning: 'share of the optimum used' },
    },
    definition: `
      alpha = gross expected return per round trip after fees and spread (fraction), sigma = daily
      volatility, V = daily quote volume. Net profit of trading notional Q per round trip: G(Q) = alpha*Q
      - (4/3)*Y*sigma*Q^(3/2)/sqrt(V) (two legs at 2/3 slippage each). Optimal Q* =
      V*(alpha/(2*Y*sigma))^2; break-even Q0 = V*(3*alpha/(4*Y*sigma))^2; G(Q*) = alpha*Q*/3. alpha <= 0
      -> 0.
    `,
    update: 'O(1).',
    signal: 'size: notional <= safety*Q*.',
    range: '[0,inf)',
  },
  defaults: { Y: 1, safety: 0.5, trades: 100, min_trades: 30 },
  input: 'step',
  reads: ['bar', 'closed-trade', 'holdings'],
  readings: {
    /** The notional to use as a share of the equity, at most 1; 1 while the equity is not told. */
    ...SIZE,
    /** The notional to use. */
    notional: { unit: 'quote', min: 0 },
    /** Notional at which nothing is left of the gain. */
    breakEven: { unit: 'quote', min: 0 },
    /** Gain of a round trip at the value. */
    gain: { unit: 'quote', min: 0 },
  },
  warmUp: ({ min_trades: least }) => least + 2,
  warmUpMs: () => DAY_MS,

  start({ Y, min_trades: least, safety, trades }) {
    positive('Y', Y);
    positive('safety', safety);
    const gains = new RecentValues(wholeNumber('trades', trades, wholeNumber('min_trades', least)));
    const day = new DayActivity();
    let alpha = 0;
    let equity = NaN;
    let capacity: Capacity | undefined;

    return withReadings(
      (step: MarketStep) => {
        if (step.kind === 'holdings') {
          equity = step.holdings.equityQuote;
          return capacity?.best;
        }
        if (step.kind === 'bar') day.push(step.bar);
        else if (step.kind === 'closed-trade') {
          gains.push(step.trade.netReturn);
          alpha = gains.toArray().reduce((sum, each) => sum + each, 0) / gains.count;
        }
        const isKnown = gains.count >= least && day.isWhole && day.volumeQuote > 0 && day.sigma > 0;
        capacity = isKnown ? capacityOf(alpha, { Y, sigma: day.sigma, volume: day.volumeQuote }) : undefined;
        return capacity?.best;
      },
      {
        scale: () => (capacity && equity > 0 ? Math.min(1, (safety * capacity.best) / equity) : 1),
        notional: () => capacity && safety * capacity.best,
        breakEven: () => capacity?.breakEven,
        gain: () => capacity?.gain,
      },
    );
  },
});

/** What impact grows with: volatility and quote volume a day. */
export interface ImpactOfSize {
  readonly Y: number;
  readonly sigma: number;
  readonly volume: number;
}

/** Notionals in quote units. */
export interface Capacity {
  readonly best: number;
  readonly breakEven: number;
  /** Of a round trip at the best notional. */
  readonly gain: number;
}

/** How much can be traded on an edge of `alpha` a round trip, whose legs pay the square-root law each. */
export function capacityOf(alpha: number, { Y, sigma, volume }: ImpactOfSize): Capacity {
  if (alpha <= 0) return { best: 0, breakEven: 0, gain: 0 };
  const best = volume * (alpha / (2 * Y * sigma)) ** 2;
  return { best, breakEven: volume * ((3 * alpha) / (4 * Y * sigma)) ** 2, gain: (alpha * best) / 3 };
}
