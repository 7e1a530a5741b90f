import type { Instrument } from '../../../domain/instrument/instrument.ts';
import { formatFixed, parseFixed } from '../../../domain/units/fixed.ts';

const SCALE = 18;
const PLAIN = /^(0|[1-9]\d{0,20})(\.\d{1,18})?$/;

/** One market of the venue: its rules and its best prices, in whole ticks. */
export class CoreMarket {
  readonly symbol: string;
  readonly instrument: Instrument;
  bid: number;
  ask: number;
  readonly #tick: bigint;
  readonly #lot: bigint;

  constructor(symbol: string, instrument: Instrument, { ask, bid }: { bid: number; ask: number }) {
    this.symbol = symbol;
    this.instrument = instrument;
    this.bid = bid;
    this.ask = ask;
    this.#tick = parseFixed(instrument.tickSize, SCALE);
    this.#lot = parseFixed(instrument.lotSize, SCALE);
  }

  get isSpot(): boolean {
    return this.instrument.kind === 'spot';
  }

  priceText(ticks: number): string {
    return formatFixed(BigInt(ticks) * this.#tick, SCALE);
  }

  sizeText(lots: number): string {
    return formatFixed(BigInt(lots) * this.#lot, SCALE);
  }

  /** Whole ticks; undefined when the text is no price on the grid. */
  ticksOf(text: unknown): number | undefined {
    return stepsIn(text, this.#tick);
  }

  /** Whole lots; undefined when the text is no size on the grid. */
  lotsOf(text: unknown): number | undefined {
    return stepsIn(text, this.#lot);
  }

  /** Ledger units (10^-8) of so many lots at so many ticks. */
  notional(lots: number, ticks: number): bigint {
    return BigInt(lots) * BigInt(ticks) * this.instrument.moneyPerTickLot;
  }
}

function stepsIn(text: unknown, step: bigint): number | undefined {
  if (typeof text !== 'string' || !PLAIN.test(text)) return undefined;
  const value = parseFixed(text, SCALE);
  return value % step === 0n ? Number(value / step) : undefined;
}
