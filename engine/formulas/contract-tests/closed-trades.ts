import { Mulberry32 } from '../../numerics/mulberry32.ts';
import type { MarketStep } from '../formula.ts';
import type { ClosedTrade } from '../step-contents.ts';

const MINUTE_MS = 60_000;
const NOTIONAL_QUOTE = 1_000;

/** A step that tells of a closed trade. */
export type ClosedTradeStep = Extract<MarketStep, { readonly kind: 'closed-trade' }>;

/**
 * Closed trades with these net returns, one every ten minutes, each held for five: longs and shorts in
 * turns, a notional of 1000, `change` on top of all of them.
 */
export const closedTrades = (
  netReturns: readonly number[],
  change: Partial<ClosedTrade> = {},
): ClosedTradeStep[] =>
  netReturns.map((netReturn, index) => {
    const time = (index + 1) * 10 * MINUTE_MS;
    const trade: ClosedTrade = {
      strategy: 'first',
      direction: index % 2 === 0 ? 'long' : 'short',
      openedAt: time - 5 * MINUTE_MS,
      closedAt: time,
      netReturn,
      netPnlQuote: NOTIONAL_QUOTE * netReturn,
      ...change,
    };
    return { kind: 'closed-trade', time, trade };
  });

/**
 * A healthy journal: `count` closed trades of two strategies with a small edge, six of ten won, every
 * one with a stop and a conviction that says a little of the outcome.
 */
export const wanderingJournal = (seed: number, count: number): ClosedTradeStep[] => {
  const random = new Mulberry32(seed);
  return Array.from({ length: count }, () => {
    const isWin = random.uniform() < 0.6;
    const netReturn = (isWin ? 0.008 : -0.009) * (0.3 + random.uniform());
    return { netReturn, conviction: 0.2 + 0.5 * random.uniform() + (isWin ? 0.2 : 0) };
  }).flatMap(({ conviction, netReturn }, index) =>
    closedTrades([netReturn], {
      conviction,
      stopDistance: 0.01,
      strategy: index % 3 === 0 ? 'second' : 'first',
    }).map((step) => later(step, index * 10 * MINUTE_MS)),
  );
};

function later(step: ClosedTradeStep, byMs: number): ClosedTradeStep {
  const { openedAt, closedAt } = step.trade;
  return {
    ...step,
    time: step.time + byMs,
    trade: { ...step.trade, openedAt: openedAt + byMs, closedAt: closedAt + byMs },
  };
}
