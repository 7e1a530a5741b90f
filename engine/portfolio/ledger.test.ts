import { describe, expect, it } from 'vitest';
import { defineInstrument } from '../domain/instrument/instrument.ts';
import type { Fill } from '../domain/order/fill.ts';
import type { Side } from '../domain/order/side.ts';
import { moneyFromDecimal, moneyToDecimal } from '../domain/units/money.ts';
import { ticks } from '../domain/units/ticks.ts';
import { unixMs } from '../domain/units/time.ts';
import { makeTestFill, PERPETUAL } from './fixtures/test-fill.ts';
import { Ledger } from './ledger.ts';

/** One tick is 0.1 USDT and one lot 0.001 BTC, so one lot at one tick is 0.0001 USDT. */
const at = (priceQuote: number): number => priceQuote * 10;

function ledgerOf(...fills: readonly Fill[]): Ledger {
  const ledger = new Ledger('USDT', moneyFromDecimal('10000'));
  for (const fill of fills) ledger.book(fill, PERPETUAL);
  return ledger;
}

const fill = (side: Side, lots: number, priceQuote: number, fee = '0'): Fill =>
  makeTestFill({ side, lots, ticks: at(priceQuote), fee: moneyFromDecimal(fee) });

function accountAt(ledger: Ledger, markQuote: number): Record<string, string> {
  const { deposits, drawdown, equity, fees, funding, realizedPnl, unrealizedPnl } = ledger.account(
    unixMs(9),
    () => at(markQuote),
  );
  return Object.fromEntries(
    Object.entries({ deposits, realizedPnl, fees, funding, unrealizedPnl, equity, drawdown }).map(
      ([name, amount]) => [name, moneyToDecimal(amount)],
    ),
  );
}

describe('a position', () => {
  it('costs what was paid for it and is worth what the mark says', () => {
    // 2 BTC at 100, 1 BTC at 103: 303 paid; worth 315 at 105.
    const ledger = ledgerOf(fill('buy', 2_000, 100), fill('buy', 1_000, 103));
    expect(ledger.position('r', PERPETUAL.id)).toMatchObject({
      signedLots: 3_000,
      cost: moneyFromDecimal('303'),
    });
    expect(accountAt(ledger, 105)).toMatchObject({ unrealizedPnl: '12', realizedPnl: '0', equity: '10012' });
  });

  it('gives up its average cost when part of it is closed', () => {
    // Average cost 101 a coin; 1 BTC sold at 104 earns 3; 2 BTC cost 202 remain.
    const ledger = ledgerOf(fill('buy', 2_000, 100), fill('buy', 1_000, 103), fill('sell', 1_000, 104));
    expect(ledger.position('r', PERPETUAL.id)).toMatchObject({
      signedLots: 2_000,
      cost: moneyFromDecimal('202'),
      realizedPnl: moneyFromDecimal('3'),
    });
    expect(accountAt(ledger, 101)).toMatchObject({ realizedPnl: '3', unrealizedPnl: '0', equity: '10003' });
  });

  it('gains from falling prices when it is short', () => {
    const ledger = ledgerOf(fill('sell', 1_000, 100), fill('buy', 400, 95));
    expect(ledger.position('r', PERPETUAL.id)).toMatchObject({
      signedLots: -600,
      cost: moneyFromDecimal('-60'),
    });
    expect(accountAt(ledger, 90)).toMatchObject({ realizedPnl: '2', unrealizedPnl: '6', equity: '10008' });
  });

  it('counts at cost while there is no mark', () => {
    const ledger = ledgerOf(fill('buy', 1_000, 100));
    expect(accountAt(ledger, 0)).toMatchObject({ unrealizedPnl: '0', equity: '10000' });
  });

  it('belongs to its run, and the runs of an instrument add up', () => {
    const ledger = ledgerOf(
      fill('buy', 500, 100),
      makeTestFill({ runId: 'other', side: 'sell', lots: 200, ticks: at(100) }),
    );
    expect([
      ledger.signedLots('r', PERPETUAL.id),
      ledger.signedLots('other', PERPETUAL.id),
      ledger.netLots(PERPETUAL.id),
    ]).toEqual([500, -200, 300]);
    expect(ledger.positions().map((each) => each.runId)).toEqual(['r', 'other']);
  });
});

