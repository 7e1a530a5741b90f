import { describe, expect, it } from 'vitest';
import type { Opinions } from '../../step-contents.ts';
import { CondorcetVote } from './condorcet-vote.ts';
import { PAPER_VOTE, REAL_VOTE, type VoteSettings } from './vote-settings.ts';

const MINUTE = 60_000;
const members = [
  { id: 10, category: 'a' },
  { id: 20, category: 'b' },
];

const say = (first: number, second: number): Opinions => ({
  ids: [10, 20],
  signals: Float64Array.of(first, second),
  confidences: Float64Array.of(first === 0 ? 0 : 1, second === 0 ? 0 : 1),
  values: Float64Array.of(first, second),
  isReady: Uint8Array.of(1, 1),
});
const fast = (settings: VoteSettings = PAPER_VOTE) => new CondorcetVote({ group: 'fast', members, settings });

/** Half a spread of 0.01 % of the price around `mid`. */
const quote = (vote: CondorcetVote, time: number, mid: number) =>
  vote.onQuote(time, mid * 0.9999, mid * 1.0001);

describe('what a vote learns', () => {
  it('scores a prediction with the first price after its horizon, and forgets a little', () => {
    const vote = fast();
    quote(vote, 0, 100);
    vote.decide(0, say(0.5, -0.5));
    quote(vote, MINUTE - 1, 101);
    expect(vote.state().open).toHaveLength(2);
    quote(vote, MINUTE, 101);
    expect(vote.state()).toMatchObject({ hits: [1, 0], misses: [0, 1], open: [] });
    quote(vote, MINUTE + 1, 100);
    vote.decide(MINUTE + 1, say(0.5, -0.5));
    quote(vote, 2 * MINUTE + 1, 99);
    expect(vote.state().hits).toEqual([0.998, 1]);
    expect(vote.state().misses).toEqual([1, 0.998]);
    // 25.5 prior hits of 50, one of almost two outcomes right
    const found = vote.decide(2 * MINUTE + 1, say(0, 0)).ballots[0]?.competence;
    expect(found?.probability).toBeCloseTo((25.5 + 0.998) / (50 + 1.998), 12);
    expect(found).toMatchObject({ outcomes: 2, hits: 1, isSkilful: false });
  });

  it('keeps one prediction of a formula open at a time', () => {
    const vote = fast();
    quote(vote, 0, 100);
    vote.decide(0, say(0.5, 0));
    vote.decide(1000, say(-0.5, 0));
    expect(vote.state().open).toMatchObject([{ id: 10, time: 0, side: 1, mid: 100 }]);
  });

  it('opens none on a neutral signal, without sureness or before there is a price', () => {
    const vote = fast();
    vote.decide(0, say(0.5, 0.5));
    expect(vote.state().open).toEqual([]);
    quote(vote, 1, 100);
    vote.decide(1, { ...say(0.05, 0.5), confidences: Float64Array.of(1, 0.04) });
    expect(vote.state().open).toEqual([]);
  });

  it('takes a move within half the spread for no outcome', () => {
    const vote = fast();
    quote(vote, 0, 100);
    vote.decide(0, say(0.5, 0));
    quote(vote, MINUTE, 100.009);
    expect(vote.state()).toMatchObject({ hits: [0, 0], misses: [0, 0], open: [] });
  });

  it('takes a price that comes more than a quarter of the horizon too late for none', () => {
    const vote = fast();
    quote(vote, 0, 100);
    vote.decide(0, say(0.5, 0));
    quote(vote, 76_000, 101);
    expect(vote.state()).toMatchObject({ hits: [0, 0], open: [] });
  });

  it('voids what is open at a gap, and opens nothing until there is a price again', () => {
    const vote = fast();
    quote(vote, 0, 100);
    vote.decide(0, say(0.5, 0));
    vote.onGap();
    vote.decide(1000, say(0.5, 0));
    quote(vote, MINUTE, 101);
    expect(vote.state()).toMatchObject({ hits: [0, 0], misses: [0, 0], open: [] });
  });

  it('counts errors of the same time together', () => {
    const vote = fast();
    for (let i = 0; i < 200; i += 1) {
      const time = 2 * i * MINUTE;
      const rises = i % 2 === 0;
      quote(vote, time, 100);
      // Both are wrong in every fourth round and right otherwise.
      const side = i % 4 === 0 ? (rises ? -0.5 : 0.5) : rises ? 0.5 : -0.5;
      vote.decide(time, say(side, side));
      quote(vote, time + MINUTE, rises ? 101 : 99);
    }
    const { errors } = vote.memory;
    const joint = errors.counts.reduce((sum, each) => sum + each, 0);
    // 1 + 0.998 + 0.998^2 + … of 200 outcomes
    expect(joint).toBeCloseTo((1 - 0.998 ** 200) / 0.002, 2);
    expect(errors.correlation(0, 1)).toBeCloseTo((joint + 100 * 0.05) / (joint + 100), 4);
  });

  it('does not count errors together that began half a horizon apart', () => {
    const vote = fast();
    quote(vote, 0, 100);
    vote.decide(0, say(0.5, 0));
    quote(vote, MINUTE / 2, 100);
    vote.decide(MINUTE / 2, say(0, 0.5));
    quote(vote, MINUTE, 101);
    quote(vote, 1.5 * MINUTE, 102);
    expect(vote.state().hits).toEqual([1, 1]);
    expect(vote.memory.errors.counts.every((each) => each === 0)).toBe(true);
  });

  it('never inverts a formula that is mostly wrong, and caps one that is always right', () => {
    const vote = fast();
    for (let i = 0; i < 400; i += 1) {
      quote(vote, 2 * i * MINUTE, 100);
      vote.decide(2 * i * MINUTE, say(0.5, -0.5));
      quote(vote, (2 * i + 1) * MINUTE, 101);
    }
    const { ballots } = vote.decide(1e9, say(0.5, -0.5));
    expect(ballots[0]?.competence.probability).toBe(0.65);
    expect(ballots[0]?.logOdds).toBeCloseTo(Math.log(0.65 / 0.35), 12);
    expect(ballots[1]?.competence.probability).toBeCloseTo(0.35, 12);
    expect(ballots[1]).toMatchObject({ logOdds: 0, weight: 0 });
  });

  it('gives nobody a vote without a record where orders are real', () => {
    expect(fast(REAL_VOTE).decide(0, say(1, 1))).toMatchObject({
      voters: 0,
      totalWeight: 0,
      reason: 'no-quorum',
    });
    expect(fast().decide(0, say(1, 1)).voters).toBe(2);
  });
});

