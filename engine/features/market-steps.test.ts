import { describe, expect, it } from 'vitest';
import type { Bar } from '../domain/market/bar.ts';
import { unixMs } from '../domain/units/time.ts';
import type { MarketStep, StepKind } from '../formulas/formula.ts';
import type { ClosedTrade } from '../formulas/step-contents.ts';
import { leaderOf } from './leader-of.ts';
import { type Listening, listen, perpetualOf } from './listener.fixture.ts';
import { MarketSteps } from './market-steps.ts';
import { PeerBarCollector } from './peer-bar-collector.ts';

const MINUTE_MS = 60_000;
const bitcoin = perpetualOf('BTC');
const ether = perpetualOf('ETH');
const solana = perpetualOf('SOL');

const minute = (index: number, close: number): Bar => ({
  openTime: unixMs(index * MINUTE_MS),
  intervalMs: MINUTE_MS,
  open: close,
  high: close,
  low: close,
  close,
  volumeBase: 1,
  buyVolumeBase: 1,
  tradeCount: 1,
});

/** Follows `own` among all three, and answers what a formula that reads `reads` is fed. */
function follow(own: typeof bitcoin, reads: StepKind[], listening: Listening = {}) {
  const peers = new PeerBarCollector([bitcoin, ether, solana]);
  const steps = new MarketSteps(own.id, peers);
  return { ...listen(steps, reads, listening), peers, steps };
}

const closes = (steps: readonly MarketStep[]) =>
  steps.flatMap((step) => (step.kind === 'peers' ? [step.peers.bars.map((bar) => bar?.close)] : []));

describe('the bars of all followed symbols', () => {
  it('come when the last of a time has closed, own first', () => {
    const { fed, peers } = follow(ether, ['peers']);
    peers.onClosedBar(solana.id, minute(0, 3));
    peers.onClosedBar(ether.id, minute(0, 2));
    expect(fed).toEqual([]);
    peers.onClosedBar(bitcoin.id, minute(0, 1));
    expect(closes(fed)).toEqual([[2, 1, 3]]);
    expect(fed[0]).toMatchObject({
      time: MINUTE_MS,
      peers: { symbols: ['ETH/USDT:USDT', 'BTC/USDT:USDT', 'SOL/USDT:USDT'], leader: 1 },
    });
  });

  it('come without the missing when the next time begins, and what comes later is left out', () => {
    const { fed, peers } = follow(bitcoin, ['peers']);
    peers.onClosedBar(bitcoin.id, minute(0, 1));
    peers.onClosedBar(bitcoin.id, minute(1, 10));
    expect(closes(fed)).toEqual([[1, undefined, undefined]]);
    peers.onClosedBar(ether.id, minute(0, 2));
    peers.onClosedBar(ether.id, minute(1, 20));
    peers.onClosedBar(solana.id, minute(1, 30));
    expect(closes(fed)).toEqual([
      [1, undefined, undefined],
      [10, 20, 30],
    ]);
  });

  it('do not come where the own bar is missing', () => {
    const { fed, peers } = follow(bitcoin, ['peers']);
    peers.onClosedBar(ether.id, minute(0, 1));
    peers.onClosedBar(ether.id, minute(1, 1));
    expect(fed).toEqual([]);
  });

  it('are of the interval asked for', () => {
    const { fed, peers } = follow(bitcoin, ['peers'], { intervalMs: 2 * MINUTE_MS });
    for (const index of [0, 1])
      for (const { id } of [bitcoin, ether, solana]) peers.onClosedBar(id, minute(index, index));
    expect(closes(fed)).toEqual([[1, 1, 1]]);
  });

  it('end when the formula stops', () => {
    const { fed, peers, run, steps } = follow(bitcoin, ['peers']);
    steps.stop(run);
    for (const { id } of [bitcoin, ether, solana]) peers.onClosedBar(id, minute(0, 1));
    expect(fed).toEqual([]);
  });
});

describe('a formula of steps', () => {
  const closed: ClosedTrade = {
    strategy: 'a',
    direction: 'long',
    openedAt: 1,
    closedAt: 5,
    netReturn: -0.01,
    netPnlQuote: -1,
  };

  it('is fed what it reads and nothing else', () => {
    const { fed, steps } = follow(bitcoin, ['bar', 'closed-trade', 'position', 'series'], {
      series: ['chain.difficulty'],
    });
    steps.onClosedBar(minute(0, 7));
    steps.feedQuote({ time: unixMs(1), bid: 1, bidSize: 1, ask: 2, askSize: 1 });
    steps.feedTrade({ time: 2, price: 1, sizeBase: 1, side: 'buy' });
    steps.feedBook({ time: 3, bids: [], asks: [] });
    steps.feedClosedTrade(closed);
    steps.feedPosition(5, { direction: 'flat', entryPrice: 0 });
    steps.feedSeries('chain.difficulty', 6, 42);
    steps.feedSeries('chain.hash-rate', 7, 43);
    expect(fed).toEqual([
      { kind: 'bar', time: MINUTE_MS, bar: minute(0, 7) },
      { kind: 'closed-trade', time: 5, trade: closed },
      { kind: 'position', time: 5, position: { direction: 'flat', entryPrice: 0 } },
      { kind: 'series', time: 6, name: 'chain.difficulty', value: 42 },
    ]);
  });

  it('starts again at a gap where it reads books, unless it goes on over gaps by itself', () => {
    const values = ([{}, { keepsOverGaps: true }] as const).map((further) => {
      const { run, steps } = follow(bitcoin, ['bar', 'book'], further);
      steps.onClosedBar(minute(0, 7));
      steps.onGap();
      return run.value;
    });
    expect(values).toEqual([undefined, 1]);
  });

  it('is fed trades, quotes and books where it reads them', () => {
    const { fed, steps } = follow(bitcoin, ['trade', 'quote', 'book']);
    steps.feedTrade({ time: 2, price: 1, sizeBase: 1, side: 'buy' });
    steps.feedQuote({ time: unixMs(3), bid: 1, bidSize: 1, ask: 2, askSize: 1 });
    steps.feedBook({ time: 4, bids: [1, 1], asks: [2, 1] });
    expect(fed.map(({ kind, time }) => [kind, time])).toEqual([
      ['trade', 2],
      ['quote', 3],
      ['book', 4],
    ]);
    expect([steps.reads('trade'), steps.reads('bar')]).toEqual([true, false]);
  });
});

describe('the leader', () => {
  it.each([
    ['bitcoin of ether', [ether, solana, bitcoin], 2],
    ['ether of bitcoin', [bitcoin, ether], 1],
    ['nobody where bitcoin is not followed', [ether, solana], -1],
  ])('is %s', (_what, followed, place) => {
    expect(leaderOf(followed)).toBe(place);
  });
});
