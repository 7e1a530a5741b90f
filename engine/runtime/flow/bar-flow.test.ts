import { describe, expect, it } from 'vitest';
import type { BarsUpdate } from '../../contract/chart-commands.ts';
import type { BarSpec } from '../../contract/flow.ts';
import { parseRequest } from '../../contract/parse-request.ts';
import { btc, printAt, statusAt } from '../../market/fixtures/market-events.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import type { Bar } from '../../domain/market/bar.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import { pageOf } from '../../market/bars/bar-page.ts';
import { PAST_ROOM } from '../../market/bars/bar-pyramid.ts';
import { PastBars } from '../../market/bars/past-bars.ts';
import { MarketState } from '../../market/market-state.ts';
import { chartHandlers } from '../handlers/chart-handlers.ts';
import { BarSource } from './bar-source.ts';
import { type OpenPastOf, SessionFlow } from './session-flow.ts';

const MINUTE = 60_000;

const ticks: BarSpec = { kind: 'tick', threshold: 2 };
const seconds: BarSpec = { kind: 'time', intervalMs: 1000 };

/** A market whose trades are logged, with one watch on it. */
function openMarket(spec: BarSpec, openPast?: OpenPastOf) {
  const state = new MarketState([btc]);
  const flow = new SessionFlow(
    (watch, session) => (watch.kind === 'bars' ? new BarSource(watch, session) : undefined),
    openPast,
  );
  flow.watch([{ kind: 'bars', instrument: btc.id, bars: spec }]);
  const take = (event: MarketEvent) => {
    state.apply(event);
    const market = state.of(btc.id);
    if (market) flow.onEvent(event, market);
  };
  const trade = (time: number, price: number, lots = 1000) => take(printAt(time, price, lots));
  const told = () => flow.takeUpdates().map(({ body }) => body as BarsUpdate);
  const handlers = chartHandlers(() => ({
    flow,
    marketOf: (id) => state.of(id),
    instruments: () => [btc],
    breathe: () => () => undefined,
  }));
  return { flow, take, trade, told, handlers };
}

const asked = { instrument: btc.id, bars: ticks };

describe('watched bars', () => {
  it('tell what closed since the update before and how the open bar stands', () => {
    const { trade, told } = openMarket(ticks);
    trade(1, 1000);
    const [begin] = told();
    expect(begin).toMatchObject({ from: 0, total: 0, forming: { open: 100, close: 100, tradeCount: 1 } });
    for (let time = 2; time < 7; time += 1) trade(time, 1000 + time);
    const [update] = told();
    expect(update).toMatchObject({ from: 0, total: 3, forming: null, generation: begin?.generation });
    expect([...(update?.closed?.close ?? [])]).toEqual([100.2, 100.4, 100.6]);
    trade(8, 1010);
    expect(told()).toMatchObject([{ from: 3, total: 3, forming: { open: 101 } }]);
  });

  it('stay the same ones while they are watched, however many kinds are', () => {
    const { flow, trade } = openMarket(ticks);
    const kinds = Array.from({ length: 9 }, (_, at) => ({ kind: 'tick', threshold: at + 2 }) as const);
    flow.watch(kinds.map((bars) => ({ kind: 'bars', instrument: btc.id, bars })));
    const generations = () => flow.takeUpdates().map(({ body }) => (body as BarsUpdate).generation);
    trade(1, 1000);
    const first = generations();
    trade(2, 1001);
    expect(generations()).toEqual(first);
  });

  it('say nothing while nothing happens', () => {
    const { trade, told } = openMarket(ticks);
    expect(told()).toEqual([]);
    trade(1, 1000);
    told();
    expect(told()).toEqual([]);
  });

  it('of time close when any event shows that their time is over', () => {
    const { take, trade, told } = openMarket(seconds);
    trade(100, 1000);
    told();
    take(statusAt(999, 'live'));
    expect(told()).toEqual([]);
    take(statusAt(1000, 'live'));
    expect(told()).toMatchObject([{ from: 0, total: 1, forming: null }]);
  });

  it('leave it to the window to ask when very many closed at once', () => {
    const { trade, told } = openMarket({ kind: 'tick', threshold: 1 });
    trade(1, 1000);
    told();
    for (let time = 2; time < 600; time += 1) trade(time, 1000);
    expect(told()).toMatchObject([{ from: 1, total: 599, closed: null }]);
  });
});

describe('bars with a past', () => {
  const minutes: BarSpec = { kind: 'time', intervalMs: MINUTE };
  const barAt = (minute: number): Bar => ({
    openTime: (minute * MINUTE) as UnixMs,
    intervalMs: MINUTE,
    open: 50,
    high: 52,
    low: 49,
    close: 51,
    volumeBase: 1,
    buyVolumeBase: 0,
    tradeCount: 0,
  });

  it('tell how far back they go while nothing else happens, and their places stay', () => {
    const past = new PastBars(20_000 * MINUTE);
    let isSettled = false;
    const { handlers, told, trade } = openMarket(minutes, () => (isSettled ? past : undefined));
    trade(20_000 * MINUTE + 1, 1000);
    const [early] = told();
    isSettled = true;
    trade(20_001 * MINUTE + 1, 1010);
    const [begin] = told();
    // Bars that were begun without room for a past begin anew with it.
    expect([begin?.generation === early?.generation, begin?.oldest]).toEqual([false, PAST_ROOM]);
    past.addOlder(pageOf(Array.from({ length: 10_000 }, (_, at) => barAt(10_000 + at))));
    const oldest = [told()[0], told()[0], told()[0]].map((update) => update?.oldest);
    expect(oldest).toEqual([PAST_ROOM - 8192, PAST_ROOM - 10_000, undefined]);
    const question = { instrument: btc.id, bars: minutes, most: 10 };
    expect(handlers.chartBars({ ...question, from: PAST_ROOM - 2, to: PAST_ROOM + 1 })).toMatchObject({
      reply: {
        generation: begin?.generation,
        columns: { open: Float64Array.of(50, 50, 100) },
        forming: { open: 101 },
      },
    });
    expect(handlers.chartBars({ ...question, from: 0, to: null })).toMatchObject({
      reply: {
        oldest: PAST_ROOM - 10_000,
        first: PAST_ROOM - 10_000 - ((PAST_ROOM - 10_000) % 2048),
        merged: 2048,
      },
    });
  });
});

