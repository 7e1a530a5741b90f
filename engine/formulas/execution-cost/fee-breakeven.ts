import { notNegative } from '../../numerics/checked-numbers.ts';
import { defineFormula, type MarketStep } from '../formula.ts';
import { COST, withReadings } from '../readings.ts';
import type { OwnFill } from '../step-contents.ts';

const BPS = 10_000;

/**
 * Win rate at which a trade with these targets just pays its costs; 1 or more says that no win rate does.
 * The share of legs filled as maker is that of the own fills seen so far, told by their fees: what adds to
 * the position is an entry, the rest an exit, and before the first exit exits are taken to be takers. `tp`
 * and `sl` are the targets as fractions of the price. Warm with the first own fill.
 */
export const feeBreakeven = defineFormula({
  id: 'F318',
  key: 'fee-breakeven',
  title: 'Maker/taker fee mix and break-even win rate',
  family: 'execution-cost',
  output: { unit: 'fraction' },
  role: 'cost',
  source:
    "Foucault, T., Kadan, O. & Kandel, E., 'Liquidity Cycles and Make/Take Fees in Electronic Markets', Journal of Finance 68(1), 2013 (maker/taker fee model); break-even identity from the two-outcome expectation",
  catalogue: {
    inputs: ['external'],
    params: {
      maker: { unit: 'fraction', meaning: 'maker fee (negative = rebate)' },
      taker: { unit: 'fraction', meaning: 'taker fee' },
      spread: { unit: 'fraction', meaning: 'full quoted spread' },
      slip: { unit: 'fraction', meaning: 'extra slippage per taker leg' },
    },
    definition: `
      Probability pe (entry) and px (exit) that the leg is filled as maker (id 255 or realised share). Leg
      cost: maker leg = maker - spread/2; taker leg = taker + spread/2 + slip. Round-trip cost c = pe*M +
      (1-pe)*T + px*M + (1-px)*T. Break-even win rate for target TP and stop SL (fractions): p* = (SL +
      c)/(TP + SL). TP + SL <= 0 -> null. p* >= 1 means no win rate suffices.
    `,
    update: 'O(1).',
    signal: `
      cost: c enters id 337; entries with estimated win rate (Wilson lower bound, id 331) below p* are
      refused.
    `,
    range: 'real',
  },
  defaults: { maker: 0.0002, taker: 0.0004, spread: 0.0001, slip: 0.00005, tp: 0.015, sl: 0.005 },
  input: 'step',
  reads: ['own-fill'],
  readings: {
    /** Costs of a round trip. */
    cost: COST,
    entryMakerShare: { unit: 'probability', min: 0, max: 1 },
    exitMakerShare: { unit: 'probability', min: 0, max: 1 },
  },
  warmUp: () => 1,

  start(params) {
    const { maker, sl, taker, tp } = params;
    notNegative('spread', params.spread);
    const fills = new MakerShares((maker + taker) / 2);
    const shares = () => ({ entry: fills.entryShare, exit: fills.exitShare });
    let cost = 0;

    return withReadings(
      (step: MarketStep) => {
        if (step.kind !== 'own-fill') return undefined;
        fills.push(step.fill);
        cost = roundTripCost(params, shares());
        return breakEvenRate(cost, tp, sl);
      },
      {
        cost: () => cost * BPS,
        entryMakerShare: () => fills.entryShare,
        exitMakerShare: () => fills.exitShare,
      },
    );
  },
});

/** Fees and spread as fractions of the price; a fee below zero is a rebate. */
export interface LegCosts {
  readonly maker: number;
  readonly taker: number;
  readonly spread: number;
  readonly slip: number;
}

/** Cost of entry and exit together as a fraction of the price, from the probabilities of a fill as maker. */
export function roundTripCost(
  { maker, slip, spread, taker }: LegCosts,
  { entry, exit }: { readonly entry: number; readonly exit: number },
): number {
  const asMaker = maker - spread / 2;
  const asTaker = taker + spread / 2 + slip;
  return (entry + exit) * asMaker + (2 - entry - exit) * asTaker;
}

/** The win rate that just pays `cost` between a target `tp` and a stop `sl`; undefined where these leave nothing between them. */
export function breakEvenRate(cost: number, tp: number, sl: number): number | undefined {
  return tp + sl > 0 ? (sl + cost) / (tp + sl) : undefined;
}

/** How many of the own entries and exits were filled as maker. */
class MakerShares {
  readonly #feeBetween: number;
  #heldBase = 0;
  readonly #entries = { count: 0, maker: 0 };
  readonly #exits = { count: 0, maker: 0 };

  /** A fill whose fee, as a fraction of its value, is below `feeBetween` was one of a maker. */
  constructor(feeBetween: number) {
    this.#feeBetween = feeBetween;
  }

  get entryShare(): number {
    return shareOf(this.#entries);
  }

  get exitShare(): number {
    return shareOf(this.#exits);
  }

  push({ feeQuote, price, side, sizeBase }: OwnFill): void {
    const signed = side === 'buy' ? sizeBase : -sizeBase;
    const legs = this.#heldBase * signed < 0 ? this.#exits : this.#entries;
    legs.count += 1;
    if (feeQuote / (price * sizeBase) < this.#feeBetween) legs.maker += 1;
    this.#heldBase += signed;
    // What rounding leaves of a closed position is none.
    if (Math.abs(this.#heldBase) < 1e-9 * sizeBase) this.#heldBase = 0;
  }
}

const shareOf = ({ count, maker }: { readonly count: number; readonly maker: number }): number =>
  count === 0 ? 0 : maker / count;
