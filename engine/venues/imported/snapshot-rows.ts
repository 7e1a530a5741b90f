import type { BookSnapshot, MarketEvent } from '../../domain/market/market-event.ts';
import type { TableField } from './column-mapping.ts';
import { decimalOf, type RowCells } from './row-cells.ts';
import { momentOf, type ReaderParts, type RowReader, TimeOrder } from './row-reader.ts';
import { RowRuleError } from './table-row.ts';
import { readUpdateId } from './update-id.ts';

/** Places of one level's cells in a row. */
interface LevelPlaces {
  readonly price: number;
  readonly size: number;
}

const MOST_LEVELS = 1000;

/** Rows that are the best levels of the whole book, or with one level a side the best bid and ask. */
export class SnapshotRows implements RowReader {
  readonly #parts: ReaderParts;
  readonly #order = new TimeOrder();
  readonly #bids: readonly LevelPlaces[];
  readonly #asks: readonly LevelPlaces[];
  #count = 0;

  constructor(parts: ReaderParts) {
    this.#parts = parts;
    this.#bids = placesOf(parts, 'bidPrice', 'bidSize');
    this.#asks = placesOf(parts, 'askPrice', 'askSize');
  }

  read(cells: RowCells): readonly MarketEvent[] {
    const { instrument } = this.#parts;
    const moment = momentOf(cells);
    this.#order.check(moment.time);
    const bids = this.#levels(cells, this.#bids, 'bid');
    const asks = this.#levels(cells, this.#asks, 'ask');
    if (bids.length + asks.length === 0) throw new RowRuleError('a book must have a level, had none');
    const [bid = 0] = bids;
    const [ask = Infinity] = asks;
    if (bid >= ask) throw new RowRuleError('the best bid must be below the best ask, was not');
    const updateId = cells.has('updateId') ? readUpdateId(cells.text('updateId')) : this.#count + 1;
    this.#order.keep(moment.time);
    this.#count += 1;
    const snapshot: BookSnapshot = { kind: 'book-snapshot', instrument, ...moment, bids, asks, updateId };
    return [snapshot];
  }

  rest(): readonly MarketEvent[] {
    return [];
  }

  missed(): void {
    // Every row is a whole book, so the next one needs none before it.
  }

  #levels(cells: RowCells, places: readonly LevelPlaces[], side: 'bid' | 'ask'): number[] {
    const { steps } = this.#parts;
    const levels: number[] = [];
    let last = side === 'bid' ? Infinity : 0;
    for (const { price, size } of places) {
      const priceText = cells.at(price);
      // A thin book has fewer levels than columns.
      if (priceText === '') continue;
      const ticks = steps.price(decimalOf(priceText, `${side} price`), `${side} price`);
      const lots = steps.size(decimalOf(cells.at(size), `${side} size`), `${side} size`);
      const isInOrder = side === 'bid' ? ticks < last : ticks > last;
      if (!isInOrder || ticks <= 0) {
        throw new RowRuleError(
          `${side} prices must be above zero and go away from the middle, was ${priceText}`,
        );
      }
      if (lots === 0) throw new RowRuleError(`${side} size must be at least one lot, was ${cells.at(size)}`);
      levels.push(ticks, lots);
      last = ticks;
    }
    return levels;
  }
}

/** Column places of the levels of one side, best first. */
function placesOf(
  { mapping, header }: ReaderParts,
  priceField: TableField,
  sizeField: TableField,
): LevelPlaces[] {
  const priceName = mapping.columns[priceField] ?? '';
  const sizeName = mapping.columns[sizeField] ?? '';
  const levels: LevelPlaces[] = [];
  for (let level = 0; level < MOST_LEVELS; level += 1) {
    const price = header.indexOf(priceName.replace('#', String(level)));
    const size = header.indexOf(sizeName.replace('#', String(level)));
    if (price === -1 || size === -1) break;
    levels.push({ price, size });
    if (!priceName.includes('#')) break;
  }
  return levels;
}
