import { describe, expect, it } from 'vitest';
import { addMoney, type Money } from '../domain/units/money.ts';
import { ticks } from '../domain/units/ticks.ts';
import { unixMs } from '../domain/units/time.ts';
import { INSTRUMENT } from '../execution/fixtures/scripted-market.ts';
import { canonicalJson } from '../journal/canonical-json.ts';
import { ToldSession } from './kernel.fixture.ts';

/** Cash of the venue and what is held at cost, and the same by the ledger. */
function sums(told: ToldSession): readonly Money[] {
  const state = told.kernel.state();
  const { account } = state.venue as { account?: { cash: Money; positions: [string, { cost: Money }][] } };
  const { deposits, fees, funding, realizedPnl } = state.ledger;
  const atCost = (account?.positions ?? []).reduce(
    (sum, [, { cost }]) => addMoney(sum, cost),
    account?.cash as Money,
  );
  return [atCost, (deposits + realizedPnl - fees + funding) as Money];
}

const latency = { feedMs: 40, orderMs: 40, responseMs: 140 } as const;

/** Funding of 1 % comes so many ms after an order was sent, which is filled after 80 ms and known after 180. */
function fundedAfter(ms: number, isRestarted = false): ToldSession {
  let told = new ToldSession([INSTRUMENT], {}, undefined, { latency });
  told.quote(100, 101);
  told.place('buy', 10);
  told.pass(ms);
  if (isRestarted) {
    const { time } = told.kernel;
    told = new ToldSession([INSTRUMENT], {}, canonicalJson(told.kernel.state()), { latency });
    told.pass(time);
  }
  const { time } = told.kernel;
  told.session.take({
    kind: 'funding',
    instrument: INSTRUMENT.id,
    time,
    venueTime: unixMs(time),
    rateE8: 1_000_000,
    markTicks: ticks(100),
  });
  told.pass(1000);
  expect(told.held()).toBe(10);
  return told;
}

describe('the venue and our own ledger', () => {
  it.each([
    [50, false],
    [81, false],
    [100, false],
    [100, true],
    [500, false],
  ])('come to the same sums when funding is due %s ms after an order, restarted: %s', (ms, isRestarted) => {
    const [venue, ledger] = sums(fundedAfter(ms, isRestarted));
    expect(venue).toBe(ledger);
  });
});
