import { describe, expect, it } from 'vitest';
import { unixMs } from '../../domain/units/time.ts';
import { Random } from '../../numerics/random.ts';
import type { Decision, Moment } from '../strategy.ts';
import type { RenaissanceParameters } from './parameters.ts';
import { renaissanceGate } from './renaissance-gate.ts';

type ImbalanceMoment = Moment<'logImbalance'>;

const moment = (over: Partial<ImbalanceMoment> & { logImbalance?: number } = {}): ImbalanceMoment => {
  const { logImbalance = 0, ...rest } = over;
  return {
    time: unixMs(0),
    bid: 99.99,
    ask: 100.01,
    mid: 100,
    features: { logImbalance },
    holding: undefined,
    roundTripCostBps: 13,
    equityQuote: 1000,
    entries: 0,
    entriesToday: 0,
    ...rest,
  };
};

const start = (params: Partial<RenaissanceParameters>) =>
  renaissanceGate.start(renaissanceGate.params.parse(params));

describe('renaissance gate as described', () => {
  it.each([
    [0.2, 'sell'],
    [-0.2, 'buy'],
  ] as const)('fades a log imbalance of %d: it would %s', (logImbalance, side) => {
    expect(start({ sign: 'fade' }).decide(moment({ logImbalance }))).toMatchObject({
      kind: 'enter',
      side,
      stopDistanceBps: 50,
    });
  });

  it('holds below the threshold', () => {
    expect(start({ sign: 'fade' }).decide(moment({ logImbalance: 0.149 }))).toMatchObject({ kind: 'hold' });
  });

  it('states the edge its assumptions give: 0.6 x 150 - 0.4 x 50 - 13 - 1 = 56 bps for a strong signal', () => {
    expect(start({ sign: 'fade' }).decide(moment({ logImbalance: 0.3 }))).toMatchObject({
      edgeBps: expect.closeTo(56, 9),
    });
  });

  it('gives a weak signal less confidence, never a different answer: 0.5 x 150 - 0.5 x 50 - 14 = 36 bps', () => {
    const weak = start({ sign: 'fade' }).decide(moment({ logImbalance: 0.16 }));
    expect(weak).toMatchObject({ kind: 'enter', edgeBps: expect.closeTo(36, 9) });
    const doubted = start({ sign: 'fade', allowWeak: false }).decide(moment({ logImbalance: 0.16 }));
    expect(doubted).toMatchObject({ kind: 'enter', edgeBps: expect.closeTo(0.4 * 150 - 0.6 * 50 - 14, 9) });
  });

  it('blocks entries beyond the day’s budget and says so', () => {
    const decision = start({ sign: 'fade', dailyTradeBudget: 3 }).decide(
      moment({ logImbalance: 0.3, entriesToday: 3 }),
    );
    expect(decision).toMatchObject({ kind: 'hold', blocked: { gate: 'daily-budget', side: 'sell' } });
  });

  it.each([
    ['the target is reached', 150, 1000, 'exit'],
    ['it has held a day', 0, 86_400_000, 'exit'],
    ['neither is the case', 149, 1000, 'hold'],
  ] as const)('when %s', (_what, gainBps, heldMs, kind) => {
    const holding = { side: 'sell', openedAt: unixMs(0), entryPrice: 100, gainBps } as const;
    expect(start({ sign: 'fade' }).decide(moment({ time: unixMs(heldMs), holding })).kind).toBe(kind);
  });
});

/** Feeds a market in which the mid moves `slopeBps` per unit of imbalance over the next second, plus noise. */
function decideThroughout(slopeBps: number, seconds: number, costBps: number): Decision[] {
  const run = start({ sign: 'estimated', regressionPairs: 300 });
  const random = new Random(7);
  const decisions: Decision[] = [];
  let mid = 100;
  let imbalance = 0;
  for (let step = 0; step < seconds * 10; step += 1) {
    mid *= 1 + (slopeBps * imbalance + random.normal() * 0.5) / 10 / 10_000;
    // Slow enough that the imbalance of now is still there in a second.
    imbalance = 0.98 * imbalance + 0.2 * random.normal();
    decisions.push(
      run.decide(
        moment({ time: unixMs(step * 100), mid, logImbalance: imbalance, roundTripCostBps: costBps }),
      ),
    );
  }
  return decisions;
}

describe('renaissance gate corrected', () => {
  it('learns the sign of the effect from the data and trades with it', () => {
    const entries = decideThroughout(20, 300, 1).filter((decision) => decision.kind === 'enter');
    expect(entries.length).toBeGreaterThan(20);
    expect(
      entries.every(({ measured, side }) => (side === 'buy') === (measured['logImbalance'] ?? 0) > 0),
    ).toBe(true);
  });

  it('learns the opposite sign as well', () => {
    const entries = decideThroughout(-20, 300, 1).filter((decision) => decision.kind === 'enter');
    expect(entries.length).toBeGreaterThan(20);
    expect(
      entries.every(({ measured, side }) => (side === 'sell') === (measured['logImbalance'] ?? 0) > 0),
    ).toBe(true);
  });

  it('states a cautious edge below the cost when the effect is smaller than a round trip', () => {
    const entries = decideThroughout(0.5, 300, 13).filter((decision) => decision.kind === 'enter');
    expect(entries.every(({ edgeBps }) => edgeBps !== undefined && edgeBps < 0)).toBe(true);
  });

  it('stays out of a market without an effect nearly always, and says why', () => {
    const decisions = decideThroughout(0, 600, 1);
    const wanted = decisions.filter((each) => each.kind === 'enter' && (each.edgeBps ?? 0) >= 1.5);
    expect(wanted).toEqual([]);
    expect(decisions.some((each) => each.kind === 'hold' && each.blocked?.gate === 'not-significant')).toBe(
      true,
    );
  });

  it('uses nothing that has not happened: a longer future does not change earlier decisions', () => {
    expect(decideThroughout(20, 120, 1)).toEqual(decideThroughout(20, 200, 1).slice(0, 1200));
  });

  it('leaves when the horizon of its forecast has passed', () => {
    const run = start({ sign: 'estimated' });
    const holding = { side: 'buy', openedAt: unixMs(0), entryPrice: 100, gainBps: 0 } as const;
    expect(run.decide(moment({ time: unixMs(1), holding }))).toMatchObject({ kind: 'exit' });
  });
});
