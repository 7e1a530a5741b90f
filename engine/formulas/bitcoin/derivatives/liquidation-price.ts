import { notNegative, positive } from '../../../numerics/checked-numbers.ts';
import { defineFormula } from '../../formula.ts';
import { OutsideValues } from '../../outside-values.ts';
import { EXIT, withReadings } from '../../readings.ts';
import type { HeldPosition } from '../../step-contents.ts';

const SERIES = ['derivative.mark-price', 'account.leverage'] as const;

/**
 * Distance of the price from that at which the venue would close our position by force, as a log. The price
 * is the mark price, or the last close while no mark is told. `leverage` is used until the account tells its
 * own; `inverse` 1 is a contract with the coin as margin. It asks to close once less than `buffer` of the
 * distance at entry is left. No value while flat, and where the position cannot be liquidated, as a long
 * without leverage cannot. Warm with a position and a price.
 */
export const liquidationPrice = defineFormula({
  id: 'F274',
  key: 'liquidation-price',
  title: 'Isolated-margin liquidation price (linear and inverse)',
  family: 'bitcoin',
  output: { unit: 'quote currency', min: 0 },
  role: 'exit',
  source:
    "Soska, K., Dong, J.-D., Khodaverdian, A., Zetlin-Jones, A., Routledge, B. & Christin, N., 'Towards Understanding Cryptocurrency Derivatives: A Case Study of BitMEX', WWW 2021",
  catalogue: {
    inputs: ['external'],
    params: {
      mmr: { unit: 'fraction of notional', meaning: 'maintenance margin rate' },
      fee: { unit: 'fraction', meaning: 'liquidation/taker fee' },
      buffer: { unit: 'fraction of the distance', meaning: 'exit before liquidation' },
    },
    definition: `
      Entry price E, leverage l (initial margin 1/l), side s = +1 long, -1 short. Linear contract:
      liquidation when margin + PnL = (mmr+fee)*notional at the mark: E/l + s*(P-E) = (mmr+fee)*P -> P_liq
      = E*(s - 1/l)/(s - mmr - fee). Inverse (coin-margined) contract, PnL in coin per quote unit
      s*(1/E-1/P), margin 1/(l*E), maintenance (mmr+fee)/P: P_liq = E*(s + mmr + fee)/(s + 1/l). Value =
      distance |ln(P/P_liq)|. A non-positive P_liq means it cannot be liquidated (null).
    `,
    update: 'O(1).',
    signal: `
      exit: close or reduce when the distance falls below buffer times its value at entry; size: entry
      refused if P_liq is inside the stop.
    `,
    range: '(0,inf)',
  },
  defaults: { mmr: 0.005, fee: 0.0006, buffer: 0.25, leverage: 1, inverse: 0 },
  input: 'step',
  reads: ['position', 'series', 'bar'],
  series: SERIES,
  readings: {
    ...EXIT,
    /** The price at which the position would be closed. */
    liquidationPrice: { unit: 'quote', min: 0 },
    /** The distance the position had at its entry price. */
    entryDistance: { unit: 'log', min: 0 },
  },
  warmUp: () => 2,

  start(params) {
    positive('leverage', params.leverage);
    notNegative('buffer', params.buffer);
    const told = new OutsideValues(SERIES);
    let direction: HeldPosition['direction'] = 'flat';
    let entry = 0;
    let close = NaN;
    let price = NaN;
    let level: number | undefined;
    let value: number | undefined;
    const side = () => (direction === 'long' ? 1 : -1);

    const levelAt = (time: number) => {
      const leverage = told.at('account.leverage', time);
      const used = leverage > 0 ? leverage : params.leverage;
      return direction === 'flat'
        ? undefined
        : liquidationLevel({ ...params, entry, side: side(), leverage: used });
    };
    const urgency = () => {
      if (level === undefined || value === undefined) return 0;
      const isBeyond = side() * (price - level) <= 0;
      return isBeyond || value < params.buffer * Math.abs(Math.log(entry / level)) ? 1 : 0;
    };
    return withReadings(
      (step) => {
        if (step.kind === 'series') told.take(step);
        if (step.kind === 'bar') close = step.bar.close;
        if (step.kind === 'position') {
          direction = step.position.direction;
          entry = step.position.entryPrice;
        }
        const mark = told.at('derivative.mark-price', step.time);
        price = mark > 0 ? mark : close;
        level = levelAt(step.time);
        value = level !== undefined && price > 0 ? Math.abs(Math.log(price / level)) : undefined;
        return value;
      },
      {
        urgency,
        liquidationPrice: () => level,
        entryDistance: () => (level === undefined ? undefined : Math.abs(Math.log(entry / level))),
      },
    );
  },
});

/** What the price of liquidation rests on. */
export interface LiquidationTerms {
  /** Price of entry. */
  readonly entry: number;
  /** 1 long, -1 short. */
  readonly side: number;
  /** Notional per unit of initial margin. */
  readonly leverage: number;
  /** Maintenance margin and the fee of closing, as fractions of the notional. */
  readonly mmr: number;
  readonly fee: number;
  /** 1 where the coin is the margin, else the quote currency is. */
  readonly inverse: number;
}

/** The mark price at which margin and loss meet the maintenance margin; undefined where there is none above zero. */
export function liquidationLevel(terms: LiquidationTerms): number | undefined {
  const { entry, fee, inverse, leverage, mmr, side } = terms;
  const kept = mmr + fee;
  const level =
    inverse === 1
      ? (entry * (side + kept)) / (side + 1 / leverage)
      : (entry * (side - 1 / leverage)) / (side - kept);
  return Number.isFinite(level) && level > 0 ? level : undefined;
}
