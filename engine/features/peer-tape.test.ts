import { beforeEach, describe, expect, it } from 'vitest';
import type { MarketEvent } from '../domain/market/market-event.ts';
import type { StepKind } from '../formulas/formula.ts';
import { lots } from '../domain/units/lots.ts';
import { ticks } from '../domain/units/ticks.ts';
import { unixMs } from '../domain/units/time.ts';
import { MarketState } from '../market/market-state.ts';
import { listen, perpetualOf } from './listener.fixture.ts';
import { MarketSteps } from './market-steps.ts';
import { PeerBarCollector } from './peer-bar-collector.ts';
import { PeerTape } from './peer-tape.ts';

const followed = [
  perpetualOf('SOL'),
  perpetualOf('BTC'),
  { ...perpetualOf('SOL'), id: 'other:SOL/USDT:USDT' },
];
const [solana, bitcoin, otherSolana] = followed as [
  (typeof followed)[0],
  (typeof followed)[0],
  (typeof followed)[0],
];

let market: MarketState;
let tape: PeerTape;

/** A formula of solana that reads these kinds. */
function reader(reads: StepKind[]) {
  const steps = new MarketSteps(solana.id, new PeerBarCollector(followed));
  const { fed, run } = listen(steps, reads);
  tape.listen([steps]);
  return { fed, steps, run };
}

function take(event: MarketEvent): void {
  const change = market.apply(event);
  if (tape.isRead) tape.onChange(change, event);
}

const observed = (instrument: string, time: number) => ({
  instrument,
  time: unixMs(time),
  venueTime: unixMs(time),
});
const print = (instrument: string, time: number, at: number): void =>
  take({
    kind: 'trade',
    ...observed(instrument, time),
    ticks: ticks(at),
    lots: lots(300),
    aggressor: 'sell',
    tradeId: '',
  });
const quote = (instrument: string, time: number, bid: number): void =>
  take({
    kind: 'book-snapshot',
    ...observed(instrument, time),
    bids: [bid, 100],
    asks: [bid + 1, 50],
    updateId: time,
  });

beforeEach(() => {
  market = new MarketState(followed);
  tape = new PeerTape(followed);
});

describe('the tape of other instruments', () => {
  it('tells trades with whose they are: the leader, or the same coin elsewhere', () => {
    const { fed } = reader(['peer-trade']);
    print(bitcoin.id, 1, 200);
    print(otherSolana.id, 2, 10);
    print(solana.id, 3, 11);
    const size = { sizeBase: 3, side: 'sell' };
    expect(fed).toEqual([
      {
        kind: 'peer-trade',
        time: 1,
        trade: { place: 1, isLeader: true, isSameCoin: false, price: 100, ...size },
      },
      {
        kind: 'peer-trade',
        time: 2,
        trade: { place: 2, isLeader: false, isSameCoin: true, price: 5, ...size },
      },
    ]);
  });

  it('tells a best quote when it is a new one, and none of a feed with a gap', () => {
    const { fed } = reader(['peer-quote']);
    quote(bitcoin.id, 1, 200);
    quote(bitcoin.id, 2, 200);
    take({ kind: 'feed-status', ...observed(bitcoin.id, 3), status: 'gap', detail: '' });
    print(bitcoin.id, 4, 200);
    quote(bitcoin.id, 5, 210);
    const peer = { place: 1, isLeader: true, isSameCoin: false };
    expect(fed).toEqual([
      {
        kind: 'peer-quote',
        time: 1,
        quote: { ...peer, quote: { time: 1, bid: 100, bidSize: 1, ask: 100.5, askSize: 0.5 } },
      },
      {
        kind: 'peer-quote',
        time: 5,
        quote: { ...peer, quote: { time: 5, bid: 105, bidSize: 1, ask: 105.5, askSize: 0.5 } },
      },
    ]);
  });

  it('is read by nobody once the last reader has stopped', () => {
    const { run, steps } = reader(['peer-trade', 'peer-quote']);
    expect(tape.isRead).toBe(true);
    steps.stop(run);
    tape.listen([steps]);
    expect(tape.isRead).toBe(false);
  });
});
