import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SessionDescription } from '../../domain/session/session-description.ts';
import { unixMs } from '../../domain/units/time.ts';
import type { VoteDecision } from '../../domain/vote/vote-decision.ts';
import { countVotes } from '../../formulas/edge/vote/count-votes.ts';
import { PAPER_VOTE, settingsText } from '../../formulas/edge/vote/vote-settings.ts';
import { temporaryFolder } from '../../journal/fixtures/temporary-journal.ts';
import { openVoteLog } from '../../journal/votes/open-vote-log.ts';
import type { KeptVote } from '../../journal/votes/kept-vote.ts';
import type { VoteLog } from '../../journal/votes/vote-log.ts';
import { sandboxInstruments } from '../../venues/sandbox/instruments.ts';
import { createSandboxMarket } from '../../venues/sandbox/sandbox-market.ts';
import { DEFAULT_RISK } from '../default-settings.ts';
import { Kernel } from '../kernel.ts';
import { strategyCatalog } from '../strategy-catalog.ts';
import { pastVoteDetails, pastVoteView } from './past-votes.ts';
import { VoteKeeper } from './vote-keeper.ts';

const START = 1_700_000_040_000;
const [bitcoin] = sandboxInstruments;
const BTC = bitcoin?.id ?? '';
const list = { accountId: 'a', instrument: BTC, group: 'fast' } as const;

const description: SessionDescription = {
  sessionId: 's',
  accountId: 'a',
  mode: 'paper',
  source: 'sandbox',
  seed: 1,
  startedAt: unixMs(START),
  instruments: sandboxInstruments.filter(({ id }) => id === BTC),
  currency: 'USDT',
  depositQuote: '100000',
  latency: { feedMs: 40, orderMs: 40, responseMs: 40 },
  risk: DEFAULT_RISK,
  engineVersion: '0.0.0',
};

let folder: ReturnType<typeof temporaryFolder>;
let log: VoteLog;
const told: string[] = [];

beforeEach(() => {
  folder = temporaryFolder();
  const opened = openVoteLog(`${folder.path}/votes.sqlite`);
  if (!opened.ok) throw new Error(opened.failure.detail);
  log = opened.log;
  told.length = 0;
});
afterEach(() => {
  log.close();
  folder.remove();
});

/** A session on the sandbox market whose fast votes are kept. */
function session() {
  const kernel = new Kernel(description, strategyCatalog);
  const keeper = new VoteKeeper(
    log,
    { sessionId: 's', accountId: 'a', hasBegun: () => kernel.hasBegun },
    (detail) => told.push(detail),
  );
  keeper.follow(kernel.rooms.votes);
  const vote = kernel.rooms.votes.request(BTC, 'fast');
  const market = createSandboxMarket({ seed: 7, startTime: unixMs(START), startPrices: {} });
  const live = (untilMs: number, onVote: (decision: VoteDecision, mid: number) => void = () => undefined) => {
    for (let event = market.next(); event && event.time < START + untilMs; event = market.next()) {
      if (event.instrument !== BTC) continue;
      const before = vote.decision;
      kernel.process(event);
      const book = kernel.rooms.market.of(BTC)?.book;
      const mid = (((book?.bestBid ?? 0) + (book?.bestAsk ?? 0)) / 2) * (bitcoin?.tickValue ?? 0);
      if (vote.decision && vote.decision !== before) onVote(vote.decision, mid);
    }
  };
  return { kernel, keeper, live, vote };
}