describe('a round trip', () => {
  it('is closed when the position is flat, with its exact sums', () => {
    const ledger = ledgerOf(fill('buy', 2_000, 100, '0.11'), fill('sell', 500, 102, '0.03'));
    const last = makeTestFill({
      side: 'sell',
      lots: 1_500,
      ticks: at(99),
      fee: moneyFromDecimal('0.08'),
      time: 7,
    });
    // Sold 51 + 148.5, bought 200, fees 0.22.
    expect(ledger.book(last, PERPETUAL)).toEqual([
      {
        kind: 'trade-closed',
        trade: {
          tradeId: `trade-${last.fillId}`,
          runId: 'r',
          instrument: PERPETUAL.id,
          direction: 'long',
          openedAt: 1,
          closedAt: 7,
          maxLots: 2_000,
          bought: moneyFromDecimal('200'),
          sold: moneyFromDecimal('199.5'),
          fees: moneyFromDecimal('0.22'),
          funding: 0n,
          netPnl: moneyFromDecimal('-0.72'),
        },
      },
    ]);
    expect(ledger.position('r', PERPETUAL.id)).toBeUndefined();
    expect(accountAt(ledger, 1)).toMatchObject({ realizedPnl: '-0.5', fees: '0.22', equity: '9999.28' });
  });

  it('ends and the next begins when one fill turns the position round, and the fee is shared by lots', () => {
    const ledger = ledgerOf(fill('buy', 1_000, 100));
    const [closed] = ledger.book(fill('sell', 4_000, 101, '0.4'), PERPETUAL);
    expect(closed).toMatchObject({
      kind: 'trade-closed',
      trade: {
        sold: moneyFromDecimal('101'),
        fees: moneyFromDecimal('0.1'),
        netPnl: moneyFromDecimal('0.9'),
      },
    });
    expect(ledger.position('r', PERPETUAL.id)).toMatchObject({
      signedLots: -3_000,
      cost: moneyFromDecimal('-303'),
      feesPaid: moneyFromDecimal('0.3'),
      realizedPnl: 0n,
    });
  });
});

describe('funding', () => {
  const moment = (rateE8: number, markQuote: number) =>
    ({
      kind: 'funding',
      instrument: PERPETUAL.id,
      time: unixMs(5),
      venueTime: unixMs(5),
      rateE8,
      markTicks: ticks(at(markQuote)),
    }) as const;

  it('is paid by longs to shorts on the value at mark when the rate is above zero', () => {
    const ledger = ledgerOf(
      fill('buy', 2_000, 100),
      makeTestFill({ runId: 'other', side: 'sell', lots: 1_000, ticks: at(100) }),
    );
    // 0.01 % of 2 BTC at 110 is 0.022.
    expect(ledger.payFunding(moment(10_000, 110), PERPETUAL)).toEqual([
      {
        kind: 'funding-paid',
        runId: 'r',
        instrument: PERPETUAL.id,
        amount: moneyFromDecimal('-0.022'),
        rateE8: 10_000,
        markTicks: 1_100,
      },
      {
        kind: 'funding-paid',
        runId: 'other',
        instrument: PERPETUAL.id,
        amount: moneyFromDecimal('0.011'),
        rateE8: 10_000,
        markTicks: 1_100,
      },
    ]);
    expect(accountAt(ledger, 100)).toMatchObject({ funding: '-0.011', equity: '9999.989' });
  });

  it('rounds half a unit to the even one', () => {
    // One lot at one tick is 10^4 units; at a rate of 15 000 / 10^8 that is 1.5 units.
    const ledger = ledgerOf(fill('sell', 1, 0.1));
    expect(ledger.payFunding(moment(15_000, 0.1), PERPETUAL)[0]).toMatchObject({ amount: 2n });
    expect(ledger.payFunding(moment(25_000, 0.1), PERPETUAL)[0]).toMatchObject({ amount: 2n });
  });

  it('finds nobody when nothing is held', () => {
    expect(ledgerOf().payFunding(moment(10_000, 100), PERPETUAL)).toEqual([]);
  });

  it('is part of the closed trade', () => {
    const ledger = ledgerOf(fill('buy', 1_000, 100));
    ledger.payFunding(moment(10_000, 100), PERPETUAL);
    expect(ledger.book(fill('sell', 1_000, 100), PERPETUAL)[0]).toMatchObject({
      trade: { funding: moneyFromDecimal('-0.01'), netPnl: moneyFromDecimal('-0.01') },
    });
  });
});

