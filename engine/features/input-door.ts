import type { Bar } from '../domain/market/bar.ts';
import { outsideSeries, type OutsideSeriesName } from '../formulas/outside-series.ts';

const UNITS: ReadonlyMap<string, string> = new Map(
  Object.entries(outsideSeries).map(([name, { unit }]) => [name, unit]),
);

/** Why an input was kept from the formulas. */
export type InputFault =
  | 'a number that is not finite'
  | 'a price of zero or below'
  | 'a size below zero'
  | 'a high below a low'
  | 'a time before the last'
  | 'an unknown series';

/** An input that was refused: of what, why, and how often that has happened by now. */
export interface RefusedInput {
  /** What it was an input of, e.g. `sandbox:BTC/USDT:USDT bar`. */
  readonly of: string;
  readonly fault: InputFault;
  /** The value or time that broke the rule. */
  readonly value: number;
  readonly count: number;
}

/**
 * The door in front of all formulas: what is not a number, not a price or out of order in time does not get
 * through, is counted and leaves the state of every formula as it was.
 */
export class InputDoor {
  readonly #counts = new Map<string, number>();
  readonly #tell: (refused: RefusedInput) => void;
  #total = 0;

  /** `tell` hears of the 1st, 10th, 100th, … refusal of a kind, so that a broken feed does not fill the log. */
  constructor(tell: (refused: RefusedInput) => void = () => undefined) {
    this.#tell = tell;
  }

  /** Inputs refused so far. */
  get refusedCount(): number {
    return this.#total;
  }

  /** Whether `time` is not before `last`; what arrives at one moment may share its time. */
  admitsTime(of: string, time: number, last: number): boolean {
    if (time >= last) return true;
    return this.#refuse(
      of,
      Number.isFinite(time) ? 'a time before the last' : 'a number that is not finite',
      time,
    );
  }

  admitsPrice(of: string, price: number): boolean {
    if (price > 0 && price < Infinity) return true;
    return this.#refuse(
      of,
      Number.isFinite(price) ? 'a price of zero or below' : 'a number that is not finite',
      price,
    );
  }

  admitsSize(of: string, size: number): boolean {
    if (size >= 0 && size < Infinity) return true;
    return this.#refuse(
      of,
      Number.isFinite(size) ? 'a size below zero' : 'a number that is not finite',
      size,
    );
  }

  admitsNumber(of: string, value: number): boolean {
    return Number.isFinite(value) || this.#refuse(of, 'a number that is not finite', value);
  }

  /** A bar whose prices can be prices and that begins after the one before it. */
  admitsBar(of: string, bar: Bar, lastOpenTime: number): boolean {
    const { buyVolumeBase, close, high, low, open, openTime, volumeBase } = bar;
    if (!this.admitsTime(of, openTime, lastOpenTime + 1)) return false;
    const isPriced =
      this.admitsPrice(of, open) &&
      this.admitsPrice(of, high) &&
      this.admitsPrice(of, low) &&
      this.admitsPrice(of, close);
    if (!isPriced || !this.admitsSize(of, volumeBase) || !this.admitsSize(of, buyVolumeBase)) return false;
    const isInside = low <= Math.min(open, close) && high >= Math.max(open, close);
    return isInside || this.#refuse(of, 'a high below a low', high - low);
  }

  /** A finite number of a series that is known; what is counted in quote units is a price or a value of money. */
  admitsSeries(name: string, value: number): name is OutsideSeriesName {
    const unit = UNITS.get(name);
    if (unit === undefined) return this.#refuse(`series ${name}`, 'an unknown series', value);
    if (unit === 'quote') return this.admitsPrice(name, value);
    return this.admitsNumber(name, value);
  }

  #refuse(of: string, fault: InputFault, value: number): false {
    const kind = `${of}: ${fault}`;
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    this.#total += 1;
    if (Number.isInteger(Math.log10(count))) this.#tell({ of, fault, value, count });
    return false;
  }
}

/** A refusal as a sentence for the log. */
export const refusalText = ({ count, fault, of, value }: RefusedInput): string =>
  `${of}: an input was kept from the formulas for ${fault}, was ${value}${count > 1 ? ` (${count} so far)` : ''}`;
