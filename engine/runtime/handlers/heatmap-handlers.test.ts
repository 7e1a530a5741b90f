import { describe, expect, it } from 'vitest';
import { HEATMAP_PAGE } from '../../contract/heatmap-commands.ts';
import { btc, deltaAt, printAt, snapshotAt, statusAt } from '../../market/fixtures/market-events.ts';
import { ToldSession } from '../kernel.fixture.ts';
import { openFlowSource } from '../flow/open-flow-source.ts';
import { SessionFlow } from '../flow/session-flow.ts';
import type { Workstation } from '../workstation.ts';
import { heatmapHandlers } from './heatmap-handlers.ts';

/** Handlers of a session that has seen ten seconds of a book, a gap from second 5 to 7, and two trades. */
function told() {
  const { session } = new ToldSession([btc]);
  const flow = new SessionFlow(openFlowSource);
  session.observe(flow);
  for (const event of [
    snapshotAt(100_000, [1000, 5], [1001, 3]),
    printAt(102_500, 1001, 2),
    statusAt(105_500, 'gap'),
    snapshotAt(107_200, [1000, 6], [1002, 3]),
    printAt(108_000, 1000, 4, 'sell'),
    deltaAt(110_000, [1000, 7]),
  ])
    session.take(event);
  // The handlers read nothing else of a workstation.
  return heatmapHandlers({ session, flow } as unknown as Workstation);
}

describe('the answer about the book’s past', () => {
  it('holds the seconds of a stretch, those without a book only when something traded in them', async () => {
    const asked = { instrument: btc.id, columnMs: 1000, fromMs: 100_000, toMs: 200_000 } as const;
    const answer = await told().heatmap(asked);
    if (!answer.ok) throw new Error(answer.failure.detail);
    const { columns, fromMs, toMs } = answer.reply;
    expect([fromMs, toMs]).toEqual([100_000, 110_000]);
    expect([...columns.times].map((time) => time / 1000)).toEqual([100, 101, 102, 103, 104, 107, 108, 109]);
    expect(columns.boughtBase[2]).toBeCloseTo(0.002);
    expect([columns.soldBase[6], columns.soldTicks[6]]).toEqual([Math.fround(0.004), 1000]);
    expect(columns.sizesBase.slice(0, 2)).toEqual(Float32Array.of(0.005, 0.003));
    expect(columns.starts.at(-1)).toBe(columns.ticks.length);
  });

  it('is at most a page long and begins where it was asked to', async () => {
    const asked = { instrument: btc.id, columnMs: 100, fromMs: 100_050, toMs: 1_000_000 } as const;
    const answer = await told().heatmap(asked);
    if (!answer.ok) throw new Error(answer.failure.detail);
    expect(answer.reply.fromMs).toBe(100_100);
    expect(answer.reply.toMs).toBe(110_000);
    expect((answer.reply.toMs - answer.reply.fromMs) / 100).toBeLessThanOrEqual(HEATMAP_PAGE);
  });

  it('says that there is no such instrument', async () => {
    const asked = { instrument: 'sandbox:NO/USDT', columnMs: 1000, fromMs: 0, toMs: 1 } as const;
    expect(await told().heatmap(asked)).toMatchObject({ ok: false, failure: { code: 'unknown-instrument' } });
  });
});

describe('the answer about traded prices', () => {
  it('holds every price of the session with both sides', async () => {
    const answer = await told().tradedPrices({ instrument: btc.id });
    expect(answer).toEqual({
      ok: true,
      reply: {
        ticks: Int32Array.of(1001, 1000),
        boughtBase: Float64Array.of(0.002, 0),
        soldBase: Float64Array.of(0, 0.004),
      },
    });
  });
});
