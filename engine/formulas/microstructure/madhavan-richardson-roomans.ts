import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { RollingAutocorrelation } from '../../numerics/rolling-autocorrelation.ts';
import { RollingCrossProducts } from '../../numerics/rolling-cross-products.ts';
import { defineFormula } from '../formula.ts';
import { COST, type Reading, withReadings } from '../readings.ts';

/** Columns: a one, the sign, the sign before, and the change of the price. */
const REGRESSORS = [0, 1, 2];
const PRICE_CHANGE = 3;
const LEAST_SURPRISE = 0.05;
/** Above this share makers lose to those who know better more than they earn. */
const TOO_INFORMED = 0.7;

const CONFIDENCE_FACTOR: Reading = { unit: '1', min: 0, max: 1, neutral: 1 };

/**
 * What a trade tells for good, as a change of the price in quote units: the part of half the spread that
 * does not come back, told by how the price moves with the sign of a trade and with what of it the sign
 * before did not foretell. Every print is a trade. Solved every `refit` trades over the last `window`; warm
 * with the first time. No value where signs almost always repeat.
 */
export const madhavanRichardsonRoomans = defineFormula({
  id: 'F343',
  key: 'madhavan-richardson-roomans',
  title: 'Madhavan-Richardson-Roomans spread decomposition',
  family: 'microstructure',
  output: { unit: 'quote currency' },
  role: 'cost',
  source:
    "Madhavan, A., Richardson, M. & Roomans, M., 'Why Do Security Prices Change? A Transaction-Level Analysis of NYSE Stocks', Review of Financial Studies 10(4), 1997",
  catalogue: {
    inputs: ['trades'],
    params: {
      window: { unit: 'trades', meaning: 'sample' },
      refit: { unit: 'trades', meaning: 'refit' },
    },
    definition: `
      x_t = trade sign, p_t = trade price: p_t - p_{t-1} = (phi+theta)*x_t - (phi+rho*theta)*x_{t-1} +
      u_t; theta = information (adverse selection) component, phi = liquidity cost, rho = lag-1
      autocorrelation of x (mean removed, full-sample denominator). OLS on (1,x_t,x_{t-1}) gives b1 =
      phi+theta, b2 = -(phi+rho*theta): theta = (b1+b2)/(1-rho), phi = b1 - theta. Implied spread
      2*(phi+theta); information share theta/(phi+theta). 1-rho < 0.05 -> null.
    `,
    update: 'Rolling sums O(1), solve every refit trades.',
    signal: `
      cost: expected permanent cost per unit trade = theta; information share > 0.7 lowers confidence of
      market making and passive entries by half.
    `,
    range: 'real',
  },
  defaults: { window: 2000, refit: 200 },
  input: 'trade',
  readings: {
    /** The value as a cost, at the last price. */
    cost: COST,
    /** What makers are paid to stand there, as a price in quote units. */
    liquidityCost: { unit: 'quote' },
    impliedSpread: { unit: 'quote' },
    /** Share of the half spread that is information. */
    informationShare: { unit: 'share' },
    /** What the confidence of resting orders is multiplied by. */
    passiveFactor: CONFIDENCE_FACTOR,
  },
  warmUp: ({ refit }) => refit,

  start({ refit, window }) {
    const products = new RollingCrossProducts(4, wholeNumber('window', window, 8) - 1);
    const correlation = new RollingAutocorrelation(window, 1);
    wholeNumber('refit', refit, 5);
    const row = Float64Array.of(1, 0, 0, 0);
    let count = 0;
    let priceBefore = NaN;
    let parts: PriceParts | undefined;

    return withReadings(
      ({ price, side }) => {
        const sign = side === 'buy' ? 1 : -1;
        row[2] = row[1] as number;
        row[1] = sign;
        row[PRICE_CHANGE] = price - priceBefore;
        if (count > 0) products.push(row);
        correlation.push(sign);
        priceBefore = price;
        count += 1;
        if (count % refit === 0) {
          const slopes = products.fit(PRICE_CHANGE, REGRESSORS)?.coefficients;
          parts = slopes && partsOf(slopes, correlation.correlations()[1] as number);
        }
        return parts?.information;
      },
      {
        cost: () => parts && (10_000 * parts.information) / priceBefore,
        liquidityCost: () => parts?.liquidity,
        impliedSpread: () => parts && 2 * (parts.information + parts.liquidity),
        informationShare: () => parts && shareOf(parts),
        passiveFactor: () => (parts && shareOf(parts) > TOO_INFORMED ? 0.5 : 1),
      },
    );
  },
});

interface PriceParts {
  readonly information: number;
  readonly liquidity: number;
}

/** Of the coefficients of one, sign and sign before, and the lag-1 autocorrelation of signs. */
export function partsOf(
  [, ofSign = 0, ofSignBefore = 0]: readonly number[],
  correlation: number,
): PriceParts | undefined {
  if (1 - correlation < LEAST_SURPRISE) return undefined;
  const information = (ofSign + ofSignBefore) / (1 - correlation);
  return { information, liquidity: ofSign - information };
}

const shareOf = ({ information, liquidity }: PriceParts): number => information / (information + liquidity);
