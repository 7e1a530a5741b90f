import { describe, expect, it } from 'vitest';
import { unixMs } from '../../domain/units/time.ts';
import type { VoteDecision } from '../../domain/vote/vote-decision.ts';
import type { Decision, Holding, StrategyRun } from '../strategy.ts';
import { formulaVote } from './formula-vote.ts';
import type { FormulaVoteParameters } from './parameters.ts';
import { ballotExample, momentExample, OPEN_FEATURES, voteExample } from './vote.fixture.ts';
import type { VoteFeature } from './vote-features.ts';
import { fixedReasonOf, reasonText } from '../../domain/remark/reason.ts';

const MINUTE = 60_000;

const start = (params: Partial<FormulaVoteParameters> = {}) =>
  formulaVote.start(formulaVote.params.parse(params));
const long = (over: Partial<VoteDecision> = {}) => ({ medium: voteExample(over) });
const short: Partial<VoteDecision> = {
  winner: -1,
  signal: -0.6,
  margins: { longShort: -0.3, longFlat: -0.3, flatShort: -0.24 },
};

/**
 * A run whose votes for LONG were each worth `gainBps` or, every second one, `otherBps`: the price gets there
 * a minute after each vote.
 */
function withRecord(
  count: number,
  [gainBps, otherBps = gainBps]: readonly number[],
): {
  run: StrategyRun<VoteFeature>;
  time: number;
  mid: number;
  decisions: readonly Decision[];
} {
  const run = start();
  let mid = 100;
  let time = 0;
  const decisions = [run.decide(momentExample())];
  for (let i = 0; i < count; i += 1) {
    decisions.push(run.decide(momentExample({ time: unixMs(time), mid, votes: long({ time }) })));
    mid *= 1 + ((i % 2 === 0 ? gainBps : otherBps) ?? 0) / 10_000;
    time += MINUTE;
    const votes = long({ time: time - MINUTE });
    decisions.push(run.decide(momentExample({ time: unixMs(time), mid, votes })));
  }
  return { run, time, mid, decisions };
}

