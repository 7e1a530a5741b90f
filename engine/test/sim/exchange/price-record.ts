import type { InstrumentId } from '../../../domain/instrument/instrument.ts';
import { ticks } from '../../../domain/units/ticks.ts';
import { unixMs } from '../../../domain/units/time.ts';
import { PRICE_RANGE_MS, type PriceRange } from '../../../domain/venue/price-range.ts';
import type { VenueAnswer } from '../../../domain/venue/venue-report.ts';

/** What the best prices of each minute were, as the exchange lists them afterwards. */
export class PriceRecord {
  readonly #minutes = new Map<InstrumentId, PriceRange[]>();

  note(
    instrument: InstrumentId,
    { ask, bid, time }: { readonly ask: number; readonly bid: number; readonly time: number },
  ): void {
    const minutes = this.#minutes.get(instrument) ?? [];
    this.#minutes.set(instrument, minutes);
    const from = unixMs(Math.floor(time / PRICE_RANGE_MS) * PRICE_RANGE_MS);
    const last = minutes.at(-1);
    if (last?.from !== from) minutes.push({ from, high: ticks(ask), low: ticks(bid) });
    else
      minutes[minutes.length - 1] = {
        from,
        high: ticks(Math.max(last.high, ask)),
        low: ticks(Math.min(last.low, bid)),
      };
  }

  answer({ instrument, since }: { readonly instrument: InstrumentId; readonly since: number }): VenueAnswer {
    const minutes = this.#minutes.get(instrument) ?? [];
    const ranges = minutes.filter(({ from }) => from + PRICE_RANGE_MS > since);
    return { kind: 'prices', ranges, complete: true };
  }
}
