import { describe, expect, it } from 'vitest';
import type { Bar } from '../domain/market/bar.ts';
import { unixMs } from '../domain/units/time.ts';
import { findFormula } from '../formulas/registry/find-formula.ts';
import { FeatureHub } from './feature-hub.ts';
import { FormulaBank } from './formula-bank.ts';
import { perpetualOf } from './listener.fixture.ts';
import { sortedUs, UpdateMeter } from './update-meter.ts';

const bitcoin = perpetualOf('BTC');
const minute = (index: number): Bar => ({
  openTime: unixMs(index * 60_000),
  intervalMs: 60_000,
  open: 100,
  high: 101 + (index % 3),
  low: 99,
  close: 100 + (index % 2),
  volumeBase: 1,
  buyVolumeBase: 0.5,
  tradeCount: 2,
});
const feed = (hub: FeatureHub, count: number) => {
  for (let index = 0; index < count; index += 1) hub.onClosedBar(bitcoin.id, minute(index));
};

describe('a bank of formulas', () => {
  it('says of each whether it is ready, warming up or silent, and how far', () => {
    const hub = new FeatureHub([bitcoin]);
    const bank = new FormulaBank(hub, bitcoin.id, ['F150', 'I8', 'F168'].map(findFormula));
    feed(hub, 10);
    expect(bank.members.map(({ formula, needed, seen, state }) => [formula.id, state, seen, needed])).toEqual(
      [
        ['F150', 'warming', 10, findFormula('F150').warmUp(findFormula('F150').defaults)],
        ['I8', 'warming', 0, 1],
        ['F168', expect.any(String), 10, expect.any(Number)],
      ],
    );
    expect(bank.progress().total).toBe(3);
    for (let index = 10; index < 60; index += 1) hub.onClosedBar(bitcoin.id, minute(index));
    expect(bank.members[0]?.state).toBe('ready');
    bank.release();
    expect(hub.runningCount).toBe(0);
  });

  it('is measured where its hub has a meter: every update counts', () => {
    let now = 0;
    const meter = new UpdateMeter(() => (now += 1.5));
    const hub = new FeatureHub([bitcoin], { watch: meter });
    const bank = new FormulaBank(hub, bitcoin.id, [findFormula('F150')]);
    feed(hub, 4);
    const times = meter.timesOf('F150');
    expect(times).toMatchObject({ updates: 4, totalUs: 6 });
    expect(times && [...sortedUs(times)]).toEqual([1.5, 1.5, 1.5, 1.5]);
    expect(bank.members[0]?.handle.updates).toBe(4);
  });
});

describe('a bar of the past with the length a formula runs on', () => {
  it('is fed as it is to that formula and to no other', () => {
    const hub = new FeatureHub([bitcoin]);
    const request = { formula: 'simple-moving-average', params: { window: 1 } };
    const daily = hub.request(bitcoin.id, { ...request, intervalMs: 86_400_000 });
    const minutes = hub.request(bitcoin.id, request);
    const hours = hub.request(bitcoin.id, { ...request, intervalMs: 3_600_000 });
    hub.onClosedBar(bitcoin.id, { ...minute(0), intervalMs: 86_400_000, close: 100.5 });
    expect([daily.value, minutes.value, hours.value]).toEqual([100.5, undefined, undefined]);
    feed(hub, 1);
    expect([daily.updates, minutes.updates]).toEqual([1, 1]);
  });
});