describe('the vote, corrected', () => {
  it('asks for its own group and the next slower one', () => {
    const votes = (group: FormulaVoteParameters['group']) =>
      formulaVote.votes?.(formulaVote.params.parse({ group }));
    expect(votes('fast')).toEqual(['fast', 'medium']);
    expect(votes('medium')).toEqual(['medium', 'slow']);
    expect(votes('slow')).toEqual(['slow']);
  });

  it('holds before the first vote and says why a vote is FLAT', () => {
    const run = start();
    expect(run.decide(momentExample())).toMatchObject({ reason: { code: 'no-vote-yet' } });
    const votes = long({ winner: 0, reason: 'no-quorum', effectiveVotes: 3.21 });
    expect(run.decide(momentExample({ votes }))).toMatchObject({
      kind: 'hold',
      reason: { code: 'vote-flat', values: { because: 'no-quorum', voices: 3.21, quorum: 5 } },
    });
  });

  it('does not trade a winner without a record: 0.53 x 60 - 0.47 x 60 - 14 = -10.4 bps', () => {
    const run = start();
    const decision = run.decide(momentExample({ votes: long() }));
    expect(decision).toMatchObject({ kind: 'hold', blocked: { gate: 'cost', side: 'buy' } });
    expect(reasonText(decision.reason)).toBe('0 of 60 outcomes of votes are known: -10.40 bps after cost');
  });

  it('trades a winner whose votes paid for the round trip, and says what it rests on', () => {
    // The target caps each of a hundred outcomes at 60 bps; sixty that are needed at least pull toward nothing.
    const { mid, run, time } = withRecord(100, [70]);
    const decision = run.decide(momentExample({ time: unixMs(time), mid, votes: long({ time }) }));
    expect(decision).toMatchObject({
      kind: 'enter',
      side: 'buy',
      stopDistanceBps: 60,
      allocation: 0.25,
      edgeBps: expect.closeTo((60 * 100) / 160 - 14, 6),
      measured: { margin: 0.24, effectiveVotes: 6.5, probabilityUp: 0.6, costBps: 14 },
    });
  });

  it('does not trade what paid less than the round trip', () => {
    const { mid, run, time } = withRecord(100, [-70]);
    const decision = run.decide(momentExample({ time: unixMs(time), mid, votes: long({ time }) }));
    expect(decision).toMatchObject({ kind: 'hold', blocked: { gate: 'cost', side: 'buy' } });
  });

  it.each([
    ['the slower vote has the opposite winner', 'slower-vote', {}, { slow: voteExample(short) }],
    ['a filter is closed', 'filters', { jumpGate: 0 }, {}],
    ['entries were too recent', 'frequency', { frequencyGate: 0 }, {}],
    ['the budget of the day is used', 'daily-budget', { dailyBudget: 4 }, {}],
    ['a loss limit is reached', 'loss-limit', { lossGate: 0 }, {}],
    ['own trades leave no Kelly stake', 'size', { kellyScale: 0 }, {}],
  ] as const)('stays out when %s', (_what, gate, features, votes) => {
    const { mid, run, time } = withRecord(100, [70]);
    const decision = run.decide(
      momentExample({
        time: unixMs(time),
        mid,
        entriesToday: 4,
        features: { ...OPEN_FEATURES, ...features },
        votes: { ...long({ time }), ...votes },
      }),
    );
    expect(decision).toMatchObject({ kind: 'hold', blocked: { gate, side: 'buy' } });
  });

  it.each(['no-quorum', 'margin'] as const)('lets a slower vote that is FLAT (%s) pass', (reason) => {
    const { mid, run, time } = withRecord(100, [70]);
    const slow = voteExample({ winner: 0, reason });
    const votes = { ...long({ time }), slow };
    expect(run.decide(momentExample({ time: unixMs(time), mid, votes })).kind).toBe('enter');
  });

  it('takes 1.64 standard errors off what votes were worth', () => {
    // Half of the votes gained the target and half lost 70 bps: a mean of -5, an error of 65 / sqrt(99).
    const { mid, run, time } = withRecord(100, [70, -70]);
    run.decide(momentExample({ time: unixMs(time), mid, votes: long({ time }) }));
    const edge = run.measures().find(({ name }) => name === 'Net expected value')?.value;
    expect(edge).toBeCloseTo((100 / 160) * (-5 - (1.64 * 65) / Math.sqrt(99)) - 14, 6);
  });

  it('expects more of the votes it is surer of, in edge and in size', () => {
    // Sure votes won three times of four, the others every second time.
    const outcomes = Array.from({ length: 400 }, (_, i) => ({ isSure: i % 2 === 0, turn: i >> 1 }));
    const memory = {
      version: 1,
      convictions: outcomes.map(({ isSure }) => (isSure ? 0.6 : 0.1)),
      gains: outcomes.map(({ isSure, turn }) => (turn % 4 < (isSure ? 3 : 2) ? 60 : -60)),
      sinceFit: 24,
    };
    const decide = (signal: number, confidence: number) => {
      const run = formulaVote.start(
        formulaVote.params.parse({ maxAllocation: 1, kellyShare: 0.001 }),
        memory,
      );
      run.decide(momentExample({ time: unixMs(1000) }));
      run.decide(momentExample({ time: unixMs(2000), votes: long({ time: 2000, signal, confidence }) }));
      const votes = long({ time: 2000, signal, confidence });
      return run.decide(momentExample({ time: unixMs(3000), mid: 101, votes, roundTripCostBps: 1 }));
    };
    const sure = decide(1, 0.6);
    const lessSure = decide(0.8, 0.6);
    if (sure.kind !== 'enter' || lessSure.kind !== 'enter') throw new Error('both pay for a round trip');
    expect(sure.edgeBps).toBeGreaterThan(lessSure.edgeBps ?? Infinity);
    expect(sure.allocation).toBeGreaterThan(lessSure.allocation ?? Infinity);
    expect(decide(0.2, 0.5)).toMatchObject({ kind: 'hold', blocked: { gate: 'cost' } });
  });

  it('goes on after a restart where it was, without the vote it followed', () => {
    const { mid, run, time } = withRecord(100, [70, -20]);
    const memory: unknown = JSON.parse(JSON.stringify(run.memory?.()));
    const next = formulaVote.start(formulaVote.params.parse({}), memory);
    expect(next.memory?.()).toEqual(run.memory?.());
    const moment = momentExample({ time: unixMs(time), mid, votes: long({ time }) });
    expect(next.decide(moment)).toEqual(run.decide(moment));
    expect(start().memory?.()).toBeUndefined();
  });

  it('refuses a memory that is none', () => {
    expect(() => formulaVote.start(formulaVote.params.parse({}), { version: 2 })).toThrow(/version/);
  });

  it('knows nothing of what comes: a longer future does not change what was decided', () => {
    const decisions = (count: number) => withRecord(count, [70, -20]).decisions;
    expect(decisions(80)).toEqual(decisions(160).slice(0, decisions(80).length));
  });
});

