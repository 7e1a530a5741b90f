import { describe, expect, it } from 'vitest';
import { INSTRUMENT } from '../execution/fixtures/scripted-market.ts';
import { ToldSession } from './kernel.fixture.ts';

describe('an entry of a run that is stopped and to be closed', () => {
  it('is closed as soon as there is a market again, though there was none when it filled', () => {
    const latency = { feedMs: 40, orderMs: 40, responseMs: 140 } as const;
    const told = new ToldSession([INSTRUMENT], {}, undefined, { latency });
    const held = () => told.kernel.rooms.ledger.signedLots('one', INSTRUMENT.id);
    told.quote(99, 101);
    const params = { allocation: 0.4, stopBps: 5000 };
    told.tell({
      kind: 'start-strategy',
      runId: 'one',
      strategyId: 'buy-and-hold',
      instrument: INSTRUMENT.id,
      params,
    });
    while (told.openOf('entry').length === 0) told.pass(100);
    told.tell({ kind: 'stop-strategy', runId: 'one', openPosition: 'close' });
    told.pass(85);
    told.showBook([], []);
    told.pass(200);
    expect(held()).toBeGreaterThan(0);
    told.quote(99, 101);
    told.pass(1_000);
    expect(held()).toBe(0);
  });
});