describe('the account', () => {
  it('remembers its peak and measures the drawdown from it', () => {
    const ledger = ledgerOf(fill('buy', 1_000, 100));
    expect(accountAt(ledger, 130)).toMatchObject({ equity: '10030', drawdown: '0' });
    expect(accountAt(ledger, 90)).toMatchObject({ equity: '9990', drawdown: '40' });
  });

  it('counts what is put in and taken out neither as a gain nor as a loss', () => {
    // 30 up, then 20 down from the peak of 10,030; 5,000 leave, and the fall is still 20.
    const ledger = ledgerOf(fill('buy', 1_000, 100));
    accountAt(ledger, 130);
    ledger.bookTransfer(moneyFromDecimal('-5000'));
    expect(accountAt(ledger, 110)).toEqual({
      deposits: '5000',
      realizedPnl: '0',
      fees: '0',
      funding: '0',
      unrealizedPnl: '10',
      equity: '5010',
      drawdown: '20',
    });
    expect(ledger.earnedBy('r', () => at(110))).toBe(moneyFromDecimal('10'));
    expect(ledger.cash).toBe(moneyFromDecimal('5000'));
  });

  it('shares what a venue has booked as funding by lots, to the last unit, and gives it to whom it was of', () => {
    // 3 and 4 of 7 lots of 0.00000010: 4.28 and 5.71 units, so 4 and 6; 10 in all.
    const of = (runId: string, lots: number) => makeTestFill({ runId, side: 'buy', lots, ticks: at(100) });
    const ledger = ledgerOf(of('a', 3), of('b', 4));
    const paid = ledger.shareFunding(PERPETUAL.id, moneyFromDecimal('-0.0000001'));
    expect(paid.map((each) => each.kind === 'funding-paid' && [each.runId, each.amount])).toEqual([
      ['a', -4n],
      ['b', -6n],
    ]);
    expect(accountAt(ledger, 100)['funding']).toBe('-0.0000001');
    const closed = ledgerOf(fill('buy', 3, 100), fill('sell', 3, 100));
    expect(closed.shareFunding(PERPETUAL.id, moneyFromDecimal('-1'))).toEqual([
      { kind: 'funding-paid', runId: 'r', instrument: PERPETUAL.id, amount: moneyFromDecimal('-1') },
    ]);
    expect(closed.earnedBy('r', () => at(100))).toBe(moneyFromDecimal('-1'));
    expect(ledgerOf().shareFunding(PERPETUAL.id, moneyFromDecimal('-1'))).toEqual([]);
  });

  it('goes on after a restart as if there had been none', () => {
    const ledger = ledgerOf(fill('buy', 3, 100), fill('buy', 4, 101.1), fill('sell', 2, 99.3, '0.001'));
    const before = accountAt(ledger, 97);
    const later = new Ledger('USDT', 0n as never);
    later.restore(structuredClone(ledger.snapshot()));
    expect(accountAt(later, 97)).toEqual(before);
    for (const each of [ledger, later]) each.book(fill('sell', 5, 90), PERPETUAL);
    expect(later.snapshot()).toEqual(ledger.snapshot());
  });

  it.each([
    [
      'of another instrument',
      { ...PERPETUAL, id: 'test:ETH' },
      fill('buy', 1, 100),
      'is of test:BTC/USDT:USDT, was booked as test:ETH',
    ],
    [
      'of another currency',
      defineInstrument({ ...PERPETUAL, quote: 'EUR' }),
      fill('buy', 1, 100),
      'must be quoted in USDT, was EUR',
    ],
    ['of no size', PERPETUAL, fill('buy', 0, 100), 'must have lots above zero, was 0'],
  ] as const)('refuses a fill %s', (_title, instrument, wrong, message) => {
    expect(() => ledgerOf().book(wrong, instrument)).toThrow(message);
  });
});