describe('the memory of a vote', () => {
  const learned = () => {
    const vote = fast();
    for (let i = 0; i < 60; i += 1) {
      quote(vote, 2 * i * MINUTE, 100);
      vote.decide(2 * i * MINUTE, say(i % 3 === 0 ? -0.5 : 0.5, i % 5 === 0 ? -0.5 : 0.5));
      quote(vote, (2 * i + 1) * MINUTE, i % 4 === 0 ? 99 : 101);
    }
    quote(vote, 121 * MINUTE, 100);
    vote.decide(121 * MINUTE, say(0.5, -0.5));
    return vote;
  };

  it('is plain data that another vote goes on from with the same decisions', () => {
    const vote = learned();
    const other = fast();
    other.restore(JSON.parse(JSON.stringify(vote.state())));
    expect(other.state()).toEqual(vote.state());
    for (const each of [vote, other]) quote(each, 122 * MINUTE, 101);
    expect(other.decide(122 * MINUTE, say(0.5, 0.5))).toEqual(vote.decide(122 * MINUTE, say(0.5, 0.5)));
  });

  it('answers with the same frozen lists and the same text until there is an outcome, or another memory', () => {
    const vote = learned();
    const parts = ({ hits, ids, misses, pairs, pValues, tables }: ReturnType<typeof vote.state>) => [
      ids,
      hits,
      misses,
      tables,
      pValues,
      pairs,
    ];
    const before = parts(vote.state());
    quote(vote, 121.5 * MINUTE, 101);
    vote.decide(121.5 * MINUTE, say(0.5, 0.5));
    vote.onGap();
    for (const [at, part] of parts(vote.state()).entries()) expect(part).toBe(before[at]);
    expect(before.every((part) => typeof part === 'string' || Object.isFrozen(part))).toBe(true);

    const { hits } = vote.state();
    quote(vote, 122 * MINUTE, 101);
    vote.decide(122 * MINUTE, say(0.5, 0.5));
    quote(vote, 123 * MINUTE, 102);
    expect(vote.state().hits).toEqual(hits.map((each) => 0.998 * each + 1));
    expect(vote.state().pairs).not.toBe(before.at(-1));
    vote.restore(fast().state());
    expect(vote.state().hits).toEqual([0, 0]);
  });

  it('keeps what it knows of old members when new ones join', () => {
    const state = learned().state();
    const wider = new CondorcetVote({
      group: 'fast',
      members: [{ id: 15, category: 'a' }, ...members],
    });
    wider.restore(state);
    const after = wider.state();
    expect(after.ids).toEqual([10, 15, 20]);
    expect([after.hits[0], after.hits[2]]).toEqual(state.hits);
    expect(after.hits[1]).toBe(0);
    const old = fast();
    old.restore(state);
    expect(wider.memory.errors.correlation(0, 2)).toBe(old.memory.errors.correlation(0, 1));
    // The same category as number 10, another than number 20.
    expect(wider.memory.errors.correlation(0, 1)).toBeCloseTo(0.3, 12);
    expect(wider.memory.errors.correlation(1, 2)).toBeCloseTo(0.05, 12);
  });
});
