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

  it('is that of the texts alone where their codes are recorded beside them', () => {
    const [bare, coded] = [new OutcomeHash(), new OutcomeHash()];
    const place = { time: 5 as never, sequence: 1, index: 0 };
    const expired = {
      kind: 'order-expired',
      orderId: 'o-1',
      because: '3 lots found no counterpart',
    } as const;
    const said = { code: 'no-counterpart', values: { lots: 3 } } as const;
    bare.add({ ...place, outcome: expired });
    expect(coded.add({ ...place, outcome: { ...expired, said } })).toContain('"said"');
    expect(coded.digest()).toBe(bare.digest());
  });

  it('leaves out what a fill repeats of its order and its session', () => {
    const place = { time: 5 as never, sequence: 1, index: 0 };
    const { outcomes } = tradingHistory({ seed: 6, trades: 1, days: 1 });
    const filled = outcomes.map(({ outcome }) => outcome).find((each) => each.kind === 'order-filled');
    if (filled?.kind !== 'order-filled') throw new Error('a trade must have a fill');
    const withCause = (more: object) => {
      const hash = new OutcomeHash();
      const cause = { ...filled.fill.cause, ...more };
      const text = hash.add({ ...place, outcome: { ...filled, fill: { ...filled.fill, cause } } });
      return { digest: hash.digest(), text };
    };
    const told = withCause({
      link: { kind: 'bracket-target', entryId: 'o-1' },
      queueModel: { model: 'risk-averse' },
      triggeredBy: 'last',
    });
    expect(told.text).toContain('"bracket-target"');
    expect(told.digest).toBe(withCause({}).digest);
    expect(withCause({ seenTicks: 7 }).digest).not.toBe(told.digest);
    // Of a real venue the limit says only what the order asked for; on paper the price follows from it.
    const real = { model: 'venue-record' };
    expect(withCause({ ...real, limit: 7 }).digest).toBe(withCause(real).digest);
    expect(withCause({ model: 'touched', limit: 7 }).digest).not.toBe(withCause({ model: 'touched' }).digest);
  });

  it('differs when two outcomes change places', () => {
    const { outcomes } = tradingHistory({ seed: 6, trades: 1, days: 1 });
    const [straight, swapped] = [new OutcomeHash(), new OutcomeHash()];
    for (const outcome of outcomes) straight.add(outcome);
    for (const outcome of outcomes.toReversed()) swapped.add(outcome);
    expect(swapped.digest()).not.toBe(straight.digest());
  });
});
