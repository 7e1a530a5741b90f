import { describe, expect, it } from 'vitest';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import { btc, deltaAt, printAt, snapshotAt } from '../../market/fixtures/market-events.ts';
import { MarketState } from '../../market/market-state.ts';
import { openFlowSource } from './open-flow-source.ts';
import { SessionFlow } from './session-flow.ts';

const watchOf = (columnMs: number) => ({ kind: 'heatmap', instrument: btc.id, columnMs }) as const;

/** A session's order flow with one instrument, told event by event. */
function toldFlow() {
  const state = new MarketState([btc]);
  const flow = new SessionFlow(openFlowSource);
  return {
    flow,
    tell: (...events: readonly MarketEvent[]) => {
      for (const event of events) {
        flow.passTime(event.time, state.all);
        const { market } = state.apply(event);
        flow.onEvent(event, market);
      }
    },
  };
}

describe('the watch of the heatmap', () => {
  const snapshot = snapshotAt(10_000, [1000, 5], [1001, 3]);

  it('tells the spans that ended since it was told last, once, and the one that has not ended', () => {
    const { flow, tell } = toldFlow();
    flow.watch([watchOf(1000)]);
    tell(snapshot, printAt(10_500, 1001, 2), deltaAt(11_200, [1000, 9]));
    const [first] = flow.takeUpdates() as { body: { closed?: unknown; forming: { times: Float64Array } } }[];
    expect(first?.body.closed).toBeUndefined();
    expect([...(first?.body.forming.times ?? [])]).toEqual([11_000]);

    tell(printAt(12_000, 1001, 4, 'sell'));
    const [second] = flow.takeUpdates();
    // Tick 0.1, lot 0.001: 9 lots are 0.009.
    expect(second?.body).toMatchObject({
      closed: {
        fromMs: 11_000,
        toMs: 12_000,
        columns: {
          times: Float64Array.of(11_000),
          starts: Uint32Array.of(0, 2),
          ticks: Int32Array.of(1000, 1001),
          sizesBase: Float32Array.of(0.009, 0.003),
          bidTicks: Int32Array.of(1000),
        },
      },
      forming: {
        times: Float64Array.of(12_000),
        soldBase: Float32Array.of(0.004),
        soldTicks: Float64Array.of(1001),
      },
    });
    expect(flow.takeUpdates()).toEqual([]);
  });

  it('keeps the finest columns while it is watched and no longer', () => {
    const { flow, tell } = toldFlow();
    flow.watch([watchOf(100)]);
    tell(snapshot, deltaAt(10_250, [1000, 6]));
    expect(
      flow
        .bookOf(btc.id)
        .columns(100, 0, 1e6)
        .map(({ index }) => index),
    ).toEqual([100, 101]);
    flow.watch([]);
    expect(flow.bookOf(btc.id).columns(100, 0, 1e6)).toEqual([]);
  });

  it('knows no column of another length', () => {
    const { flow, tell } = toldFlow();
    flow.watch([watchOf(700)]);
    tell(snapshot, deltaAt(12_000, [1000, 6]));
    expect(flow.takeUpdates()).toEqual([]);
  });

  it('tells what was traded at the prices that changed', () => {
    const { flow, tell } = toldFlow();
    tell(snapshot, printAt(10_100, 1001, 2));
    flow.watch([{ kind: 'traded-prices', instrument: btc.id }]);
    tell(printAt(10_200, 1002, 7, 'sell'));
    expect(flow.takeUpdates()).toEqual([
      {
        key: `traded-prices ${btc.id}`,
        body: {
          ticks: Int32Array.of(1002),
          boughtBase: Float64Array.of(0),
          soldBase: Float64Array.of(0.007),
        },
      },
    ]);
  });
});
