import { describe, expect, it } from 'vitest';
import type { MarketEvent } from '../domain/market/market-event.ts';
import { unixMs } from '../domain/units/time.ts';
import { MarketState } from '../market/market-state.ts';
import { FeatureHub, type FeatureRequest } from './feature-hub.ts';
import { perpetualOf } from './listener.fixture.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Half past ten of a UTC day. */
const NOW = 19_000 * DAY + 10.5 * HOUR;
const bitcoin = perpetualOf('BTC');
const ether = perpetualOf('ETH');

const barAt = (openTime: number, intervalMs: number, close: number, id = bitcoin.id): MarketEvent => ({
  kind: 'venue-bar',
  instrument: id,
  time: unixMs(NOW),
  venueTime: unixMs(openTime + intervalMs),
  openTime: unixMs(openTime),
  intervalMs,
  open: close,
  high: close + 1,
  low: close - 1,
  close,
  volumeBase: 1,
});

/** A hub on a market that was told `past`, and what it is told from then on. */
function hubAfter(past: readonly MarketEvent[]) {
  const market = new MarketState([bitcoin, ether]);
  const hub = new FeatureHub([bitcoin, ether], { past: market });
  const tell = (event: MarketEvent) => hub.onChange(market.apply(event), event);
  for (const event of past) tell(event);
  /** Lets so many events happen. */
  const pass = (events: number, fromTime = NOW) => {
    for (let at = 0; at < events; at += 1) hub.catchUp(unixMs(fromTime + at));
  };
  const ask = (request: FeatureRequest) => hub.request(bitcoin.id, request);
  return { hub, tell, pass, ask };
}

const days = (count: number, id = bitcoin.id): MarketEvent[] =>
  Array.from({ length: count }, (_, at) => barAt(NOW - 10.5 * HOUR - (count - at) * DAY, DAY, 100 + at, id));
const minutes = (count: number): MarketEvent[] =>
  Array.from({ length: count }, (_, at) => barAt(NOW - (count - at) * MINUTE, MINUTE, 500 + at));
const AVERAGE: FeatureRequest = { formula: 'simple-moving-average', params: { window: 3 } };

describe('a formula that starts late', () => {
  it('is told of the bars that are kept before anybody is fed with it', () => {
    const { ask, hub, pass } = hubAfter(minutes(10));
    const late = ask(AVERAGE);
    expect([late.value, hub.isCatchingUp]).toEqual([undefined, true]);
    pass(1);
    // The last three of 500 to 509.
    expect([late.value, hub.isCatchingUp, late.updates]).toEqual([508, false, 10]);
    expect(late.updatedAt).toBe(NOW);
  });

  it('says then what one says that was there all the time', () => {
    const past = minutes(90);
    const there = hubAfter([]);
    const early = there.ask(AVERAGE);
    there.pass(1);
    const { ask, pass, tell } = hubAfter(past);
    const late = ask(AVERAGE);
    pass(1);
    const next = barAt(NOW, MINUTE, 700);
    for (const event of [...past, next]) there.tell(event);
    tell(next);
    expect(late.value).toBe(early.value);
    expect(late.updates).toBe(67);
  });

  it('is told bars of its own length, and of the rest what minutes add up to', () => {
    const { ask, pass, tell } = hubAfter([...days(5), ...minutes(630)]);
    const late = ask({ ...AVERAGE, intervalMs: DAY });
    pass(1);
    expect([late.value, late.updates]).toEqual([103, 5]);
    // The day under way is whole, for it was seen from its first minute.
    for (let minute = 0; minute < 810; minute += 1) tell(barAt(NOW + minute * MINUTE, MINUTE, 900));
    expect([late.value, late.updates]).toEqual([(103 + 104 + 900) / 3, 6]);
  });

  it('leaves out a day that was not seen from its first minute', () => {
    const { ask, pass, tell } = hubAfter([...days(5), ...minutes(60)]);
    const late = ask({ ...AVERAGE, intervalMs: DAY });
    pass(1);
    for (let minute = 0; minute < 810; minute += 1) tell(barAt(NOW + minute * MINUTE, MINUTE, 900));
    expect(late.updates).toBe(5);
  });

  it('is told of the bars of all symbols', () => {
    const both = [...days(120), ...days(120, ether.id)].toSorted((a, b) => a.venueTime - b.venueTime);
    const { ask, pass } = hubAfter(both);
    const late = ask({ formula: 'F306' });
    pass(1);
    expect(late.updates).toBeGreaterThan(90);
  });

  it('is told as much at a time as the time of the session earned, and of what came meanwhile too', () => {
    const { ask, hub, pass, tell } = hubAfter(minutes(5000));
    const late = ask({ ...AVERAGE, params: { window: 2000 } });
    pass(1);
    // Of 10,000 units 1,000 go to the begin and 4,060 to reading; a bar takes two.
    expect([hub.isCatchingUp, late.updates]).toEqual([true, 2470]);
    pass(1);
    expect(late.updates).toBe(2470);
    pass(1, NOW + 1);
    expect(late.updates).toBe(2720);
    tell(barAt(NOW, MINUTE, 9));
    pass(1, NOW + 60_000);
    // Twice its warm-up and some, with the one that came.
    expect([hub.isCatchingUp, late.updates]).toEqual([false, 4061]);
  });

  it('is told fewer bars at a time where each is more work', () => {
    const { ask, pass } = hubAfter(minutes(1000));
    const late = ask({ formula: 'F27', params: { n: 400 } });
    pass(1);
    // 860 bars are read; each is 128 units, and the last may cost more than is left.
    expect(late.updates).toBe(Math.ceil((10_000 - 1000 - 860) / 128));
  });

  it('waits for its fit as long as the fit is planned to take, and keeps nobody waiting meanwhile', () => {
    const { ask, hub, pass } = hubAfter(minutes(1000));
    const late = ask({ formula: 'F39' });
    pass(1);
    const told = late.updates;
    expect([hub.isCatchingUp, hub.isPastTold]).toEqual([false, false]);
    // A thread that starts, and three times the eight milliseconds of a usual fit.
    pass(1, NOW + 3023);
    expect(late.updates).toBe(told);
    pass(1, NOW + 3024);
    expect(late.updates).toBeGreaterThan(told);
  });

  it('that nobody holds any more is told nothing', () => {
    const { ask, hub, pass } = hubAfter(minutes(10));
    const late = ask(AVERAGE);
    late.release();
    pass(1);
    expect([late.updates, hub.isCatchingUp, hub.runningCount]).toEqual([0, false, 0]);
  });

  it('waits for the past where it starts before it', () => {
    const market = hubAfter([]);
    const early = market.ask(AVERAGE);
    for (const event of minutes(10)) market.tell(event);
    expect(early.updates).toBe(0);
    market.pass(1);
    expect(early.value).toBe(508);
  });
});
