import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fill } from '../domain/order/fill.ts';
import { oppositeOf, type Side, signOf } from '../domain/order/side.ts';
import { mulDiv } from '../domain/units/fixed.ts';
import { money } from '../domain/units/money.ts';
import { ticks } from '../domain/units/ticks.ts';
import { unixMs } from '../domain/units/time.ts';
import { makeTestFill, PERPETUAL } from './fixtures/test-fill.ts';
import { Ledger } from './ledger.ts';

const SESSIONS = 5_000;
const DEPOSIT = money(10_000n * 100_000_000n);

const side = fc.constantFrom<Side>('buy', 'sell');
const price = fc.integer({ min: 1, max: 1_000_000 });
const fillStep = fc.record({
  kind: fc.constant('fill' as const),
  runId: fc.constantFrom('a', 'b'),
  side,
  lots: fc.integer({ min: 1, max: 5_000 }),
  ticks: price,
  /** Below zero is a rebate. */
  fee: fc.bigInt({ min: -1_000_000n, max: 10_000_000n }),
});
const fundingStep = fc.record({
  kind: fc.constant('funding' as const),
  rateE8: fc.integer({ min: -300_000, max: 300_000 }),
  mark: price,
});
const amount = fc.bigInt({ min: -1_000_000_000n, max: 1_000_000_000n });
/** Money that is moved, and funding as a venue lists it, however late. */
const movedStep = fc.oneof(
  fc.record({ kind: fc.constant('transfer' as const), amount }),
  fc.record({ kind: fc.constant('told' as const), amount }),
);
const session = fc.array(
  fc.oneof({ weight: 5, arbitrary: fillStep }, { weight: 1, arbitrary: fundingStep }),
  { minLength: 1, maxLength: 20 },
);

/** The account by its cash flows alone: every fill moves its whole value, what is held is worth its mark. */
class CashAccount {
  cash: bigint = DEPOSIT;
  readonly held = new Map<string, bigint>();

  fill({ fee, lots, runId, side: way, ticks: at }: Fill): void {
    const sign = BigInt(signOf(way));
    this.cash -= sign * BigInt(lots) * BigInt(at) * PERPETUAL.moneyPerTickLot + fee;
    this.held.set(runId, (this.held.get(runId) ?? 0n) + sign * BigInt(lots));
  }

  fund(rateE8: number, mark: number): void {
    for (const lots of this.held.values()) {
      const value = lots * BigInt(mark) * PERPETUAL.moneyPerTickLot;
      this.cash -= mulDiv(value, BigInt(rateE8), 100_000_000n, 'half-even');
    }
  }

  equity(mark: number): bigint {
    let equity = this.cash;
    for (const lots of this.held.values()) equity += lots * BigInt(mark) * PERPETUAL.moneyPerTickLot;
    return equity;
  }
}

const funding = (rateE8: number, mark: number) =>
  ({
    kind: 'funding',
    instrument: PERPETUAL.id,
    time: unixMs(1),
    venueTime: unixMs(1),
    rateE8,
    markTicks: ticks(mark),
  }) as const;

function bookAll(fills: readonly Fill[]): Ledger {
  const ledger = new Ledger('USDT', DEPOSIT);
  for (const fill of fills) ledger.book(fill, PERPETUAL);
  return ledger;
}

const sessionWithMoves = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fillStep },
    { weight: 1, arbitrary: fundingStep },
    { weight: 2, arbitrary: movedStep },
  ),
  { minLength: 1, maxLength: 20 },
);

