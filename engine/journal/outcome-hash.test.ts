import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { tradingHistory } from './fixtures/trading-history.ts';
import { OutcomeHash } from './outcome-hash.ts';

describe('the outcome hash', () => {
  it('is SHA-256 over one canonical line per outcome', () => {
    const hash = new OutcomeHash();
    const outcome = { kind: 'notice', level: 'info', text: 'on' } as const;
    hash.add({ time: 5 as never, sequence: 1, outcome, index: 0 });
    const line = '{"index":0,"outcome":{"kind":"notice","level":"info","text":"on"},"sequence":1,"time":5}\n';
    expect(hash.digest()).toBe(createHash('sha256').update(line).digest('hex'));
  });

  it('can be read in between without changing what follows', () => {
    const { outcomes } = tradingHistory({ seed: 6, trades: 10, days: 1 });
    const [read, unread] = [new OutcomeHash(), new OutcomeHash()];
    for (const outcome of outcomes) {
      read.add(outcome);
      read.digest();
      unread.add(outcome);
    }
    expect(read.digest()).toBe(unread.digest());
  });

  it('differs when two outcomes change places', () => {
    const { outcomes } = tradingHistory({ seed: 6, trades: 1, days: 1 });
    const [straight, swapped] = [new OutcomeHash(), new OutcomeHash()];
    for (const outcome of outcomes) straight.add(outcome);
    for (const outcome of outcomes.toReversed()) swapped.add(outcome);
    expect(swapped.digest()).not.toBe(straight.digest());
  });
});
