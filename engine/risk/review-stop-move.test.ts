import { describe, expect, it } from 'vitest';
import type { OrderIntent } from '../domain/order/order-intent.ts';
import type { Side } from '../domain/order/side.ts';
import { lots } from '../domain/units/lots.ts';
import { moneyFromDecimal } from '../domain/units/money.ts';
import { ticks } from '../domain/units/ticks.ts';
import type { Situation } from './gate.ts';
import { limited } from './gates/limited.fixture.ts';
import { exit } from './gates/situation.fixture.ts';
import { reviewStopMove } from './review-stop-move.ts';

/** An account of 1000 that may lose 1 % a trade, 10 quote units, without fees, in a book of 999 and 1001. */
const situation: Situation = {
  ...limited,
  instrument: { ...limited.instrument, takerFeePpm: 0 },
  standing: { ...limited.standing, limits: { ...limited.standing.limits, riskPerTrade: 0.01 } },
};

/** A position entered at 1000 ticks, closed by orders of `side`, with stops of that many lots at those places. */
const moved = (
  side: Side,
  to: number,
  stops: readonly (readonly [size: number, at: number])[],
  { entryTicks = 1000, ...over }: Partial<Situation> & { readonly entryTicks?: number } = {},
) => {
  const intent: OrderIntent = { ...exit, side, lots: lots(stops.reduce((sum, [size]) => sum + size, 0)) };
  const behind = stops.map(([size, at]) => ({ lots: size, trigger: ticks(at) }));
  return reviewStopMove({ intent, trigger: ticks(to), entryTicks, stops: behind }, { ...situation, ...over });
};

describe('R-OR-07: a stop that is moved by hand', () => {
  it('needs one to move', () => {
    expect(moved('sell', 990, [])).toEqual({ code: 'reduce-only-without-position', measured: { lots: 0 } });
  });

  it.each([
    ['below a long, a tick under the bid', 'sell', 998],
    ['above a short, a tick over the ask', 'buy', 1002],
  ] as const)('may come as near as %s', (_where, side, to) => {
    expect(moved(side, to, [[100, side === 'sell' ? 950 : 1050]])).toBeUndefined();
  });

  it.each([
    ['a long, at the bid', 'sell', 999, 999],
    ['a long, beyond it', 'sell', 1000, 999],
    ['a short, at the ask', 'buy', 1001, 1001],
    ['a short, beyond it', 'buy', 1000, 1001],
  ] as const)('may not be set through the market: %s', (_where, side, to, touchTicks) => {
    expect(moved(side, to, [[100, side === 'sell' ? 950 : 1050]])).toEqual({
      code: 'stop-too-close',
      measured: { stopTicks: to, touchTicks },
    });
  });

  it('is judged by its places alone where that side of the book is empty', () => {
    expect(moved('sell', 1500, [[100, 950]], { bestBid: 0 })).toBeUndefined();
    expect(moved('buy', 500, [[100, 1050]], { bestAsk: 0 })).toBeUndefined();
  });

  // 1000 lots lose 1 quote unit a tick.
  it.each([
    ['a long', 'sell', [995, 990, 989]],
    ['a short', 'buy', [1005, 1010, 1011]],
  ] as const)(
    'may be loosened as far as the limit of risk and not a tick farther: %s',
    (_what, side, [from, last, beyond]) => {
      expect(moved(side, last, [[1000, from]])).toBeUndefined();
      expect(moved(side, beyond, [[1000, from]])).toEqual({
        code: 'risk-per-trade',
        measured: { lossQuote: 11, equityQuote: 1000, limit: 0.01 },
      });
    },
  );

  it('is judged by the largest of those it loosens, not by those it tightens', () => {
    const stops = [
      [100, 995],
      [500, 995],
      [5000, 950],
    ] as const;
    expect(moved('sell', 980, stops)).toBeUndefined();
    expect(moved('sell', 979, stops)).toMatchObject({
      code: 'risk-per-trade',
      measured: { lossQuote: 10.5 },
    });
  });

  it('may always be tightened or left, however much is at risk and whatever is halted', () => {
    const halted = { tradingState: 'halted', equity: moneyFromDecimal('1') } as const;
    expect(moved('sell', 960, [[5000, 950]], halted)).toBeUndefined();
    expect(moved('sell', 950, [[5000, 950]], halted)).toBeUndefined();
    expect(moved('buy', 1040, [[5000, 1050]], halted)).toBeUndefined();
  });

  it.each([
    ['halted', 'kill-switch-engaged'],
    ['reduce-only', 'reduce-only-state'],
  ] as const)('is not loosened in state %s', (tradingState, code) => {
    expect(moved('sell', 990, [[10, 995]], { tradingState })).toEqual({ code, measured: {} });
  });

  it('loses nothing where it still keeps a gain, and at the entry itself', () => {
    expect(moved('sell', 960, [[5000, 970]], { entryTicks: 950 })).toBeUndefined();
    expect(moved('sell', 950, [[5000, 970]], { entryTicks: 950 })).toBeUndefined();
    expect(moved('buy', 1040, [[5000, 1030]], { entryTicks: 1050 })).toBeUndefined();
  });

  it('loses from the mean entry on the nearest tick', () => {
    expect(moved('sell', 990, [[1000, 995]], { entryTicks: 1000.4 })).toBeUndefined();
    expect(moved('sell', 990, [[1000, 995]], { entryTicks: 1000.5 })).toMatchObject({
      measured: { lossQuote: 11 },
    });
  });
});
