import { mulDiv, parseFixed } from '../units/fixed.ts';
import { lots, type Lots } from '../units/lots.ts';
import { MONEY_SCALE, money, type Money, moneyFromDecimal } from '../units/money.ts';
import type { Price } from '../units/price.ts';
import type { Quantity } from '../units/quantity.ts';
import { ticks, type Ticks } from '../units/ticks.ts';

/** `venue:symbol`, e.g. `sandbox:BTC/USDT:USDT`. */
export type InstrumentId = string;

export type ContractKind = 'spot' | 'linear-perpetual';

/** What a position of up to `upToQuote` must be backed by. */
export interface MarginTier {
  /** Value of the position in quote units up to which the tier goes; the last one goes on for ever. */
  readonly upToQuote: string;
  /** Margin to open and to keep a position, in millionths of its value. */
  readonly initialPpm: number;
  readonly maintenancePpm: number;
}

/** The venue's rules for one instrument, as text where digits matter. */
export interface InstrumentRules {
  readonly venue: string;
  /** ccxt's unified symbol: `BTC/USDT` is spot, `BTC/USDT:USDT` a perpetual settled in USDT. */
  readonly symbol: string;
  readonly kind: ContractKind;
  readonly base: string;
  readonly quote: string;
  /** Smallest price step in quote units, a decimal such as `"0.1"`. */
  readonly tickSize: string;
  /** Smallest size step in base units, a decimal such as `"0.001"`. */
  readonly lotSize: string;
  /** Smallest and largest order in base units. */
  readonly minSizeBase: string;
  readonly maxSizeBase: string;
  /** Smallest order value in quote units. */
  readonly minNotionalQuote: string;
  /** Largest order value in quote units; left out where the venue names none. */
  readonly maxNotionalQuote?: string;
  /** Fees in millionths of the notional: 550 is 5.5 bps. Below zero is a rebate. */
  readonly makerFeePpm: number;
  readonly takerFeePpm: number;
  /** Highest exposure per unit of margin; 1 for spot. */
  readonly maxLeverage: number;
  /** Margin by size of the position, smallest first; left out: `maxLeverage` for every size, half of it to keep. */
  readonly marginTiers?: readonly MarginTier[];
  /** Hours between funding payments; 0 where there is none. */
  readonly fundingIntervalHours: number;
}

/** One tradable thing at one venue, with what follows from its rules. Immutable. */
export interface Instrument extends InstrumentRules {
  readonly id: InstrumentId;
  /** Tick and lot as doubles, for measuring only. */
  readonly tickValue: number;
  readonly lotValue: number;
  /** What one lot is worth per tick of price, in ledger units. Exact. */
  readonly moneyPerTickLot: bigint;
  readonly minLots: Lots;
  readonly maxLots: Lots;
  readonly minNotional: Money;
  readonly maxNotional?: Money;
}

const STEP_SCALE = 18;

/**
 * Checks the rules and derives the exact factors.
 * @throws {RangeError} when a step is not a positive decimal or a tick of one lot is not a whole
 * number of 10^-8 quote units (then the ledger could not be exact).
 */
export function defineInstrument(rules: InstrumentRules): Instrument {
  const id = `${rules.venue}:${rules.symbol}`;
  const tick = parseFixed(rules.tickSize, STEP_SCALE);
  const lot = parseFixed(rules.lotSize, STEP_SCALE);
  if (tick <= 0n || lot <= 0n) {
    throw new RangeError(`${id}: tick ${rules.tickSize} and lot ${rules.lotSize} must be above zero`);
  }
  const scale = 10n ** BigInt(2 * STEP_SCALE - MONEY_SCALE);
  const product = tick * lot;
  if (product % scale !== 0n) {
    throw new RangeError(
      `${id}: tick ${rules.tickSize} x lot ${rules.lotSize} must be a whole number of 10^-${MONEY_SCALE} ${rules.quote}`,
    );
  }
  return Object.freeze({
    ...rules,
    id,
    tickValue: Number(rules.tickSize),
    lotValue: Number(rules.lotSize),
    moneyPerTickLot: product / scale,
    minLots: lots(Number(mulDiv(parseFixed(rules.minSizeBase, STEP_SCALE), 1n, lot, 'ceiling'))),
    maxLots: lots(Number(mulDiv(parseFixed(rules.maxSizeBase, STEP_SCALE), 1n, lot, 'floor'))),
    minNotional: moneyFromDecimal(rules.minNotionalQuote),
    ...(rules.maxNotionalQuote === undefined
      ? {}
      : { maxNotional: moneyFromDecimal(rules.maxNotionalQuote) }),
  });
}

/** The exact value of `size` at `at` in ledger units. */
export const notionalOf = (instrument: Instrument, size: Lots, at: Ticks): Money =>
  money(BigInt(size) * BigInt(at) * instrument.moneyPerTickLot);

/** A price in quote units, for measuring and display. */
export const priceOf = (instrument: Instrument, at: Ticks): Price =>
  roundedStep(at, instrument.tickSize) as Price;

/** A size in base units, for measuring and display. */
export const quantityOf = (instrument: Instrument, size: Lots): Quantity =>
  roundedStep(size, instrument.lotSize) as Quantity;

/** Reads a venue's decimal price. @throws {RangeError} when it is off the tick grid or not above zero. */
export function ticksFromDecimal(instrument: Instrument, text: string): Ticks {
  return ticks(steps(text, instrument.tickSize, { what: `${instrument.id}: price`, unit: instrument.quote }));
}

/** Reads a venue's decimal size. @throws {RangeError} when it is off the lot grid or negative. */
export function lotsFromDecimal(instrument: Instrument, text: string): Lots {
  return lots(steps(text, instrument.lotSize, { what: `${instrument.id}: size`, unit: instrument.base }));
}

function steps(text: string, step: string, of: { readonly what: string; readonly unit: string }): number {
  const value = parseFixed(text, STEP_SCALE);
  const size = parseFixed(step, STEP_SCALE);
  if (value % size !== 0n)
    throw new RangeError(`${of.what} ${text} ${of.unit} is not a multiple of ${step} ${of.unit}`);
  return Number(value / size);
}

/** A decimal step as a fraction of whole numbers: 0.025 is 25 / 1000. */
interface StepFraction {
  readonly multiple: number;
  readonly power: number;
}

const fractions = new Map<string, StepFraction>();

// Every number on screen passes here, and there are as many steps as instruments.
function fractionOf(step: string): StepFraction {
  const known = fractions.get(step);
  if (known) return known;
  const power = 10 ** (step.split('.')[1]?.length ?? 0);
  const fraction = { multiple: Math.round(Number(step) * power), power };
  fractions.set(step, fraction);
  return fraction;
}

/** `count * step` without binary dust: 3 x 0.1 is 0.3. */
function roundedStep(count: number, step: string): number {
  const { multiple, power } = fractionOf(step);
  return (count * multiple) / power;
}
