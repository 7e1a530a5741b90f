import type { MarketEvent, VenueBar } from '../../domain/market/market-event.ts';
import { unixMs } from '../../domain/units/time.ts';
import type { RowCells } from './row-cells.ts';
import type { ReaderParts, RowReader } from './row-reader.ts';
import { RowRuleError } from './table-row.ts';

/** Rows that are bars. A bar is known when its period is over: that is the time its event has. */
export class BarRows implements RowReader {
  readonly #parts: ReaderParts;
  #lastOpenTime = -1;

  constructor(parts: ReaderParts) {
    this.#parts = parts;
  }

  read(cells: RowCells): readonly MarketEvent[] {
    const { instrument, mapping, steps } = this.#parts;
    const openTime = cells.time('time');
    this.#checkTime(openTime);
    const open = cells.positive('open');
    const high = cells.positive('high');
    const low = cells.positive('low');
    const close = cells.positive('close');
    const volume = cells.decimal('volume');
    checkRange({ open: Number(open), high: Number(high), low: Number(low), close: Number(close) });
    for (const [field, price] of Object.entries({ open, high, low, close })) steps.price(price, field);
    this.#lastOpenTime = openTime;
    const time = unixMs(openTime + mapping.intervalMs);
    const bar: VenueBar = {
      kind: 'venue-bar',
      instrument,
      time,
      venueTime: time,
      openTime,
      intervalMs: mapping.intervalMs,
      open: Number(open),
      high: Number(high),
      low: Number(low),
      close: Number(close),
      volumeBase: Number(volume),
    };
    return [bar];
  }

  rest(): readonly MarketEvent[] {
    return [];
  }

  missed(): void {
    // A bar that was left out is a minute without a bar, as one in which nothing traded.
  }

  #checkTime(openTime: number): void {
    const { intervalMs } = this.#parts.mapping;
    const last = this.#lastOpenTime;
    if (openTime === last) throw new RowRuleError(`a bar of ${openTime} (ms since 1970) is there already`);
    if (openTime < last) {
      throw new RowRuleError(`time must not go back, was ${openTime} after ${last} (ms since 1970)`);
    }
    if (openTime % intervalMs !== 0) {
      throw new RowRuleError(`time must be the begin of a period of ${intervalMs} ms, was ${openTime}`);
    }
  }
}

interface Range {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

function checkRange({ open, high, low, close }: Range): void {
  const highest = Math.max(open, close, low);
  if (high < highest) {
    throw new RowRuleError(`high must not be below open, low and close, was ${high} below ${highest}`);
  }
  const lowest = Math.min(open, close);
  if (low > lowest)
    throw new RowRuleError(`low must not be above open and close, was ${low} above ${lowest}`);
}
