import { describe, expect, it } from 'vitest';
import { defineInstrument } from '../domain/instrument/instrument.ts';
import type { MarketEvent } from '../domain/market/market-event.ts';
import { lots } from '../domain/units/lots.ts';
import { ticks } from '../domain/units/ticks.ts';
import { unixMs } from '../domain/units/time.ts';
import { MIDNIGHT, perpetual } from './fixtures/made-up-market.ts';
import { eventsOf, session, valueOf, withArchive } from './fixtures/temporary-archive.ts';

const DAY = 86_400_000;
/** The venue made its tick ten times finer at midnight. */
const finer = defineInstrument({ ...perpetual, tickSize: '0.01' });
const later = { ...session, id: 'paper-2' };
const id = perpetual.id;

const observed = (at: number) => ({ instrument: id, time: unixMs(at), venueTime: unixMs(at) });
const trade = (at: number, price: number): MarketEvent => ({
  kind: 'trade',
  ...observed(at),
  ticks: ticks(price),
  lots: lots(1000),
  aggressor: 'buy',
  tradeId: String(at),
});
const book = (at: number, bid: number): MarketEvent => ({
  kind: 'book-snapshot',
  ...observed(at),
  updateId: 1,
  bids: [bid, 10],
  asks: [bid + 1, 10],
});
const placed = (...events: MarketEvent[]) => events.map((event, at) => ({ position: at + 1, event }));
const range = (from: number, to: number) => ({ instrument: id, from: unixMs(from), to: unixMs(to) });

/** 60 000.0 on the first day in ticks of 0.1; 61 000.00 on the second in ticks of 0.01. */
const bothDays = (work: Parameters<typeof withArchive>[0]) =>
  withArchive(async (archive) => {
    const first = placed(book(MIDNIGHT + 1000, 599_999), trade(MIDNIGHT + 2000, 600_000));
    const second = placed(trade(MIDNIGHT + DAY + 2000, 6_100_000));
    valueOf(await archive.writer.ingest({ instrument: perpetual, source: session, events: first }));
    valueOf(await archive.writer.ingest({ instrument: finer, source: later, events: second }));
    await work(archive);
  });

describe('days of an instrument whose tick was changed', () => {
  it('have bars in quote units, each by the steps of its day', () =>
    bothDays(async ({ reader }) => {
      const bars = valueOf(await reader.bars(range(MIDNIGHT, MIDNIGHT + 2 * DAY), 60_000));
      expect(bars.map(({ close, volumeBase }) => [close, volumeBase])).toEqual([
        [60_000, 1],
        [61_000, 1],
      ]);
    }));

  it('are told apart by the rules that each was archived with', () =>
    bothDays(async ({ reader }) => {
      const days = valueOf(await reader.inventory());
      expect(days.map(({ day, steps }) => [day, steps.tickSize])).toEqual([
        ['2024-08-09', '0.1'],
        ['2024-08-10', '0.01'],
      ]);
      const before = valueOf(await reader.instrument(id, '2024-08-09'));
      expect(before?.tickSize).toBe('0.1');
      expect(valueOf(await reader.instrument(id))?.tickSize).toBe('0.01');
    }));

  it('never give ticks of two sizes in one answer', () =>
    bothDays(async ({ reader }) => {
      const both = range(MIDNIGHT, MIDNIGHT + 2 * DAY);
      await expect(eventsOf(reader, both)).rejects.toThrow('tick 0.01');
      expect(await reader.trades(both)).toMatchObject({ ok: false, failure: { code: 'steps-differ' } });
      expect((await eventsOf(reader, range(MIDNIGHT, MIDNIGHT + DAY))).length).toBe(2);
    }));

  it('do not begin with the book of the other size', () =>
    bothDays(async ({ reader }) => {
      const events = await eventsOf(reader, range(MIDNIGHT + DAY + 1000, MIDNIGHT + 2 * DAY));
      expect(events).toEqual([trade(MIDNIGHT + DAY + 2000, 6_100_000)]);
    }));
});
