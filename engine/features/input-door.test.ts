import { describe, expect, it } from 'vitest';
import type { Bar } from '../domain/market/bar.ts';
import { unixMs } from '../domain/units/time.ts';
import { InputDoor, type RefusedInput, refusalText } from './input-door.ts';

const good: Bar = {
  openTime: unixMs(60_000),
  intervalMs: 60_000,
  open: 10,
  high: 12,
  low: 9,
  close: 11,
  volumeBase: 1,
  buyVolumeBase: 0,
  tradeCount: 1,
};

describe('the door in front of the formulas', () => {
  it.each([
    ['an open that is not a number', { open: NaN }, 'a number that is not finite'],
    ['an infinite high', { high: Infinity }, 'a number that is not finite'],
    ['a low of zero', { low: 0 }, 'a price of zero or below'],
    ['a close below zero', { close: -1 }, 'a price of zero or below'],
    ['a volume below zero', { volumeBase: -1 }, 'a size below zero'],
    ['a high below the close', { high: 10.5 }, 'a high below a low'],
    ['the time of the bar before', { openTime: unixMs(0) }, 'a time before the last'],
  ] as const)('keeps out a bar with %s', (_what, change, fault) => {
    const told: RefusedInput[] = [];
    const door = new InputDoor((refused) => told.push(refused));
    expect(door.admitsBar('a bar', { ...good, ...change }, 0)).toBe(false);
    expect(told.map((each) => each.fault)).toEqual([fault]);
    expect(door.admitsBar('a bar', good, 0)).toBe(true);
    expect(door.refusedCount).toBe(1);
  });

  it.each([
    ['moon.phase', 1, false],
    ['toString', 1, false],
    ['chain.difficulty', Infinity, false],
    ['derivative.mark-price', 0, false],
    ['derivative.funding-rate', -0.0001, true],
    ['chain.difficulty', 1e14, true],
  ])('lets the series %s of %d in: %s', (name, value, isAdmitted) => {
    expect(new InputDoor().admitsSeries(name, value)).toBe(isAdmitted);
  });

  it('tells of the first, the tenth and the hundredth of a kind, and counts all', () => {
    const told: string[] = [];
    const door = new InputDoor((refused) => told.push(refusalText(refused)));
    for (let i = 0; i < 150; i += 1) door.admitsPrice('btc trade', -1);
    expect(told).toEqual([
      'btc trade: an input was kept from the formulas for a price of zero or below, was -1',
      'btc trade: an input was kept from the formulas for a price of zero or below, was -1 (10 so far)',
      'btc trade: an input was kept from the formulas for a price of zero or below, was -1 (100 so far)',
    ]);
    expect(door.refusedCount).toBe(150);
  });
});
