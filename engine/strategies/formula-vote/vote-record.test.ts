import { describe, expect, it } from 'vitest';
import { voteExample } from './vote.fixture.ts';
import { VoteRecord } from './vote-record.ts';

const HOUR = 3_600_000;
const TERMS = { window: 500, refit: 25, fewest: 60 };
const started = () => {
  const record = new VoteRecord({ targetBps: 60, stopBps: 60, maxHoldMs: HOUR }, TERMS);
  record.observe(0, 100, undefined);
  return record;
};

describe('the record of votes', () => {
  it('follows a vote to its target, which is worth no more than itself', () => {
    const record = started();
    record.observe(1000, 100, voteExample({ time: 1000 }));
    record.observe(2000, 100.5, voteExample({ time: 1000 }));
    expect(record.outcomes.worth).toMatchObject({ count: 0, meanBps: undefined });
    record.observe(3000, 101, voteExample({ time: 1000 }));
    expect(record.outcomes.worth).toEqual({ count: 1, wins: 1, meanBps: 60, errorBps: undefined });
  });

  it('loses what the price ran beyond the stop', () => {
    const record = started();
    record.observe(1000, 100, voteExample({ time: 1000, winner: -1 }));
    record.observe(2000, 101, undefined);
    expect(record.outcomes.worth.meanBps).toBeCloseTo(-100, 9);
  });

  it('counts what is there when the time is over', () => {
    const record = started();
    for (let minute = 0; minute <= 60; minute += 1)
      record.observe(1000 + minute * 60_000, minute === 60 ? 100.1 : 100, voteExample({ time: 1000 }));
    expect(record.outcomes.worth).toMatchObject({ count: 1, wins: 1 });
    expect(record.outcomes.worth.meanBps).toBeCloseTo(10, 9);
  });

  it('has no outcome where nobody saw the price', () => {
    const record = started();
    record.observe(1000, 100, voteExample({ time: 1000 }));
    record.observe(HOUR, 110, voteExample({ time: 1000 }));
    expect(record.outcomes.worth.count).toBe(0);
  });

  it('follows one vote at a time, and none twice', () => {
    const record = started();
    record.observe(1000, 100, voteExample({ time: 1000 }));
    record.observe(2000, 101, voteExample({ time: 1000 }));
    record.observe(3000, 102, voteExample({ time: 1000 }));
    record.observe(4000, 103, voteExample({ time: 1000 }));
    expect(record.outcomes.worth.count).toBe(1);
    record.observe(5000, 103, voteExample({ time: 5000 }));
    record.observe(6000, 104, voteExample({ time: 6000 }));
    expect(record.outcomes.worth.count).toBe(2);
  });

  it('passes over votes that nobody won', () => {
    const record = started();
    record.observe(1000, 100, voteExample({ time: 1000, winner: 0 }));
    record.observe(2000, 110, undefined);
    expect(record.outcomes.worth.count).toBe(0);
  });
});
