import { describe, expect, it } from 'vitest';
import type { TheoriesUpdate } from '../../contract/theory-commands.ts';
import type { FlowWatch } from '../../contract/flow.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import { THEORY_NAMES } from '../../domain/theory/theory-reading.ts';
import { btc, printAt } from '../../market/fixtures/market-events.ts';
import { MarketState } from '../../market/market-state.ts';
import { SessionFlow } from '../flow/session-flow.ts';
import type { FromTheoryThread, ToTheoryThread } from './theory-messages.ts';
import { TheorySource } from './theory-source.ts';
import { type StartTheoryThread, startTheoryThread, type TheoryThreadListener } from './theory-thread.ts';

const MINUTE = 60_000;
const WATCH = { kind: 'theories', instrument: btc.id, intervalMs: MINUTE, preset: 'corrected' } as const;

/** A thread that answers when it is told to. */
function quietThread() {
  const told: ToTheoryThread[] = [];
  const state = { listener: undefined as TheoryThreadListener | undefined, stops: 0, starts: 0 };
  const start: StartTheoryThread = (_data, listener) => {
    state.listener = listener;
    state.starts += 1;
    return { tell: (message) => told.push(message), stop: () => (state.stops += 1) };
  };
  const answer = () => state.listener?.onStates({ states: [], taken: 0 } satisfies FromTheoryThread);
  return { told, state, start, answer };
}

function openMarket(start: StartTheoryThread) {
  const market = new MarketState([btc]);
  const open = (watch: FlowWatch, flow: SessionFlow) =>
    watch.kind === 'theories' ? new TheorySource(watch, flow, start) : undefined;
  const flow = new SessionFlow(open, undefined, { markets: () => market.all });
  const take = (event: MarketEvent) => {
    market.apply(event);
    const of = market.of(btc.id);
    if (of) flow.onEvent(event, of);
  };
  /** A minute with one trade, closed by nobody yet. */
  const minute = (at: number, price: number) => take(printAt(at * MINUTE + 1, price * 10, 1000));
  const look = () => flow.takeUpdates().at(-1)?.body as TheoriesUpdate | undefined;
  return { flow, look, minute };
}

describe('watched theories', () => {
  it('are told the closed minutes that are kept, and then each one as it closes', () => {
    const { start, told, answer } = quietThread();
    const { flow, look, minute } = openMarket(start);
    for (const [at, price] of [100, 102, 104].entries()) minute(at, price);
    flow.watch([WATCH]);
    look();
    expect(told.map(({ bars }) => bars.map(({ close }) => close))).toEqual([[100, 102]]);
    minute(3, 106);
    look();
    // The thread has not answered yet.
    expect(told).toHaveLength(1);
    answer();
    look();
    expect(told[1]?.bars.map(({ close }) => close)).toEqual([104]);
  });

  it('say how far they are when the thread has answered', () => {
    const { start, answer } = quietThread();
    const { flow, look, minute } = openMarket(start);
    minute(0, 100);
    minute(1, 102);
    flow.watch([WATCH]);
    expect(look()).toMatchObject({ states: [], asOfMs: null, failure: null });
    expect(look()).toBeUndefined();
    answer();
    expect(look()).toMatchObject({ asOfMs: MINUTE, waiting: 0 });
  });

  it('say why nothing more will come', () => {
    const { start, state } = quietThread();
    const { flow, look } = openMarket(start);
    flow.watch([WATCH]);
    look();
    state.listener?.onFailure('out of memory');
    expect(look()).toMatchObject({ failure: 'out of memory' });
  });

  it('stop when nobody watches', () => {
    const { start, state } = quietThread();
    const { flow, look } = openMarket(start);
    flow.watch([WATCH]);
    look();
    flow.watch([]);
    expect(state).toMatchObject({ starts: 1, stops: 1 });
  });

  it('come from a thread of their own', async () => {
    const { flow, look, minute } = openMarket(startTheoryThread);
    for (let at = 0; at < 90; at += 1) minute(at, 100 + (at % 7));
    flow.watch([WATCH]);
    let update = look();
    await expect
      .poll(() => (update = look() ?? update)?.states.map(({ theory }) => theory), { timeout: 20_000 })
      .toEqual(THEORY_NAMES);
    expect(update?.asOfMs).toBe(89 * MINUTE);
    expect(update?.states.find(({ theory }) => theory === 'kalman')).toMatchObject({ bars: 89, warmUp: 60 });
    flow.watch([]);
  });
});
