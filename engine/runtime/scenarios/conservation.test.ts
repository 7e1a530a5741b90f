import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FundingMoment } from '../../domain/market/market-event.ts';
import type { Fill } from '../../domain/order/fill.ts';
import { signOf } from '../../domain/order/side.ts';
import { addMoney, NO_MONEY } from '../../domain/units/money.ts';
import { unixMs } from '../../domain/units/time.ts';
import {
  playSession,
  RANDOM_DEPOSIT,
  type RandomSession,
  randomSession,
  runOut,
} from '../../execution/fixtures/random-session.ts';
import { INSTRUMENT, type ScriptedMarket } from '../../execution/fixtures/scripted-market.ts';
import { Ledger } from '../../portfolio/ledger.ts';

const SESSIONS = 10_000;
const MARK = 103;

/** Cash and lots added up from fills and funding alone: the other way to the same sums. */
class Tally {
  cash: bigint = RANDOM_DEPOSIT;
  readonly lots = new Map<string, number>();

  take({ fee, lots, runId, side, ticks }: Fill): void {
    const sign = signOf(side);
    this.cash -= BigInt(sign * lots) * BigInt(ticks) * INSTRUMENT.moneyPerTickLot + fee;
    this.lots.set(runId, (this.lots.get(runId) ?? 0) + sign * lots);
  }

  fund({ markTicks, rateE8 }: FundingMoment): void {
    for (const held of this.lots.values()) {
      const value = BigInt(held) * BigInt(markTicks) * INSTRUMENT.moneyPerTickLot;
      this.cash -= halfEven(value * BigInt(rateE8), 100_000_000n);
    }
  }

  equityAt(mark: number): bigint {
    let equity = this.cash;
    for (const held of this.lots.values()) equity += BigInt(held) * BigInt(mark) * INSTRUMENT.moneyPerTickLot;
    return equity;
  }
}

/** A quotient to the nearest whole number, a half to the even one. */
function halfEven(dividend: bigint, divisor: bigint): bigint {
  const floor = (dividend - (((dividend % divisor) + divisor) % divisor)) / divisor;
  const twice = 2n * (dividend - floor * divisor);
  const isUp = twice > divisor || (twice === divisor && floor % 2n !== 0n);
  return isUp ? floor + 1n : floor;
}

/** What is told to the ledger in the order in which it is known, checked after every single outcome. */
function bookAll(told: ScriptedMarket, check: (ledger: Ledger, tally: Tally) => void): [Ledger, Tally] {
  const ledger = new Ledger('USDT', RANDOM_DEPOSIT);
  const tally = new Tally();
  const fundings = [...told.fundings];
  for (const [index, outcome] of told.outcomes.entries()) {
    for (let next = fundings[0]; next && next.after <= index; next = fundings[0]) {
      fundings.shift();
      ledger.payFunding(next.event, INSTRUMENT);
      tally.fund(next.event);
      check(ledger, tally);
    }
    if (outcome.kind !== 'order-filled') continue;
    ledger.book(outcome.fill, INSTRUMENT);
    tally.take(outcome.fill);
    check(ledger, tally);
  }
  return [ledger, tally];
}

const withoutFunding = ({ steps, ...rest }: RandomSession): RandomSession => ({
  ...rest,
  steps: steps.filter(({ step }) => step.kind !== 'funding'),
});

/** What `expect` says, which costs too much to be asked after every event. */
function mustBe(found: bigint, expected: bigint): void {
  if (found !== expected) throw new Error(`${found} must be ${expected}`);
}

describe(`over ${SESSIONS} random sessions`, () => {
  it(
    'cash, positions, fees and funding add up to the last unit after every event',
    { timeout: 120_000 },
    () => {
      fc.assert(
        fc.property(randomSession, (played) => {
          bookAll(
            playSession(played, () => undefined),
            (ledger, tally) => {
              const { deposits, equity, fees, funding, realizedPnl, unrealizedPnl } = ledger.view(
                unixMs(0),
                () => MARK,
              );
              mustBe(equity, tally.equityAt(MARK));
              mustBe(equity, deposits + realizedPnl - fees + funding + unrealizedPnl);
              const earned = [...tally.lots.keys()].map((run) => ledger.earnedBy(run, () => MARK));
              mustBe(earned.reduce(addMoney, NO_MONEY), equity - deposits);
            },
          );
        }),
        { numRuns: SESSIONS },
      );
    },
  );

  it('the venue and the ledger come to the same account', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(randomSession, (random) => {
        const played = withoutFunding(random);
        const told = playSession(played, () => undefined);
        runOut(told, 10_000);
        const [, tally] = bookAll(told, () => undefined);
        const account = told.venue.snapshot().account;
        expect(account?.cash).toBe(tally.cash);
        const held = [...tally.lots.values()].reduce((sum, each) => sum + each, 0);
        expect(account?.positions[0]?.[1].signedLots ?? 0).toBe(held);
      }),
      { numRuns: SESSIONS },
    );
  });
});
