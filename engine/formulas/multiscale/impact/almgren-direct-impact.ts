import { notNegative, positive, wholeNumber } from '../../../numerics/checked-numbers.ts';
import { squareRootImpactOf } from '../../execution-cost/square-root-impact.ts';
import { defineFormula, type MarketStep } from '../../formula.ts';
import { OutsideValues } from '../../outside-values.ts';
import { COST, withReadings } from '../../readings.ts';
import { DAY_MS, DayActivity } from '../../volume/day-activity.ts';
import { OwnFillCosts } from './own-fill-costs.ts';

const SERIES = ['market.circulating-supply'] as const;
const BPS = 10_000;
const LEAST_SECONDS = 60;
/** Share of the final move of the square-root law that is paid on average. */
const PAID = 2 / 3;

/**
 * Cost of a buy of `sizeBase` worked off over `horizon` seconds: half of what it moves the price for good and
 * all of what it moves it while it lasts. A sell costs the same. Log return. No value where nothing trades or
 * the supply of coins is not told. Warm after a day of bars.
 */
export const almgrenDirectImpact = defineFormula({
  id: 'F381',
  key: 'almgren-direct-impact',
  title: 'Almgren-Thum-Hauptmann-Li impact model',
  family: 'multiscale',
  output: { unit: 'log return' },
  role: 'cost',
  source:
    "Almgren, R., Thum, C., Hauptmann, E. & Li, H., 'Direct Estimation of Equity Market Impact', Risk 18(7), 2005",
  catalogue: {
    inputs: ['bars', 'external'],
    params: {
      gamma: { unit: '1', meaning: 'permanent coefficient (US equities)' },
      eta: { unit: '1', meaning: 'temporary coefficient (US equities)' },
      exponent: { unit: '1', meaning: 'temporary exponent' },
      min_fills: { unit: 'orders', meaning: 'own fills needed before refitting the coefficients' },
    },
    definition: `
      Order X (base), daily volume V, outstanding supply Theta (circulating coins, id 259 for BTC), daily
      volatility sigma (log), duration T in days. Permanent I = gamma*sigma*(X/V)*(Theta/V)^(1/4).
      Realised cost J = I/2 + sign(X)*eta*sigma*|X/(V*T)|^(3/5). T floored at 1 minute.
    `,
    update: 'O(1).',
    signal: 'cost: J per order; the larger of J and id 316 is used before own fills exist.',
    range: 'real',
  },
  defaults: { gamma: 0.314, eta: 0.142, exponent: 0.6, min_fills: 300, sizeBase: 1, horizon: 3600 },
  input: 'step',
  reads: ['bar', 'series', 'parent-order', 'own-fill'],
  series: SERIES,
  readings: {
    /** The larger of the value and the square-root law; from `min_fills` fills on the value as they had it. */
    cost: COST,
    /** What the order moves the price for good. */
    permanent: { unit: 'log return', min: 0 },
    /** Mean cost of our fills over what was expected; 1 below `min_fills`. */
    fillRatio: { unit: 'ratio', min: 0 },
  },
  warmUp: () => 3,
  warmUpMs: () => DAY_MS,

  start({ eta, exponent, gamma, horizon, min_fills: leastFills, sizeBase }) {
    wholeNumber('min_fills', leastFills);
    const law = {
      eta: notNegative('eta', eta),
      exponent: positive('exponent', exponent),
      gamma: notNegative('gamma', gamma),
      days: (Math.max(LEAST_SECONDS, notNegative('horizon', horizon)) * 1000) / DAY_MS,
    };
    notNegative('sizeBase', sizeBase);
    const told = new OutsideValues(SERIES);
    const day = new DayActivity();
    let supply = NaN;
    let found: DirectImpact | undefined;
    const impactOf = (size: number): DirectImpact | undefined =>
      day.isWhole && day.volumeBase > 0 && supply > 0
        ? directImpact({ size, volume: day.volumeBase, supply, sigma: day.sigma }, law)
        : undefined;
    const fills = new OwnFillCosts((size) => impactOf(size)?.cost ?? NaN);
    const isRefit = () => fills.count >= leastFills && Number.isFinite(fills.ratio);

    return withReadings(
      (step: MarketStep) => {
        if (step.kind === 'bar') day.push(step.bar);
        if (step.kind === 'series') told.take(step);
        supply = told.at('market.circulating-supply', step.time);
        if (step.kind === 'parent-order') fills.onOrder(step.order);
        if (step.kind === 'own-fill') fills.onFill(step.fill);
        found = impactOf(sizeBase);
        return found?.cost;
      },
      {
        cost: () => {
          if (found === undefined) return undefined;
          if (isRefit()) return BPS * found.cost * fills.ratio;
          const root = PAID * squareRootImpactOf(1, day.sigma, sizeBase, day.volumeBase);
          return BPS * Math.max(found.cost, root);
        },
        permanent: () => found?.permanent,
        fillRatio: () => (isRefit() ? fills.ratio : 1),
      },
    );
  },
});

/** An order and the market it meets: sizes in base units, volume and volatility a day. */
export interface SizedOrder {
  readonly size: number;
  readonly volume: number;
  readonly supply: number;
  readonly sigma: number;
}

/** Coefficients of the law, and the time the order takes. */
export interface DirectImpactLaw {
  readonly gamma: number;
  readonly eta: number;
  readonly exponent: number;
  readonly days: number;
}

/** Log returns: what stays of the move, and what the order costs on average. */
export interface DirectImpact {
  readonly permanent: number;
  readonly temporary: number;
  readonly cost: number;
}

/** Of a buy; a sell has the same with the other sign. */
export function directImpact(
  { sigma, size, supply, volume }: SizedOrder,
  { days, eta, exponent, gamma }: DirectImpactLaw,
): DirectImpact {
  const share = size / volume;
  const permanent = gamma * sigma * share * (supply / volume) ** 0.25;
  const temporary = eta * sigma * (share / days) ** exponent;
  return { permanent, temporary, cost: permanent / 2 + temporary };
}
