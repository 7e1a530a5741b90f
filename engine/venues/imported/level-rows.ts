import type { MarketEvent } from '../../domain/market/market-event.ts';
import type { RowCells } from './row-cells.ts';
import { momentOf, type ReaderParts, type RowMoment, type RowReader, TimeOrder } from './row-reader.ts';
import { RowRuleError } from './table-row.ts';
import { readUpdateId } from './update-id.ts';

/** Rows that belong to one message of the venue. */
interface Group extends RowMoment {
  readonly isSnapshot: boolean;
  readonly updateId: number;
  readonly bids: Map<number, number>;
  readonly asks: Map<number, number>;
}

/**
 * Rows that are one price level each. Rows of the same moment and update are one change of the book;
 * rows marked as snapshot are the whole book anew.
 */
export class LevelRows implements RowReader {
  readonly #parts: ReaderParts;
  readonly #order = new TimeOrder();
  #group: Group | undefined;
  #count = 0;
  #missedLine: number | undefined;

  constructor(parts: ReaderParts) {
    this.#parts = parts;
  }

  read(cells: RowCells): readonly MarketEvent[] {
    const { steps } = this.#parts;
    const moment = momentOf(cells);
    this.#order.check(moment.time);
    const isSnapshot = cells.has('isSnapshot') && cells.isSnapshot();
    const ownId = cells.has('updateId') ? readUpdateId(cells.text('updateId')) : undefined;
    const ticks = steps.price(cells.positive('price'), 'price');
    const lots = steps.size(cells.decimal('size'), 'size');
    if (isSnapshot && lots === 0) {
      throw new RowRuleError(`size in a whole book must be at least one lot, was ${cells.text('size')}`);
    }
    const side = cells.side();
    const { done, group } = this.#groupOf(moment, isSnapshot, ownId);
    const levels = side === 'buy' ? group.bids : group.asks;
    const known = levels.get(ticks);
    // Some venues repeat a level inside an update; said twice alike it changes nothing.
    if (known !== undefined && known !== lots) {
      throw new RowRuleError(
        `the ${side === 'buy' ? 'bid' : 'ask'} at ${cells.text('price')} is there already with another size`,
      );
    }
    levels.set(ticks, lots);
    this.#group = group;
    this.#order.keep(moment.time);
    return done;
  }

  rest(): readonly MarketEvent[] {
    const events = this.#group === undefined ? [] : this.#eventsOf(this.#group);
    this.#group = undefined;
    return events;
  }

  missed(line: number): void {
    this.#missedLine ??= line;
  }

  #groupOf(
    moment: RowMoment,
    isSnapshot: boolean,
    ownId: number | undefined,
  ): { readonly done: readonly MarketEvent[]; readonly group: Group } {
    const open = this.#group;
    const belongs =
      open?.time === moment.time &&
      open.venueTime === moment.venueTime &&
      open.isSnapshot === isSnapshot &&
      (ownId === undefined || open.updateId === ownId);
    if (open && belongs) return { done: [], group: open };
    const done = open ? this.#eventsOf(open) : [];
    const group = {
      ...moment,
      isSnapshot,
      updateId: ownId ?? this.#count + 1,
      bids: new Map<number, number>(),
      asks: new Map<number, number>(),
    };
    return { done, group };
  }

  #eventsOf(group: Group): readonly MarketEvent[] {
    const { instrument } = this.#parts;
    const { asks, bids, isSnapshot, time, updateId, venueTime } = group;
    this.#count += 1;
    const change = {
      kind: isSnapshot ? ('book-snapshot' as const) : ('book-delta' as const),
      instrument,
      time,
      venueTime,
      bids: isSnapshot ? flat(bids, (a, b) => b - a) : flat(bids),
      asks: isSnapshot ? flat(asks, (a, b) => a - b) : flat(asks),
      updateId,
    };
    if (this.#missedLine === undefined) return [change];
    const detail = `line ${this.#missedLine} was left out: the book cannot be believed until its next snapshot`;
    this.#missedLine = undefined;
    const gap = { kind: 'feed-status' as const, instrument, time, venueTime, status: 'gap' as const, detail };
    // A snapshot that lost a level is as wrong as a change that did.
    return [change, gap];
  }
}

/** Levels in the order given, or in that of their rows. */
function flat(levels: ReadonlyMap<number, number>, byPrice?: (a: number, b: number) => number): number[] {
  const prices = byPrice ? [...levels.keys()].sort(byPrice) : [...levels.keys()];
  return prices.flatMap((price) => [price, levels.get(price) ?? 0]);
}
