import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { MarketEvent } from '../domain/market/market-event.ts';
import { lots } from '../domain/units/lots.ts';
import { ticks } from '../domain/units/ticks.ts';
import { unixMs } from '../domain/units/time.ts';
import { MarketState } from '../market/market-state.ts';
import { FeatureHub } from './feature-hub.ts';
import { perpetualOf } from './listener.fixture.ts';
import { seriesOfEvent } from './series-of-event.ts';
import { SummedReturns } from './summed-returns.ts';

const bitcoin = perpetualOf('BTC');
const ether = perpetualOf('ETH');
let market: MarketState;
let hub: FeatureHub;
const take = (event: MarketEvent) => hub.onChange(market.apply(event), event);
const observed = (time: number, instrument = bitcoin.id) => ({
  instrument,
  time: unixMs(time),
  venueTime: unixMs(time),
});
const height = (time: number, value: number, instrument = bitcoin.id): MarketEvent => ({
  kind: 'outside-number',
  ...observed(time, instrument),
  name: 'chain.height',
  value,
});

beforeEach(() => {
  market = new MarketState([bitcoin, ether]);
  hub = new FeatureHub([bitcoin, ether]);
});

describe('an event of a perpetual', () => {
  it.each<[string, object, unknown]>([
    ['a mark price', { kind: 'mark-price', ticks: ticks(200) }, [['derivative.mark-price', 100]]],
    [
      'a funding moment',
      { kind: 'funding', rateE8: -10_000, markTicks: ticks(200) },
      [
        ['derivative.mark-price', 100],
        ['derivative.funding-rate', -0.0001],
      ],
    ],
    [
      'an open interest',
      { kind: 'open-interest', openInterestBase: 7.5 },
      [['derivative.open-interest', 7.5]],
    ],
    [
      'a closed long',
      { kind: 'liquidation', side: 'sell', ticks: ticks(200), lots: lots(50) },
      [['derivative.liquidation', -0.5]],
    ],
    ['a number from outside', { kind: 'outside-number', name: 'chain.fees', value: 3 }, [['chain.fees', 3]]],
    ['a change of status', { kind: 'feed-status', status: 'stale', detail: '' }, undefined],
  ])('says the named series of %s', (_what, event, expected) => {
    expect(seriesOfEvent({ ...observed(1), ...event } as MarketEvent, bitcoin)).toEqual(expected);
  });
});

describe('a named series', () => {
  it('that speaks of the chain reaches every instrument, one of an instrument only its own', () => {
    const chains = [bitcoin, ether].map(({ id }) => hub.request(id, { formula: 'true-price' }));
    const before = chains.map(({ updates }) => updates);
    take(height(1, 840_000, ether.id));
    expect(chains.map(({ updates }, at) => updates - (before[at] ?? 0))).toEqual([1, 1]);
    const growth = [bitcoin, ether].map(({ id }) => hub.request(id, { formula: 'open-interest-growth' }));
    take({ kind: 'open-interest', ...observed(2), openInterestBase: 5 });
    expect(growth.map(({ updates }) => updates)).toEqual([1, 0]);
  });

  it('is told to a formula that starts later as it stands, with the interval of funding', () => {
    take({ kind: 'open-interest', ...observed(1), openInterestBase: 5 });
    take({ kind: 'open-interest', ...observed(2), openInterestBase: 6 });
    take({ kind: 'liquidation', ...observed(3), side: 'buy', ticks: ticks(9), lots: lots(1) });
    expect(hub.request(bitcoin.id, { formula: 'open-interest-growth' }).updates).toBe(1);
    expect(hub.request(ether.id, { formula: 'open-interest-growth' }).updates).toBe(0);
  });

  it('with an older number than it has told, or of no known name, is refused', () => {
    const refused = vi.fn();
    hub = new FeatureHub([bitcoin, ether], { onRefused: refused });
    hub.onSeries(bitcoin.id, { name: 'chain.height', time: unixMs(5), value: 2 });
    hub.onSeries(bitcoin.id, { name: 'chain.height', time: unixMs(4), value: 1 });
    hub.onSeries(bitcoin.id, { name: 'chain.hight', time: unixMs(6), value: 1 });
    expect(refused.mock.calls.map(([{ of, fault }]) => [of, fault])).toEqual([
      ['chain.height', 'a time before the last'],
      ['series chain.hight', 'an unknown series'],
    ]);
  });
});

describe('an event that is older than the one before it', () => {
  it('is kept from the formulas; the market room has its own rules', () => {
    const delta = hub.request(bitcoin.id, { formula: 'I8' });
    const trade = (time: number): MarketEvent => ({
      kind: 'trade',
      ...observed(time),
      ticks: ticks(200),
      lots: lots(100),
      aggressor: 'buy',
      tradeId: '',
    });
    take(trade(10));
    take(trade(9));
    take(trade(10));
    expect([delta.value, hub.refusedCount]).toEqual([2, 1]);
  });
});

describe('returns of strategies, minute by minute', () => {
  it('are bars of a minute themselves', () => {
    const minutes = new SummedReturns(60_000);
    const told = { names: ['a', 'b'], returns: [0.5, -1] };
    expect(minutes.add(60_000, told)).toEqual([{ time: 60_000, strategies: told }]);
    expect(minutes.add(120_000, { names: [], returns: [] })).toEqual([]);
    // One that ends within a minute waits for its end.
    expect(minutes.add(150_000, told)).toEqual([]);
    expect(minutes.add(180_000, told)).toEqual([
      { time: 180_000, strategies: { names: ['a', 'b'], returns: [1, -2] } },
    ]);
  });

  it('add up to bars that end on their hour, told apart by name', () => {
    const hours = new SummedReturns(3_600_000);
    const minute = (time: number, ...returns: number[]) => hours.add(time, { names: ['a', 'b'], returns });
    expect(minute(3_540_000, 0.25, 0)).toEqual([]);
    expect(minute(3_600_000, 0.5, -1)).toEqual([
      { time: 3_600_000, strategies: { names: ['a', 'b'], returns: [0.75, -1] } },
    ]);
  });

  it('give out an hour that nothing ended once the next begins', () => {
    const hours = new SummedReturns(3_600_000);
    hours.add(60_000, { names: ['a'], returns: [1] });
    expect(hours.add(3_660_000, { names: ['a'], returns: [2] })).toEqual([
      { time: 3_600_000, strategies: { names: ['a'], returns: [1] } },
    ]);
  });
});
