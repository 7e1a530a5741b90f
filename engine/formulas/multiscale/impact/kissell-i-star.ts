import { notNegative, positive } from '../../../numerics/checked-numbers.ts';
import { defineFormula, type MarketStep } from '../../formula.ts';
import { COST, withReadings } from '../../readings.ts';
import { DAY_MS, DayActivity } from '../../volume/day-activity.ts';
import { OwnFillCosts } from './own-fill-costs.ts';

const BPS = 10_000;
const DAYS_A_YEAR = 365;
/** How much a unit of risk weighs against one of cost. */
const RISK_AVERSION = 0.5;
const MOST_PERCENT = 30;
/** Fills from which on the scale is that of our own. */
const FILLS = 200;

/**
 * Market impact of an order of `sizeBase` at the participation at which impact and half of the timing risk are
 * least. Bps, never negative. No value where nothing trades. Warm after a day of bars.
 */
export const kissellIStar = defineFormula({
  id: 'F385',
  key: 'kissell-i-star',
  title: 'I-Star market-impact model',
  family: 'multiscale',
  output: { unit: 'bp', min: 0 },
  role: 'cost',
  source:
    "Kissell, R. & Glantz, M., 'Optimal Trading Strategies', AMACOM, 2003; coefficients: Kissell, 'The Science of Algorithmic Trading and Portfolio Management', Academic Press, 2013",
  catalogue: {
    inputs: ['bars'],
    params: {
      a1: { unit: 'bp', meaning: 'scale (US equities)' },
      a2: { unit: '1', meaning: 'size exponent' },
      a3: { unit: '1', meaning: 'volatility exponent' },
      a4: { unit: '1', meaning: 'participation exponent' },
      b1: { unit: '1', meaning: 'temporary share' },
    },
    definition: `
      Q/ADV = order size over average daily volume, sigma = annual volatility (1 = 100%), POV = planned
      participation in (0,1]. Instantaneous cost Ist = a1*(Q/ADV)^a2*sigma^a3 [bp]. Market impact MI =
      b1*Ist*(POV^a4) + (1-b1)*Ist [bp]. Timing risk TR =
      sigma*sqrt((1/365)*(1/3)*(Q/ADV)*(1-POV)/POV)*1e4 [bp]. The coefficients are equity estimates; refit
      a1 from own fills (ratio of means) when at least 200 exist.
    `,
    update: 'O(1).',
    signal: 'cost: chooses POV minimising MI + 0.5*TR on the grid 1%..30%, used by id 288.',
    range: '[0,inf)',
  },
  defaults: { a1: 708, a2: 0.55, a3: 0.71, a4: 0.5, b1: 0.98, sizeBase: 1 },
  input: 'step',
  reads: ['bar', 'parent-order', 'own-fill'],
  readings: {
    cost: COST,
    /** The participation, 0.01 to 0.3 in steps of 0.01. */
    participation: { unit: 'fraction', min: 0.01, max: 0.3 },
    /** Deviation of the cost by what the price does meanwhile. */
    timingRisk: { unit: 'bps', min: 0 },
    /** What the order would cost at once. */
    instantaneous: { unit: 'bps', min: 0 },
  },
  warmUp: () => 2,
  warmUpMs: () => DAY_MS,

  start({ a1, a2, a3, a4, b1, sizeBase }) {
    const law = {
      a1: positive('a1', a1),
      a2: positive('a2', a2),
      a3: positive('a3', a3),
      a4: positive('a4', a4),
      b1: notNegative('b1', b1),
    };
    if (b1 > 1) throw new RangeError(`b1 must be at most 1, was ${b1}`);
    notNegative('sizeBase', sizeBase);
    const day = new DayActivity();
    let best: PacedCost | undefined;
    const bestOf = (size: number): PacedCost | undefined =>
      day.isWhole && day.volumeBase > 0
        ? bestPace({ share: size / day.volumeBase, sigma: day.sigma * Math.sqrt(DAYS_A_YEAR) }, law)
        : undefined;
    const fills = new OwnFillCosts((size) => (bestOf(size)?.impact ?? NaN) / BPS);
    const ownScale = () => (fills.count >= FILLS && Number.isFinite(fills.ratio) ? fills.ratio : 1);

    return withReadings(
      (step: MarketStep) => {
        if (step.kind === 'bar') day.push(step.bar);
        if (step.kind === 'parent-order') fills.onOrder(step.order);
        if (step.kind === 'own-fill') fills.onFill(step.fill);
        if (step.kind === 'bar') best = bestOf(sizeBase);
        return best && best.impact * ownScale();
      },
      {
        cost: () => best && best.impact * ownScale(),
        participation: () => best?.participation,
        timingRisk: () => best?.timingRisk,
        instantaneous: () => best && best.instantaneous * ownScale(),
      },
    );
  },
});

/** Coefficients of the model. */
export interface IStarLaw {
  readonly a1: number;
  readonly a2: number;
  readonly a3: number;
  readonly a4: number;
  readonly b1: number;
}

/** An order as a share of the daily volume, where prices move by `sigma` a year. */
export interface SharedOrder {
  readonly share: number;
  readonly sigma: number;
}

/** Costs in bps at a participation. */
export interface PacedCost {
  readonly participation: number;
  readonly instantaneous: number;
  readonly impact: number;
  readonly timingRisk: number;
}

export function pacedCost(order: SharedOrder, participation: number, law: IStarLaw): PacedCost {
  const instantaneous = instantaneousCost(order, law);
  return {
    participation,
    instantaneous,
    impact: instantaneous * pacedShare(participation, law),
    timingRisk: timingRisk(order, participation),
  };
}

const instantaneousCost = ({ share, sigma }: SharedOrder, { a1, a2, a3 }: IStarLaw): number =>
  a1 * share ** a2 * sigma ** a3;

/** What is left of the instantaneous cost at a participation. */
const pacedShare = (participation: number, { a4, b1 }: IStarLaw): number => b1 * participation ** a4 + 1 - b1;

function timingRisk({ share, sigma }: SharedOrder, participation: number): number {
  const days = ((1 / 3) * share * (1 - participation)) / participation;
  return sigma * Math.sqrt(days / DAYS_A_YEAR) * BPS;
}

/** The participation of 1 to 30 percent with the least impact and half the timing risk. */
export function bestPace(order: SharedOrder, law: IStarLaw): PacedCost {
  const instantaneous = instantaneousCost(order, law);
  let best = 1;
  let least = NaN;
  for (let percent = 1; percent <= MOST_PERCENT; percent += 1) {
    const impact = instantaneous * pacedShare(percent / 100, law);
    const total = impact + RISK_AVERSION * timingRisk(order, percent / 100);
    if (percent > 1 && !(total < least)) continue;
    best = percent;
    least = total;
  }
  return pacedCost(order, best / 100, law);
}