describe('chart questions', () => {
  const market = openMarket(ticks);
  for (let at = 0; at < 41; at += 1) market.trade(at * 500, 1000 + at);
  const { handlers } = market;

  it('answer part of a history by places, also counted from the newest', () => {
    const whole = handlers.chartBars({ ...asked, from: 0, to: null, most: 100 });
    const tail = handlers.chartBars({ ...asked, from: -4, to: -1, most: 100 });
    expect(whole).toMatchObject({ ok: true, reply: { first: 0, merged: 1, oldest: 0, total: 20 } });
    // Bar 16 ends with print 33, at 103.3.
    expect(tail).toMatchObject({
      reply: { first: 16, columns: { close: Float64Array.of(103.3, 103.5, 103.7) } },
    });
    expect(tail).toMatchObject({ reply: { forming: { open: 104, tradeCount: 1 } } });
  });

  it('answer where moments lie, before the first bar and after the last one too', () => {
    // A bar a second: two prints half a second apart; the usual bar is (19.5 s - 0) / 20 long.
    const timesMs = [0, 5500, 20_000];
    const answer = handlers.chartPlaces({ ...asked, timesMs });
    expect(answer).toMatchObject({ reply: { places: Float64Array.of(0, 5.5, 19 + 1000 / 975) } });
  });

  it('answer the mean price since an anchor at the level of detail on screen', () => {
    const question = { ...asked, anchorMs: 17_200, from: 0, to: 20, merged: 4 };
    // From bar 17 on: prints 34 to 39 at 103.4 to 103.9, all of one size.
    expect(handlers.anchoredVwap(question)).toMatchObject({
      ok: true,
      reply: { first: 16, merged: 4, tradedShare: 1, vwap: { 0: expect.closeTo(103.65, 9), length: 1 } },
    });
  });

  it('answer indicators on bars of any kind', async () => {
    const formulas = [{ id: 'exponential-moving-average', params: { window: 2 } }];
    const answer = await handlers.chartIndicators({ ...asked, from: 0, to: 3, formulas });
    expect(answer).toMatchObject({ ok: true, reply: { first: 0 } });
    const values = !answer.ok ? [] : [...(answer.reply.values[0] ?? [])];
    expect(values).toHaveLength(3);
    expect(values.at(-1)).toBeGreaterThan(100);
  });

  it('go on with indicators where they were, and begin anew for what lies before', async () => {
    const formulas = [{ id: 'exponential-moving-average', params: { window: 2 } }];
    const valuesOf = async (from: number, to: number) => {
      const answer = await handlers.chartIndicators({ ...asked, from, to, formulas });
      return answer.ok ? [...(answer.reply.values[0] ?? [])] : [];
    };
    const all = await valuesOf(0, 20);
    expect(await valuesOf(5, 12)).toEqual(all.slice(5, 12));
    const other = openMarket(ticks);
    for (let time = 1; time <= 40; time += 1) other.trade(time * 500, 1000 + time - 1);
    const askedOther = (from: number, to: number) =>
      other.handlers.chartIndicators({ ...asked, from, to, formulas });
    await askedOther(0, 10);
    const [half, whole] = [await askedOther(0, 20), await valuesOf(0, 20)];
    expect(half.ok && [...(half.reply.values[0] ?? [])]).toEqual(whole);
  });

  it('refuse formulas and instruments nobody knows', async () => {
    const formulas = [{ id: 'no-such-formula', params: {} }];
    expect(await handlers.chartIndicators({ ...asked, from: 0, to: 3, formulas })).toMatchObject({
      ok: false,
      failure: { code: 'invalid-parameter' },
    });
    expect(handlers.chartBars({ ...asked, instrument: 'x', from: 0, to: 1, most: 1 })).toMatchObject({
      failure: { code: 'unknown-instrument' },
    });
  });

  it('keep bars of other kinds of the same trades', () => {
    const answer = handlers.chartBars({ ...asked, bars: seconds, from: 0, to: null, most: 100 });
    expect(answer).toMatchObject({ reply: { total: 20, forming: { open: 104 } } });
  });

  it.each([
    [
      'a length below a second',
      { ...asked, bars: { kind: 'time', intervalMs: 10 }, from: 0, to: null, most: 10 },
    ],
    [
      'a threshold of nothing',
      { ...asked, bars: { kind: 'tick', threshold: 0 }, from: 0, to: null, most: 10 },
    ],
    ['more points than a chart draws', { ...asked, from: 0, to: null, most: 5000 }],
  ])('are refused at the door for %s', (_what, payload) => {
    expect(parseRequest('chartBars', payload).ok).toBe(false);
  });
});
