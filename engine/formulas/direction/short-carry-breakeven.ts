import { notNegative, positive } from '../../numerics/checked-numbers.ts';
import { defineFormula } from '../formula.ts';
import { OutsideValues } from '../outside-values.ts';
import { COST, withReadings } from '../readings.ts';

const SERIES = [
  'derivative.predicted-funding-rate',
  'derivative.funding-interval',
  'derivative.next-funding-time',
  'loan.borrow-rate',
] as const;
const HOUR_MS = 3_600_000;
const HOURS_A_YEAR = 8760;
const BPS = 10_000;
/** Time between two funding moments where none is told. */
const USUAL_HOURS = 8;

/**
 * What being short costs above being long for `hours` hours, each in the cheapest way: with a borrowed coin or
 * with the perpetual, whose shorts receive funding above zero. Fraction of the notional; above zero shorts cost
 * more. Without a predicted funding rate only spot is open. A told borrow rate takes the place of `borrow`. A
 * value from the first input on.
 */
export const shortCarryBreakeven = defineFormula({
  id: 'F406',
  key: 'short-carry-breakeven',
  title: 'Break-even move of a short position (borrow, funding, fees)',
  family: 'direction',
  output: { unit: 'fraction' },
  role: 'cost',
  source:
    "D'Avolio, G., 'The market for borrowing stock', Journal of Financial Economics 66, 2002 (short-sale cost); perpetual funding as id 269",
  catalogue: {
    inputs: ['external'],
    params: {
      borrow: { unit: 'per year', meaning: 'margin borrow rate for spot shorts (external when given)' },
      taker: { unit: 'fraction', meaning: 'fee per side' },
      spread: { unit: 'fraction', meaning: 'full spread' },
      max_share: { unit: '1', meaning: 'largest share of the target that cost may take' },
    },
    definition: `
      Holding time h hours. Spot short: cost = borrow*h/8760 + 2*taker + spread. Perpetual short: cost =
      -F*k + 2*taker + spread with F predicted funding (id 269; shorts receive positive funding) and k
      funding stamps inside the holding time. Break-even move = cost (price must fall by more, fraction of
      entry). Compare with the long side: spot long cost = 2*taker + spread; perpetual long = +F*k +
      2*taker + spread. Value = cheapest available way to be short minus cheapest way to be long
      (asymmetry).
    `,
    update: 'O(1).',
    signal: `
      cost: added to id 337 for short trades; a short is refused if its cost exceeds max_share of its
      target.
    `,
    range: 'real',
  },
  defaults: { borrow: 0.1, taker: 0.0004, spread: 0.0001, max_share: 0.4, hours: 24 },
  input: 'step',
  reads: ['series', 'bar'],
  series: SERIES,
  readings: {
    /** Of a short, in its cheapest way. */
    cost: COST,
    spotShort: { unit: 'fraction' },
    perpetualShort: { unit: 'fraction' },
    perpetualLong: { unit: 'fraction' },
    /** Target as a fraction of the entry below which the cost of a short would take too large a share of it. */
    leastTarget: { unit: 'fraction', min: 0 },
  },
  warmUp: () => 1,

  start({ borrow, hours, max_share: maxShare, spread, taker }) {
    notNegative('borrow', borrow);
    const fees = { taker: notNegative('taker', taker), spread: notNegative('spread', spread) };
    positive('hours', hours);
    positive('max_share', maxShare);
    const told = new OutsideValues(SERIES);
    let costs = carryCosts({ hours, borrow, funding: NaN, stamps: 0, ...fees });
    const known = (cost: number) => (Number.isNaN(cost) ? undefined : cost);

    return withReadings(
      (step) => {
        if (step.kind === 'series') told.take(step);
        const { time } = step;
        const borrowed = told.at('loan.borrow-rate', time);
        const every = told.at('derivative.funding-interval', time);
        costs = carryCosts({
          hours,
          borrow: Number.isNaN(borrowed) ? borrow : borrowed,
          funding: told.at('derivative.predicted-funding-rate', time),
          stamps: fundingStamps(time, {
            hours,
            intervalHours: every > 0 ? every : USUAL_HOURS,
            next: told.at('derivative.next-funding-time', time),
          }),
          ...fees,
        });
        return cheapestShort(costs) - cheapestLong(costs);
      },
      {
        cost: () => BPS * cheapestShort(costs),
        spotShort: () => costs.spotShort,
        perpetualShort: () => known(costs.perpetualShort),
        perpetualLong: () => known(costs.perpetualLong),
        leastTarget: () => Math.max(0, cheapestShort(costs)) / maxShare,
      },
    );
  },
});

/** What a round trip costs as a fraction of the notional, fees and spread included; NaN where it is not open. */
export interface CarryCosts {
  readonly spotShort: number;
  readonly spotLong: number;
  readonly perpetualShort: number;
  readonly perpetualLong: number;
}

/** What the costs of carrying a position come from. */
export interface Carry {
  /** Holding time. */
  readonly hours: number;
  /** Rate a year of borrowing the coin. */
  readonly borrow: number;
  /** Rate at a funding moment, and how many of them the holding time meets. */
  readonly funding: number;
  readonly stamps: number;
  /** Fee a side and full spread, as fractions. */
  readonly taker: number;
  readonly spread: number;
}

export function carryCosts({ borrow, funding, hours, spread, stamps, taker }: Carry): CarryCosts {
  const trading = 2 * taker + spread;
  return {
    spotShort: (borrow * hours) / HOURS_A_YEAR + trading,
    spotLong: trading,
    perpetualShort: -funding * stamps + trading,
    perpetualLong: funding * stamps + trading,
  };
}

/** Funding moments from `time` on within the holding time; as many as fit where the next one is not known. */
export function fundingStamps(
  time: number,
  {
    hours,
    intervalHours,
    next,
  }: { readonly hours: number; readonly intervalHours: number; readonly next: number },
): number {
  if (!(next > time)) return Math.floor(hours / intervalHours);
  const left = time + hours * HOUR_MS - next;
  return left < 0 ? 0 : Math.floor(left / (intervalHours * HOUR_MS)) + 1;
}

const cheapestShort = ({ perpetualShort, spotShort }: CarryCosts): number =>
  Number.isNaN(perpetualShort) ? spotShort : Math.min(spotShort, perpetualShort);

const cheapestLong = ({ perpetualLong, spotLong }: CarryCosts): number =>
  Number.isNaN(perpetualLong) ? spotLong : Math.min(spotLong, perpetualLong);