describe('whatever is booked', () => {
  it('cash flows, positions, fees and funding add up to the equity after every event, to the last unit', () => {
    fc.assert(
      fc.property(sessionWithMoves, price, (steps, mark) => {
        const ledger = new Ledger('USDT', DEPOSIT);
        const cash = new CashAccount();
        for (const [index, step] of steps.entries()) {
          if (step.kind === 'transfer') {
            ledger.bookTransfer(money(step.amount));
            cash.cash += step.amount;
          } else if (step.kind === 'told') {
            ledger.shareFunding(PERPETUAL.id, money(step.amount));
            // What nobody has ever held nobody has paid for.
            if (cash.held.size > 0) cash.cash += step.amount;
          } else if (step.kind === 'funding') {
            ledger.payFunding(funding(step.rateE8, step.mark), PERPETUAL);
            cash.fund(step.rateE8, step.mark);
          } else {
            const fill = makeTestFill({ ...step, fee: money(step.fee), fillId: `f${index}` });
            ledger.book(fill, PERPETUAL);
            cash.fill(fill);
          }
          const account = ledger.account(unixMs(index), () => mark);
          expect(account.equity).toBe(cash.equity(mark));
          expect(account.equity).toBe(
            account.deposits + account.realizedPnl - account.fees + account.funding + account.unrealizedPnl,
          );
          expect(account.peakEquity - account.drawdown).toBe(account.equity);
          expect(account.drawdown >= 0n).toBe(true);
          const earned = ['a', 'b'].reduce((sum, runId) => sum + ledger.earnedBy(runId, () => mark), 0n);
          expect(account.equity - account.deposits).toBe(earned);
        }
      }),
      { numRuns: SESSIONS },
    );
  });

  it('closed trades and what is open add up to what the account earned', () => {
    fc.assert(
      fc.property(session, (steps) => {
        const ledger = new Ledger('USDT', DEPOSIT);
        let earned = 0n;
        for (const [index, step] of steps.entries()) {
          const outcomes =
            step.kind === 'funding'
              ? ledger.payFunding(funding(step.rateE8, step.mark), PERPETUAL)
              : ledger.book(makeTestFill({ ...step, fee: money(step.fee), fillId: `f${index}` }), PERPETUAL);
          for (const each of outcomes) if (each.kind === 'trade-closed') earned += each.trade.netPnl;
        }
        for (const open of ledger.positions()) earned += open.realizedPnl - open.feesPaid + open.funding;
        const { fees, funding: received, realizedPnl } = ledger.account(unixMs(1), () => 0);
        expect(earned).toBe(realizedPnl - fees + received);
      }),
      { numRuns: SESSIONS / 5 },
    );
  });

  it('a fill in pieces leaves the same ledger as the fill at once', () => {
    const filled = fc.array(
      fc.record({
        side,
        ticks: price,
        pieces: fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 5 }),
      }),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(filled, fc.integer({ min: -50, max: 5_000 }), (fills, feePerLot) => {
        const of = (lots: number, at: number, way: Side, fillId: string) =>
          makeTestFill({ side: way, lots, ticks: at, fee: money(BigInt(feePerLot * lots)), fillId });
        const whole = fills.map((each, index) =>
          of(
            each.pieces.reduce((a, b) => a + b, 0),
            each.ticks,
            each.side,
            `${index}`,
          ),
        );
        const pieces = fills.flatMap((each, index) =>
          each.pieces.map((lots, piece) => of(lots, each.ticks, each.side, `${index}-${piece}`)),
        );
        expect(bookAll(pieces).snapshot()).toEqual(bookAll(whole).snapshot());
      }),
      { numRuns: SESSIONS / 5 },
    );
  });

  it('a long and a short of the same prices cancel but for their fees', () => {
    fc.assert(
      fc.property(fc.array(fillStep, { minLength: 1, maxLength: 15 }), price, (steps, mark) => {
        const fills = steps.map((each, index) =>
          makeTestFill({ ...each, fee: money(each.fee), fillId: `f${index}` }),
        );
        const mirrored = fills.map((each) => ({ ...each, side: oppositeOf(each.side) }));
        const there = bookAll(fills).account(unixMs(1), () => mark);
        const back = bookAll(mirrored).account(unixMs(1), () => mark);
        expect(there.realizedPnl + back.realizedPnl).toBe(0n);
        expect(there.unrealizedPnl + back.unrealizedPnl).toBe(0n);
        expect(there.fees).toBe(back.fees);
      }),
      { numRuns: SESSIONS / 5 },
    );
  });
});
