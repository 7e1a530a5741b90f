import { type OutsideSeriesName, outsideSeries } from '../../formulas/outside-series.ts';
import type { Random } from '../../numerics/random.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The moment a number is made up for. */
interface Moment {
  readonly time: number;
  /** Price of the instrument the number speaks of, in quote units. */
  readonly price: number;
  readonly random: Random;
}

type MakeUp = (moment: Moment) => number;

/** Around `typical`, a fraction `spread` up or down. */
const about =
  (typical: number, spread: number): MakeUp =>
  ({ random }) =>
    typical * Math.exp(spread * random.normal());
const around =
  (typical: number, deviation: number): MakeUp =>
  ({ random }) =>
    typical + deviation * random.normal();
const nearPrice =
  (offset: number): MakeUp =>
  ({ price, random }) =>
    price * (1 + offset + 0.0002 * random.normal());
const after =
  (periodMs: number): MakeUp =>
  ({ time }) =>
    (Math.floor(time / periodMs) + 1) * periodMs;

/** One plausible number for every named series, so that each formula has what it reads. */
const MADE_UP: Readonly<Record<OutsideSeriesName, MakeUp>> = {
  'chain.height': ({ time }) => 700_000 + Math.floor((time - 1_630_000_000_000) / (10 * MINUTE_MS)),
  'chain.block-time': ({ random, time }) => Math.floor(time / 1000 - 300 * random.exponential(1)),
  'chain.difficulty': about(8e13, 0.01),
  'chain.hash-rate': about(6e20, 0.05),
  'chain.blocks-per-day': around(144, 6),
  'chain.issuance': around(450, 15),
  'chain.fees': about(20, 0.3),
  'chain.transfer-volume': about(1e10, 0.2),
  'chain.active-addresses': about(900_000, 0.1),
  'mining.electricity-price': () => 0.05,
  'mining.fleet-efficiency': () => 25,
  'derivative.funding-rate': around(0.0001, 0.0002),
  'derivative.funding-interval': () => 8,
  'derivative.predicted-funding-rate': around(0.0001, 0.0002),
  'derivative.next-funding-time': after(8 * HOUR_MS),
  'derivative.impact-notional': () => 10_000,
  'derivative.mark-price': nearPrice(0),
  'derivative.index-price': nearPrice(-0.0003),
  'derivative.open-interest': about(50_000, 0.02),
  'derivative.long-short-ratio': about(1.2, 0.2),
  'derivative.liquidation': around(0, 3),
  'future.near-price': nearPrice(0.004),
  'future.near-expiry': after(30 * DAY_MS),
  'future.far-price': nearPrice(0.015),
  'future.far-expiry': ({ time }) => (Math.floor(time / (30 * DAY_MS)) + 4) * 30 * DAY_MS,
  'option.volatility-index': about(0.6, 0.05),
  'option.call-volatility': about(0.61, 0.05),
  'option.put-volatility': about(0.65, 0.05),
  'option.at-the-money-volatility': about(0.6, 0.05),
  'account.leverage': () => 3,
  'loan.borrow-rate': about(0.05, 0.2),
  'spot.reference-price': nearPrice(-0.0001),
  'market.capitalization': ({ price }) => price * 19_700_000,
  'market.circulating-supply': () => 19_700_000,
  'market.total-capitalization': about(2.4e12, 0.02),
  'market.bitcoin-dominance': around(0.55, 0.01),
  'sentiment.fear-and-greed': ({ random }) => Math.floor(100 * random.uniform()),
};

const NAMES = Object.keys(MADE_UP) as OutsideSeriesName[];
/** Told when it happens, not as it stands. */
const HAPPENS: ReadonlySet<OutsideSeriesName> = new Set([
  'derivative.funding-rate',
  'derivative.liquidation',
]);
const FAST = NAMES.filter((name) => outsideSeries[name].freshMs < DAY_MS && !HAPPENS.has(name));

/** Names whose number is due at `time`: all at midnight, what ages within a day every minute, funding every 8 h. */
export function numbersDueAt(time: number): readonly OutsideSeriesName[] {
  if (time % DAY_MS === 0) return NAMES;
  const due = time % (8 * HOUR_MS) === 0 ? [...FAST, 'derivative.funding-rate' as const] : FAST;
  return time % (20 * MINUTE_MS) === 0 ? [...due, 'derivative.liquidation' as const] : due;
}

export const madeUpNumber = (name: OutsideSeriesName, moment: Moment): number => MADE_UP[name](moment);