describe('leaving', () => {
  const holding = (over: Partial<Holding> = {}): Holding => ({
    side: 'buy',
    openedAt: unixMs(0),
    entryPrice: 100,
    gainBps: 0,
    ...over,
  });
  const at = (sec: number) => unixMs(sec * 1000);

  it.each([
    ['the opposite side has won the vote', 10, 0, {}, short],
    ['the stop is reached', 10, -60, {}, {}],
    ['the loss limit of the strategies is reached', 10, 0, { dayStopped: 1 }, {}],
    ['the target is reached', 300, 60, {}, {}],
    ['the longest time is over', 3600, 0, {}, {}],
    ['the trailing stop is reached', 300, 0, { trailUrgency: 1 }, {}],
    ['one of the three barriers was touched', 300, 0, { barrierUrgency: 1 }, {}],
  ] as const)('happens when %s', (...row) => {
    const [reason, sec, gainBps, features, vote] = row;
    const moment = momentExample({
      time: at(sec),
      holding: holding({ gainBps }),
      features: { ...OPEN_FEATURES, ...features },
      votes: long(vote),
    });
    expect(start().decide(moment)).toMatchObject({ kind: 'exit', reason: { code: fixedReasonOf(reason) } });
  });

  it('never happens because nobody votes, the quorum is missed, or the vote is FLAT', () => {
    const time = at(600);
    for (const votes of [{}, long({ winner: 0, reason: 'no-quorum' }), long({ winner: 0, reason: 'tie' })])
      expect(start().decide(momentExample({ time, holding: holding(), votes })).kind).toBe('hold');
  });

  it('waits for the least hold with everything but stops and the opposite winner', () => {
    const features = { ...OPEN_FEATURES, trailUrgency: 1, barrierUrgency: 1 };
    const moment = momentExample({ time: at(299), holding: holding({ gainBps: 70 }), features });
    expect(start().decide(moment).kind).toBe('hold');
  });
});

describe('the vote as described', () => {
  const described = () => start({ count: 'equal', targetBps: 150, stopBps: 50 });
  const ballots = [
    ballotExample(1, 0.5, 'long'),
    ballotExample(2, 0.4, 'long'),
    ballotExample(3, 0.3, 'long'),
    ballotExample(4, -0.2, 'lean-short'),
    ballotExample(5, 0),
  ];

  it('enters where the sum of signals and the majorities agree, taking at least every second vote to win', () => {
    const votes = long({ winner: 0, reason: 'no-quorum', ballots });
    // Mean signal (0.5 + 0.4 + 0.3 - 0.2) / 4 = 0.25, so p = 0.5 + 0.1 x 0.25; half of Kelly's stake over a
    // loss of 0.005 is far above the cap. Before costs it is worth 0.525 x 150 - 0.475 x 50 = 55 bps.
    expect(described().decide(momentExample({ votes }))).toMatchObject({
      kind: 'enter',
      side: 'buy',
      stopDistanceBps: 50,
      allocation: 0.25,
      measured: {
        signal: 0.25,
        ballots: 4,
        longShort: 2,
        longFlat: 2,
        flatShort: 4,
        winProbability: 0.525,
        edgeBps: expect.closeTo(55 - 14, 9),
      },
    });
  });

  it('stops entering when enough of its votes have ended in a loss', () => {
    const memory = { version: 1, convictions: Array(60).fill(0.25), gains: Array(59).fill(-50), sinceFit: 0 };
    const run = formulaVote.start(formulaVote.params.parse({ count: 'equal', targetBps: 150, stopBps: 50 }), {
      ...memory,
      convictions: memory.convictions.slice(1),
    });
    const votes = (time: number) => long({ ballots, time });
    run.decide(momentExample({ time: unixMs(1000) }));
    run.decide(momentExample({ time: unixMs(2000), votes: votes(2000) }));
    const decision = run.decide(momentExample({ time: unixMs(3000), mid: 99, votes: votes(2000) }));
    expect(decision).toMatchObject({ kind: 'hold', blocked: { gate: 'cost', side: 'buy' } });
    expect(run.measures().find(({ name }) => name === 'Outcomes of votes')?.value).toBe(60);
  });

  it('holds where FLAT beats the better side, or one loud voice turns the sum', () => {
    const leaning = [ballotExample(1, 0.2, 'lean-long'), ballotExample(2, 0.2, 'lean-long')];
    const loud = [
      ballotExample(1, 0.3, 'long'),
      ballotExample(2, 0.3, 'long'),
      ballotExample(3, -1, 'short'),
    ];
    for (const each of [leaning, loud])
      expect(described().decide(momentExample({ votes: long({ ballots: each }) })).kind).toBe('hold');
  });

  it('leaves when its own count has the opposite winner', () => {
    const holding: Holding = { side: 'sell', openedAt: unixMs(0), entryPrice: 100, gainBps: 0 };
    const votes = long({ winner: 0, ballots });
    expect(described().decide(momentExample({ holding, votes })).kind).toBe('exit');
  });
});
