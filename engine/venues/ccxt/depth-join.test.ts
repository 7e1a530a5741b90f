import { describe, expect, it } from 'vitest';
import type { BookFrame } from '../wire/live-frame.ts';
import { DepthJoin } from './depth-join.ts';

const diff = (firstId: number, updateId: number, previousId?: number): BookFrame => ({
  kind: 'book',
  symbol: 'BTCUSDT',
  venueTime: 5,
  isSnapshot: false,
  firstId,
  updateId,
  previousId,
  bids: [1, 1],
  asks: [],
});
const snapshot = (updateId: number): BookFrame => ({
  kind: 'book',
  symbol: 'BTCUSDT',
  venueTime: undefined,
  isSnapshot: true,
  updateId,
  bids: [1, 1],
  asks: [2, 1],
});

/** Kind and number of each step; a gap by its reason. */
const steps = (join: DepthJoin, ...frames: readonly BookFrame[]) =>
  frames.flatMap((frame) =>
    join
      .take(frame)
      .map((step) => (step.kind === 'gap' ? step.because : `${step.kind} ${step.frame.updateId}`)),
  );

describe('changes of Binance joined to a snapshot', () => {
  it('wait for it, and those it holds already are dropped', () => {
    const join = new DepthJoin('spot');
    expect(steps(join, diff(1, 3), diff(4, 6), diff(7, 9))).toEqual([]);
    expect(steps(join, snapshot(5))).toEqual(['snapshot 5', 'next 6', 'next 9']);
    expect(steps(join, diff(10, 12), diff(10, 12))).toEqual(['next 12']);
    expect(steps(join, diff(14, 15))).toEqual(['update 12 was followed by 14 to 15']);
  });

  it('are whole although two connections cut them differently', () => {
    const join = new DepthJoin('usdm');
    steps(join, snapshot(10));
    expect(steps(join, diff(9, 12, 8), diff(11, 12, 10), diff(12, 14, 11), diff(13, 16, 12))).toEqual([
      'next 12',
      'next 14',
      'next 16',
    ]);
    expect(steps(join, diff(18, 19, 17))).toEqual(['update 16 was followed by 18 to 19, which follows 17']);
  });

  it('are not joined to a snapshot older than the first that waits', () => {
    const join = new DepthJoin('spot');
    steps(join, diff(10, 12));
    expect(steps(join, snapshot(5))).toEqual(['snapshot 5 is older than the first waiting diff 10']);
  });

  it('wait again once the connection is gone', () => {
    const join = new DepthJoin('spot');
    steps(join, snapshot(5), diff(6, 7));
    join.restart();
    expect(steps(join, diff(8, 9))).toEqual([]);
    expect(steps(join, snapshot(8))).toEqual(['snapshot 8', 'next 9']);
  });
});
