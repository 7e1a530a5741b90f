import type { UnixMs } from '../../domain/units/time.ts';
import type { ColumnMapping, TableField } from './column-mapping.ts';
import { plainDecimal } from './plain-decimal.ts';
import { readTime } from './row-time.ts';
import { RowRuleError } from './table-row.ts';

/** Reads the cells of a row by what they mean. */
export class RowCells {
  readonly #mapping: ColumnMapping;
  readonly #places: Partial<Record<TableField, number>> = {};
  readonly #columnCount: number;
  #cells: readonly string[] = [];

  constructor(mapping: ColumnMapping, header: readonly string[]) {
    this.#mapping = mapping;
    this.#columnCount = header.length;
    for (const [field, column] of Object.entries(mapping.columns)) {
      const place = header.indexOf(column);
      if (place !== -1) this.#places[field as TableField] = place;
    }
  }

  /** @throws {RowRuleError} when the row has not one cell for each column. */
  take(cells: readonly string[]): void {
    if (cells.length !== this.#columnCount) {
      throw new RowRuleError(`a row must have ${this.#columnCount} cells, had ${cells.length}`);
    }
    this.#cells = cells;
  }

  has(field: TableField): boolean {
    return this.#places[field] !== undefined;
  }

  text(field: TableField): string {
    const place = this.#places[field];
    return place === undefined ? '' : (this.#cells[place] ?? '');
  }

  at(place: number): string {
    return this.#cells[place] ?? '';
  }

  /** @throws {RowRuleError} when the cell is no plain decimal at or above zero. */
  decimal(field: TableField): string {
    return decimalOf(this.text(field), field);
  }

  /** @throws {RowRuleError} when the cell is no decimal above zero. */
  positive(field: TableField): string {
    const plain = this.decimal(field);
    if (Number(plain) > 0) return plain;
    throw new RowRuleError(`${field} must be above zero, was ${plain}`);
  }

  /** @throws {RowRuleError} when the cell is no moment. */
  time(field: 'time' | 'receivedTime'): UnixMs {
    const { timeShiftMs, timeUnit } = this.#mapping;
    return (readTime(this.text(field), timeUnit, field) + timeShiftMs) as UnixMs;
  }

  /** @throws {RowRuleError} when the word is in neither list. */
  side(): 'buy' | 'sell' {
    const { buyWords, sellWords } = this.#mapping;
    const word = this.text('side').toLowerCase();
    if (buyWords.includes(word)) return 'buy';
    if (sellWords.includes(word)) return 'sell';
    throw new RowRuleError(
      `side must be one of ${[...buyWords, ...sellWords].join(', ')}, was ${JSON.stringify(word.slice(0, 40))}`,
    );
  }

  isSnapshot(): boolean {
    return this.#mapping.snapshotWords.includes(this.text('isSnapshot').toLowerCase());
  }
}

/** @throws {RowRuleError} naming the field and the value. */
export function decimalOf(text: string, field: string): string {
  const plain = plainDecimal(text);
  if (plain !== undefined) return plain;
  throw new RowRuleError(`${field} must be a plain decimal, was ${JSON.stringify(text.slice(0, 40))}`);
}
