import type { Levels } from '../../domain/market/levels.ts';
import { RecordingError } from './recording-error.ts';
import { shownValue } from './shown-value.ts';

/** Checked access to the entries of one row. Every method throws a `RecordingError` naming the rule. */
export class RowFields {
  readonly #row: readonly unknown[];

  constructor(row: readonly unknown[]) {
    this.#row = row;
  }

  get length(): number {
    return this.#row.length;
  }

  expectLength(length: number): void {
    if (this.#row.length !== length) {
      throw new RecordingError(
        `a row of kind ${String(this.#row[0])} must have ${length} entries, had ${this.#row.length}`,
      );
    }
  }

  /** A whole number of either sign. */
  signed(index: number, name: string): number {
    const value = this.#row[index];
    if (!Number.isSafeInteger(value)) throw broken(name, 'a whole number', value);
    return value as number;
  }

  /** A whole number, not negative. */
  whole(index: number, name: string): number {
    const value = this.#row[index];
    if (!Number.isSafeInteger(value) || (value as number) < 0)
      throw broken(name, 'a whole number, not negative', value);
    return value as number;
  }

  positive(index: number, name: string): number {
    const value = this.#row[index];
    if (!Number.isSafeInteger(value) || (value as number) <= 0)
      throw broken(name, 'a whole number above zero', value);
    return value as number;
  }

  /** A finite number, not negative. */
  amount(index: number, name: string): number {
    const value = this.#row[index];
    if (typeof value !== 'number' || !Number.isFinite(value) || value < 0)
      throw broken(name, 'a finite number, not negative', value);
    return value;
  }

  /** A finite number of either sign. */
  finite(index: number, name: string): number {
    const value = this.#row[index];
    if (typeof value !== 'number' || !Number.isFinite(value)) throw broken(name, 'a finite number', value);
    return value;
  }

  text(index: number, name: string): string {
    const value = this.#row[index];
    if (typeof value !== 'string') throw broken(name, 'text', value);
    return value;
  }

  oneOf<Choice extends string>(index: number, name: string, choices: readonly Choice[]): Choice {
    const value = this.#row[index];
    const choice = choices.find((known) => known === value);
    if (choice === undefined) throw broken(name, `one of ${choices.join(' ')}`, value);
    return choice;
  }

  /** Ticks above zero and lots, in turn. */
  levels(index: number, name: string): Levels {
    const value = this.#row[index];
    if (!Array.isArray(value) || value.length % 2 !== 0)
      throw broken(name, 'a list of ticks and lots in turn', value);
    const list = value as unknown[];
    for (let at = 0; at < list.length; at += 1) {
      const entry = list[at];
      const least = at % 2 === 0 ? 1 : 0;
      if (!Number.isSafeInteger(entry) || (entry as number) < least) {
        throw broken(`entry ${at} of ${name}`, `a whole number of at least ${least}`, entry);
      }
    }
    return list as number[];
  }
}

function broken(name: string, rule: string, value: unknown): RecordingError {
  return new RecordingError(`${name} must be ${rule}, was ${shownValue(value)}`);
}
