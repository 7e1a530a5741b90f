import { describe, expect, it } from 'vitest';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import { sandboxInstruments } from '../../venues/sandbox/instruments.ts';
import { MergedFeed } from './merged-feed.ts';

const [BTC, ETH] = sandboxInstruments;
if (!BTC || !ETH) throw new Error('the sandbox has two instruments');

const mark = (instrument: string, time: number): MarketEvent =>
  ({ kind: 'mark-price', instrument, time, venueTime: time, ticks: 100 }) as MarketEvent;

// Counts how far the reader was asked to go.
async function* counted(
  instrument: string,
  times: Iterable<number>,
  seen: { count: number },
): AsyncGenerator<MarketEvent> {
  for (const time of times) {
    seen.count += 1;
    yield mark(instrument, time);
  }
}

function feedOf(btc: AsyncIterable<MarketEvent>, eth: AsyncIterable<MarketEvent>, failures: string[] = []) {
  return new MergedFeed({
    parts: [
      { instrument: BTC as never, events: btc },
      { instrument: ETH as never, events: eth },
    ],
    fromMs: 0,
    toMs: 100,
    onFailure: (detail) => failures.push(detail),
  });
}

async function drain(feed: MergedFeed): Promise<MarketEvent[]> {
  const events: MarketEvent[] = [];
  for (;;) {
    const event = feed.next();
    if (event !== undefined) events.push(event);
    else if (!feed.isWaiting) return events;
    else await Promise.resolve();
  }
}

describe('a merged feed', () => {
  it('gives the events of all instruments in the order of their times', async () => {
    const seen = { count: 0 };
    const feed = feedOf(counted(BTC.id, [1, 4, 5, 90], seen), counted(ETH.id, [2, 3, 5, 6], seen));
    await feed.begin();
    const events = await drain(feed);
    expect(events.map(({ time, instrument }) => `${time}${instrument === BTC.id ? 'b' : 'e'}`)).toEqual([
      '1b',
      '2e',
      '3e',
      '4b',
      '5b',
      '5e',
      '6e',
      '90b',
    ]);
    expect(feed.progress()).toBe(1);
  });

  it('waits for the slower reader instead of giving the faster one out first', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    async function* slow(): AsyncGenerator<MarketEvent> {
      await held;
      yield mark(ETH?.id ?? '', 1);
    }
    const feed = feedOf(counted(BTC.id, [5], { count: 0 }), slow());
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    expect([feed.next(), feed.isWaiting]).toEqual([undefined, true]);
    release();
    expect((await drain(feed)).map(({ time }) => time)).toEqual([1, 5]);
    expect(feed.isWaiting).toBe(false);
  });

  it('reads only a few thousand events ahead of what is taken', async () => {
    const seen = { count: 0 };
    function* endless() {
      for (let time = 0; ; time += 1) yield time;
    }
    const feed = feedOf(counted(BTC.id, endless(), seen), counted(ETH.id, [], { count: 0 }));
    await feed.begin();
    for (let taken = 0; taken < 50_000; taken += 1) {
      if (feed.next() === undefined) await Promise.resolve();
    }
    expect(seen.count).toBeLessThan(60_000);
    feed.close();
    expect(feed.next()).toBeUndefined();
  });

  it('ends an instrument with its reason where its reader breaks, and goes on with the others', async () => {
    async function* broken(): AsyncGenerator<MarketEvent> {
      yield mark(ETH?.id ?? '', 1);
      throw new Error('part 3 is damaged');
    }
    const failures: string[] = [];
    const feed = feedOf(counted(BTC.id, [0, 9], { count: 0 }), broken(), failures);
    const events = await drain(feed);
    expect(events.map(({ kind }) => kind)).toEqual(['mark-price', 'mark-price', 'feed-status', 'mark-price']);
    expect(events[2]).toMatchObject({
      instrument: ETH.id,
      status: 'ended',
      detail: 'part 3 is damaged',
      time: 1,
    });
    expect(failures).toEqual(['part 3 is damaged']);
  });
});
