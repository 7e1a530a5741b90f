import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../domain/risk/risk-policy.ts';
import { INSTRUMENT } from '../execution/fixtures/scripted-market.ts';
import { canonicalJson } from '../journal/canonical-json.ts';
import { ToldSession } from './kernel.fixture.ts';

const latency = { feedMs: 40, orderMs: 400, responseMs: 40 } as const;
const more = { latency, policy: DEFAULT_POLICY } as const;
const start = (runId: string) =>
  ({
    kind: 'start-strategy',
    runId,
    strategyId: 'buy-and-hold',
    instrument: INSTRUMENT.id,
    params: { allocation: 0.01, stopBps: 500 },
  }) as const;

/** A session of one run whose entry is on its way. */
function entering(): ToldSession {
  const told = new ToldSession([INSTRUMENT], {}, undefined, more);
  told.quote(9990, 10_000);
  told.tell(start('one'));
  while (told.openOf('entry').length === 0) told.pass(50);
  return told;
}

describe('a run that is gone after a restart', () => {
  it('has its entries taken back, and what they still fill closed', () => {
    const state = canonicalJson(entering().kernel.state()).replaceAll('"buy-and-hold"', '"no-more"');
    const next = new ToldSession([INSTRUMENT], {}, state, more);
    const texts = next.outcomes().flatMap(({ outcome }) => (outcome.kind === 'notice' ? [outcome.text] : []));
    expect(texts.join()).toContain('one cannot go on: there is no strategy no-more');
    next.quote(9990, 10_000);
    for (let at = 0; at < 10; at += 1) next.pass(500);
    expect(next.kernel.rooms.ledger.positions()).toEqual([]);
    expect(next.kernel.rooms.venue.openOrders()).toEqual([]);
  });

  it('is another matter than one that goes on', () => {
    const next = new ToldSession([INSTRUMENT], {}, canonicalJson(entering().kernel.state()), more);
    next.quote(9990, 10_000);
    next.pass(5000);
    expect(next.kernel.rooms.ledger.signedLots('one', INSTRUMENT.id)).toBeGreaterThan(0);
  });
});

describe('whose strategy a run is', () => {
  it('is known as long as it runs, over restarts, however many began and ended since', () => {
    const told = entering();
    const stopped = (runId: string) => ({ kind: 'stop-strategy', runId, openPosition: 'close' }) as const;
    for (let at = 0; at < 300; at += 1) {
      told.tell(start(`z-${at}`));
      told.tell(stopped(`z-${at}`));
    }
    const next = new ToldSession([INSTRUMENT], {}, canonicalJson(told.kernel.state()), more);
    next.tell(start('two'));
    const { record } = next.kernel.risk;
    expect(record.strategyOf('one')).toBe('buy-and-hold');
    expect(record.strategyOf('two')).toBe('buy-and-hold');
    // What ended without an order is forgotten with the next beginning.
    expect(record.strategyOf('z-0')).toBe('z-0');
    expect(Object.keys(record.state().strategies)).toHaveLength(2);
  });
});
