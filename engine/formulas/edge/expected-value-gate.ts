import { notNegative, positive } from '../../numerics/checked-numbers.ts';
import { defineFormula, type MarketStep } from '../formula.ts';
import { plattCalibration } from '../multiscale/combination/platt-calibration.ts';
import {
  assumedWinRate,
  convictionOf,
  TradeCalibration,
} from '../multiscale/combination/trade-calibration.ts';
import { FILTER, withReadings } from '../readings.ts';

/** What the zones mean as numbers. */
const ZONE = { red: -1, yellow: 0, green: 1 } as const;

/**
 * What a trade on the vote of now is expected to earn between its target `tp` and its stop `sl`, as a
 * fraction of its notional after costs. The win probability is that of our own closed trades (Platt
 * calibration with its defaults), 0.5 and a tenth of the conviction while there are too few. The costs are the
 * taker fee and slippage of both ways and the quoted spread. No value while the vote is flat. Warm with the
 * first vote after a quote.
 */
export const expectedValueGate = defineFormula({
  id: 'F337',
  key: 'expected-value-gate',
  title: 'Net expected-value gate (red, yellow, green)',
  family: 'edge',
  output: { unit: 'fraction of notional' },
  role: 'filter',
  source:
    "Seed 000 of this project (three EV zones); expectation rule: Tharp, V. K., 'Trade Your Way to Financial Freedom', McGraw-Hill, 1998",
  catalogue: {
    inputs: ['external'],
    params: {
      red: { unit: 'fraction', meaning: 'source document 000: below is red' },
      green: {
        unit: 'fraction',
        meaning:
          'source document 000: at or above is green; source document 001 asks 0.0018 gross for 0.12% fees',
      },
      yellow_size: { unit: '1', meaning: 'size in the yellow zone' },
      small_equity: {
        unit: 'USD',
        meaning: 'yellow is traded only at or below this equity (source document 000)',
      },
    },
    definition: `
      For a proposed trade with estimated win probability p (vote posterior shrunk as in voting.md),
      target TP and stop SL (fractions of entry) and round-trip cost c (ids 318 + 316 + 269): EV = p*TP -
      (1-p)*SL - c. Zone: red if EV < red; green if EV >= green; otherwise yellow.
    `,
    update: 'O(1).',
    signal: `
      filter: red -> blocked; yellow -> size x yellow_size if equity <= small_equity else blocked; green
      -> open.
    `,
    range: 'real',
  },
  defaults: {
    red: -0.001,
    green: 0.00015,
    yellow_size: 0.5,
    small_equity: 25,
    tp: 0.015,
    sl: 0.005,
    taker: 0.0004,
    slip: 0.00005,
    group: 1,
  },
  input: 'step',
  reads: ['vote', 'closed-trade', 'quote', 'holdings'],
  keepsOverGaps: true,
  readings: {
    ...FILTER,
    /** -1 red: blocked; 0 yellow: small accounts alone, at part of the size; 1 green: open. */
    zone: { unit: 'zone', min: ZONE.red, max: ZONE.green },
    /** Probability taken for a win. */
    probability: { unit: 'probability', min: 0, max: 1 },
    /** Costs of the round trip. */
    roundTripCost: { unit: 'fraction of notional', min: 0 },
  },
  warmUp: () => 2,

  start({ green, red, sl, slip, small_equity: smallEquity, taker, tp, yellow_size: yellowSize }) {
    const fees = 2 * (notNegative('taker', taker) + notNegative('slip', slip));
    positive('tp', tp);
    positive('sl', sl);
    if (!(red <= green)) throw new RangeError(`red must not be above green, was ${red} above ${green}`);
    const { min_n: fewest, refit, window } = plattCalibration.defaults;
    const calibration = new TradeCalibration({ window, refit, fewest });
    let conviction = NaN;
    let spread = NaN;
    let equity = NaN;
    let value = NaN;
    const cost = () => fees + spread;
    const probability = () => calibration.probability(conviction) ?? assumedWinRate(conviction);
    const zone = () => zoneOf(value, { red, green });
    const take = (step: MarketStep): void => {
      if (step.kind === 'closed-trade') calibration.push(step.trade);
      if (step.kind === 'holdings') equity = step.holdings.equityQuote;
      if (step.kind === 'vote') conviction = step.vote.winner === 0 ? NaN : convictionOf(step.vote);
      if (step.kind === 'quote') spread = spreadOf(step.quote);
    };

    return withReadings(
      (step: MarketStep) => {
        take(step);
        if (!Number.isFinite(conviction) || !Number.isFinite(spread)) return undefined;
        value = expectedValue({ p: probability(), tp, sl, cost: cost() });
        return value;
      },
      {
        gate: () => {
          if (zone() !== ZONE.yellow) return zone() === ZONE.green ? 1 : 0;
          return equity <= smallEquity ? yellowSize : 0;
        },
        zone,
        probability,
        roundTripCost: cost,
      },
    );
  },
});

/** Spread as a share of the mid. */
const spreadOf = ({ ask, bid }: { readonly bid: number; readonly ask: number }): number =>
  (ask - bid) / ((bid + ask) / 2);

/** A trade that is thought about; target, stop and costs are fractions of its notional. */
export interface ProposedTrade {
  /** Probability that the target comes first. */
  readonly p: number;
  readonly tp: number;
  readonly sl: number;
  readonly cost: number;
}

/** What the trade earns on average, after costs. */
export const expectedValue = ({ cost, p, sl, tp }: ProposedTrade): number => p * tp - (1 - p) * sl - cost;

/** -1 below `red`, 1 from `green` on, 0 between. */
export const zoneOf = (
  value: number,
  { green, red }: { readonly red: number; readonly green: number },
): -1 | 0 | 1 => {
  if (value < red) return ZONE.red;
  return value >= green ? ZONE.green : ZONE.yellow;
};
