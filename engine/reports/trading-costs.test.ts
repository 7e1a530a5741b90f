import { describe, expect, it } from 'vitest';
import type { Side } from '../domain/order/side.ts';
import { lots } from '../domain/units/lots.ts';
import { money } from '../domain/units/money.ts';
import { ticks } from '../domain/units/ticks.ts';
import { unixMs } from '../domain/units/time.ts';
import { BTC } from '../journal/fixtures/made-up-instruments.ts';
import type { History, ReportedFill } from './history.ts';
import { tradingCosts } from './trading-costs.ts';

const at = unixMs(0);

/** 0.01 BTC: one tick of 0.1 USDT is worth 0.001 USDT. */
function fillOf(side: Side, price: number, midHalfTicks: number | undefined): ReportedFill {
  const names = {
    sessionId: 's',
    fillId: 'f',
    orderId: 'o',
    runId: 'r',
    instrument: BTC.id,
    model: 'walked-book',
  } as const;
  const what = {
    side,
    lots: lots(10),
    ticks: ticks(price),
    role: 'entry',
    liquidity: 'taker',
    fee: money(2_000_000n),
  } as const;
  const mid = midHalfTicks === undefined ? {} : { decisionMidHalfTicks: midHalfTicks };
  return { ...names, ...what, ...mid, time: at, venueTime: at };
}

const costsOf = (fills: readonly ReportedFill[]) =>
  tradingCosts({ fills, instruments: new Map([[BTC.id, BTC]]) } as unknown as History).find(
    ({ liquidity }) => liquidity === 'all',
  );

describe('trading costs', () => {
  it('count a buy above the mid and a sell below it as slippage', () => {
    // Bought 2.5 ticks above the mid, sold 1.5 ticks below: 4 ticks of 0.001 USDT.
    const costs = costsOf([fillOf('buy', 1000, 1995), fillOf('sell', 1000, 2003)]);
    expect(costs).toEqual({
      liquidity: 'all',
      fills: 2,
      notional: '2.00000000',
      fees: '0.04000000',
      feesBps: '200.000',
      slippage: '0.00400000',
      slippageBps: '20.000',
      fillsWithoutMid: 0,
    });
  });

  it('count a price better than the mid as a gain', () => {
    expect(costsOf([fillOf('buy', 1000, 2002)])?.slippage).toBe('-0.00100000');
  });

  it('leave fills out of the slippage that do not know the mid, and say how many', () => {
    const costs = costsOf([fillOf('buy', 1000, 1998), fillOf('buy', 1000, undefined)]);
    expect(costs).toMatchObject({ slippage: '0.00100000', slippageBps: '10.000', fillsWithoutMid: 1 });
  });

  it('are empty where nothing was traded', () => {
    expect(costsOf([])).toMatchObject({ fills: 0, notional: '0.00000000', feesBps: '', slippageBps: '' });
  });
});
