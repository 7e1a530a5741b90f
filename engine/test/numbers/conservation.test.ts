import { describe, expect, it } from 'vitest';
import { signOf } from '../../domain/order/side.ts';
import { mulDiv } from '../../domain/units/fixed.ts';
import { money } from '../../domain/units/money.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { unixMs } from '../../domain/units/time.ts';
import { Random } from '../../numerics/random.ts';
import { makeTestFill, PERPETUAL } from '../../portfolio/fixtures/test-fill.ts';
import { Ledger } from '../../portfolio/ledger.ts';
import { measured } from '../reliability/measured.ts';

const HISTORIES = 100_000;
const MOST_STEPS = 24;
const DEPOSIT = money(10_000n * 100_000_000n);
const RUNS = ['a', 'b', 'c'] as const;
const RATE_SCALE = 100_000_000n;

/**
 * Both sides of every booking: what leaves the account arrives at the market, at the venue as a fee, or at
 * the payer of funding. `contracts` holds lots per run; the counterparties hold the opposite.
 */
class DoubleEntries {
  account: bigint = DEPOSIT;
  market = 0n;
  venue = 0n;
  funding = 0n;
  readonly contracts = new Map<string, bigint>();

  get moneyInAll(): bigint {
    return this.account + this.market + this.venue + this.funding;
  }

  equity(mark: number): bigint {
    let equity = this.account;
    for (const held of this.contracts.values()) equity += held * BigInt(mark) * PERPETUAL.moneyPerTickLot;
    return equity;
  }
}

/** One history of fills and funding; answers what did not add up, in words. */
function breachOf(seed: number): string | undefined {
  const random = new Random(seed);
  const ledger = new Ledger('USDT', DEPOSIT);
  const books = new DoubleEntries();
  let tripPnl = 0n;
  const steps = 1 + random.integer(MOST_STEPS);
  for (let step = 0; step < steps; step += 1) {
    tripPnl += random.uniform() < 0.15 ? pay(random, ledger, books) : trade(random, ledger, books, step);
  }
  const mark = 1 + random.integer(1_000_000);
  const account = ledger.account(unixMs(steps), () => mark);
  const parts = account.realizedPnl - account.fees + account.funding;
  for (const open of ledger.positions()) tripPnl += open.realizedPnl - open.feesPaid + open.funding;
  if (books.moneyInAll !== DEPOSIT) return `money in all is ${books.moneyInAll}`;
  if (account.equity !== books.equity(mark)) return `equity ${account.equity}, cash ${books.equity(mark)}`;
  if (account.equity !== account.deposits + parts + account.unrealizedPnl)
    return 'parts do not make the equity';
  if (account.fees !== books.venue) return `fees ${account.fees}, received ${books.venue}`;
  if (account.funding !== -books.funding) return `funding ${account.funding}, received ${books.funding}`;
  return tripPnl === parts ? undefined : `round trips and open positions earned ${tripPnl}, booked ${parts}`;
}

function trade(random: Random, ledger: Ledger, books: DoubleEntries, step: number): bigint {
  const runId = RUNS[random.integer(RUNS.length)] ?? 'a';
  const side = random.uniform() < 0.5 ? 'buy' : 'sell';
  const size = 1 + random.integer(random.uniform() < 0.5 ? 9 : 5000);
  const at = 1 + random.integer(1_000_000);
  const fee = BigInt(random.integer(11_000_000) - 1_000_000);
  const fill = makeTestFill({ runId, side, lots: size, ticks: at, fee: money(fee), fillId: `f${step}` });
  const outcomes = ledger.book(fill, PERPETUAL);
  const paid = BigInt(signOf(side) * size) * BigInt(at) * PERPETUAL.moneyPerTickLot;
  books.account -= paid + fee;
  books.market += paid;
  books.venue += fee;
  books.contracts.set(runId, (books.contracts.get(runId) ?? 0n) + BigInt(signOf(side) * size));
  let earned = 0n;
  for (const each of outcomes) if (each.kind === 'trade-closed') earned += each.trade.netPnl;
  return earned;
}

function pay(random: Random, ledger: Ledger, books: DoubleEntries): bigint {
  const rateE8 = random.integer(600_001) - 300_000;
  const mark = 1 + random.integer(1_000_000);
  ledger.payFunding(
    {
      kind: 'funding',
      instrument: PERPETUAL.id,
      time: unixMs(1),
      venueTime: unixMs(1),
      rateE8,
      markTicks: ticks(mark),
    },
    PERPETUAL,
  );
  for (const held of books.contracts.values()) {
    const value = held * BigInt(mark) * PERPETUAL.moneyPerTickLot;
    const paid = mulDiv(value, BigInt(rateE8), RATE_SCALE, 'half-even');
    books.account -= paid;
    books.funding += paid;
  }
  return 0n;
}

describe('the ledger over random histories', () => {
  it(`R-NU-03: adds up to the last unit after each of ${HISTORIES} histories`, { timeout: 120_000 }, () => {
    const breaches: string[] = [];
    let seed = 1;
    for (; seed <= HISTORIES && breaches.length < 10; seed += 1) {
      const breach = breachOf(seed);
      if (breach !== undefined) breaches.push(`seed ${seed}: ${breach}`);
    }
    measured('R-NU-03', `${seed - 1} histories, ${breaches.length} off by a unit or more`);
    expect(breaches).toEqual([]);
  });
});