describe('the votes of a session', () => {
  it('are all kept, whoever won, with those who abstained, and each learns what came of it', () => {
    const { keeper, kernel, live } = session();
    live(2000);
    kernel.process({ kind: 'command', time: unixMs(START + 2000), command: { kind: 'begin' } });
    const counted: { decision: VoteDecision; mid: number }[] = [];
    live(150_000, (decision, mid) => counted.push({ decision, mid }));
    keeper.flush();
    const { rows } = log.page(list, { limit: 1000 });
    expect(counted.length).toBeGreaterThan(100);
    expect(rows.map(({ time, winner, reason }) => [time, winner, reason])).toEqual(
      counted.map(({ decision: { reason, time, winner } }) => [time, winner, reason]),
    );
    expect(rows[0]).toMatchObject({ sessionId: 's', isOfSession: true, outcome: 'known', version: 1 });
    expect(rows.at(-1)).toMatchObject({ outcome: 'awaited', move: null });
    const later = counted.find(({ decision }) => decision.time >= (counted[5]?.decision.time ?? 0) + 60_000);
    // The price moves on between the horizon and the next vote, by a little.
    const move = Math.log((later?.mid ?? NaN) / (counted[5]?.mid ?? NaN));
    expect(rows[5]?.move ?? NaN).toBeCloseTo(move, 3);

    const { decision } = counted.at(-1) ?? {};
    const kept = log.vote(rows.at(-1)?.number ?? 0);
    if (!kept || !decision) throw new Error('the last vote is kept');
    const again = pastVoteDetails(kept, 0).decision;
    expect({ ...again, ballots: [] }).toEqual({ ...decision, ballots: [] });
    expect(again.parameters).toBe(settingsText(PAPER_VOTE));
    expect(
      again.ballots.map(({ abstention, ballot, category, id }) => [id, category, ballot, abstention]),
    ).toEqual(
      decision.ballots.map(({ abstention, ballot, category, id }) => [id, category, ballot, abstention]),
    );
    expect(again.ballots.some(({ abstention }) => abstention === 'not-ready')).toBe(true);
  });

  it('can be counted again from the ballots that were kept', () => {
    const { keeper, kernel, live } = session();
    kernel.process({ kind: 'command', time: unixMs(START), command: { kind: 'begin' } });
    live(90_000);
    keeper.flush();
    const [last] = log.page(list, { limit: 1, newestFirst: true }).rows;
    const kept = log.vote(last?.number ?? 0);
    const voters = kept?.ballots.flatMap(({ ballot, discount, ...rest }, place) =>
      ballot !== undefined && discount > 0 ? [{ ...rest, place, ballot, discount }] : [],
    );
    if (!kept || !voters || voters.length === 0) throw new Error('somebody voted');
    const shared = voters.map(({ discount }) => 1 / discount);
    const count = countVotes(voters, shared, PAPER_VOTE.neutral);
    expect(count.effectiveVotes).toBeCloseTo(kept.effectiveVotes, 5);
    expect(count.totalWeight).toBeCloseTo(kept.totalWeight, 6);
    for (const pair of ['longShort', 'longFlat', 'flatShort'] as const)
      expect(count.margins[pair]).toBeCloseTo(kept.margins[pair], 6);
  });

  it('await nothing once the session is over', () => {
    const { keeper, kernel, live } = session();
    kernel.process({ kind: 'command', time: unixMs(START), command: { kind: 'begin' } });
    live(10_000);
    keeper.end();
    const { rows } = log.page(list);
    expect(rows.length).toBeGreaterThan(3);
    expect(new Set(rows.map(({ outcome }) => outcome))).toEqual(new Set(['unknown']));
  });

  it('cost the votes and not the session where they cannot be written, which is said once', () => {
    const { keeper, kernel, live } = session();
    kernel.process({ kind: 'command', time: unixMs(START), command: { kind: 'begin' } });
    log.close();
    live(5000);
    keeper.flush();
    live(8000);
    keeper.flush();
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('votes cannot be written down any more');
  });
});

const known: KeptVote = {
  number: 1,
  sessionId: 's',
  isOfSession: true,
  version: 1,
  parameters: '',
  time: 5,
  winner: 0,
  reason: 'majority',
  signal: 0.6,
  confidence: 0.1,
  probabilityUp: 0.4,
  margins: { longShort: -0.3, longFlat: -0.2, flatShort: -0.1 },
  totalWeight: 0.4,
  voters: 9,
  effectiveVotes: 6,
  juryProbability: 0.57,
  bid: 99.99,
  ask: 100.01,
  outcome: 'known',
  move: -0.002,
};

describe('what a vote was worth', () => {
  it('is the move in the direction of the winner less spread and fees; nothing when flat', () => {
    const viewOf = (winner: -1 | 0 | 1) => pastVoteView({ ...known, winner }, 500);
    expect(viewOf(-1).moveBps).toBeCloseTo(-20, 9);
    // 20 bps the right way, less 2 bps of spread and 5 bps of fee twice.
    expect(viewOf(-1).worthBps).toBeCloseTo(8, 4);
    expect(viewOf(1).worthBps).toBeCloseTo(-32, 4);
    expect(viewOf(0).worthBps).toBeNull();
  });
});
