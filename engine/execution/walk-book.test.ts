import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Side } from '../domain/order/side.ts';
import { impactTicksBeyond } from './impact.ts';
import { walkBook } from './walk-book.ts';

const ASKS = [101, 5, 102, 10, 104, 20];
const BIDS = [99, 5, 98, 10];

describe('walkBook', () => {
  it('takes the best levels first', () => {
    expect(walkBook(ASKS, { side: 'buy', lots: 17, beyondBook: false })).toEqual([
      { ticks: 101, lots: 5, takenLots: 0 },
      { ticks: 102, lots: 10, takenLots: 5 },
      { ticks: 104, lots: 2, takenLots: 15 },
    ]);
  });

  it.each([
    { side: 'buy', levels: ASKS, limit: 102, prices: [101, 102] },
    { side: 'sell', levels: BIDS, limit: 99, prices: [99] },
  ] as const)('goes no further than the limit of a $side', ({ side, levels, limit, prices }) => {
    const slices = walkBook(levels, { side, lots: 100, limit, beyondBook: false });
    expect(slices.map((slice) => slice.ticks)).toEqual(prices);
  });

  it('stops before an own order, also at the same price', () => {
    const slices = walkBook(ASKS, { side: 'buy', lots: 100, stopBefore: 102, beyondBook: false });
    expect(slices.map((slice) => slice.ticks)).toEqual([101]);
  });

  it('never sells below one tick', () => {
    const slices = walkBook([3, 1], { side: 'sell', lots: 50, beyondBook: true });
    expect(slices.at(-1)).toEqual({ ticks: 1, lots: 49, takenLots: 1, impactTicks: 2 });
  });
});

describe('impactTicksBeyond', () => {
  it.each([
    ['four ticks held 35 lots, so 35 more need four', ASKS, 35, 4],
    ['a started tick counts whole', ASKS, 9, 2],
    ['never less than a tick', ASKS, 1, 1],
    ['falling prices count the same', BIDS, 30, 4],
    ['an empty book has no density', [], 5, 1],
  ])('%s', (_title, levels, beyondLots, expected) => {
    expect(impactTicksBeyond(levels, beyondLots)).toBe(expected);
  });
});

interface WalkCase {
  readonly id: string;
  readonly method: string;
  readonly inputs: { readonly bids: [number, number][]; readonly asks: [number, number][] };
  readonly params: { readonly side: Side; readonly qty: number };
  readonly expected: {
    readonly avgPrice: number;
    readonly worstPrice: number;
    readonly filled: number;
    readonly unfilled: number;
  };
}

/** Prices there are multiples of 0.1 or 0.5 and sizes of 0.001. */
const TICKS_PER_UNIT = 10;
const LOTS_PER_UNIT = 1_000;

const folder = process.env['EDGEWRIGHT_REFERENCE'];
const why =
  folder === undefined ? ' (skipped: EDGEWRIGHT_REFERENCE names no folder of reference numbers)' : '';

function walkCases(): WalkCase[] {
  const text = readFileSync(resolve(folder ?? '', 'order_book.json'), 'utf8');
  const { cases } = JSON.parse(text) as { cases: WalkCase[] };
  return cases.filter((each) => each.method === 'walk');
}

it.skipIf(folder === undefined)(`walks like exact rational arithmetic does${why}`, () => {
  const cases = walkCases();
  expect(cases.length).toBeGreaterThanOrEqual(12);
  for (const { expected, id, inputs, params } of cases) {
    const hit = params.side === 'buy' ? inputs.asks : inputs.bids;
    const levels = hit.flatMap(([price, size]) => [
      Math.round(price * TICKS_PER_UNIT),
      Math.round(size * LOTS_PER_UNIT),
    ]);
    const wanted = Math.round(params.qty * LOTS_PER_UNIT);
    const slices = walkBook(levels, { side: params.side, lots: wanted, beyondBook: false });
    const filled = slices.reduce((sum, slice) => sum + slice.lots, 0);
    const value = slices.reduce((sum, slice) => sum + slice.lots * slice.ticks, 0);
    expect({ id, filled, unfilled: wanted - filled }).toEqual({
      id,
      filled: Math.round(expected.filled * LOTS_PER_UNIT),
      unfilled: Math.round(expected.unfilled * LOTS_PER_UNIT),
    });
    expect(slices.at(-1)?.ticks).toBe(Math.round(expected.worstPrice * TICKS_PER_UNIT));
    expect(Math.abs(value / filled / TICKS_PER_UNIT / expected.avgPrice - 1)).toBeLessThanOrEqual(1e-9);
  }
});
