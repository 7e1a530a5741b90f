import { describe, expect, it } from 'vitest';
import type { VoteUpdate } from '../../contract/vote-commands.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import type { VoteDecision } from '../../domain/vote/vote-decision.ts';
import { btc, printAt, snapshotAt, statusAt } from '../../market/fixtures/market-events.ts';
import { MarketState } from '../../market/market-state.ts';
import { openFlowSource } from '../flow/open-flow-source.ts';
import { SessionFlow } from '../flow/session-flow.ts';
import { PAPER_VOTE, REAL_VOTE } from '../../formulas/edge/vote/vote-settings.ts';
import type { SessionVotes } from '../formulas/formula-market.ts';
import { ScreenVotes } from './screen-votes.ts';

const MINUTE = 60_000;
const WATCH = { kind: 'vote', instrument: btc.id, group: 'medium' } as const;

function openMarket(votes?: SessionVotes, screenVotes?: ScreenVotes) {
  const market = new MarketState([btc]);
  const flow = new SessionFlow(openFlowSource, undefined, {
    markets: () => market.all,
    votes,
    screenVotes,
  });
  const take = (event: MarketEvent) => {
    market.apply(event);
    const of = market.of(btc.id);
    if (of) flow.onEvent(event, of);
  };
  const minute = (at: number) => {
    const ticks = 1000 + Math.round(20 * Math.sin(at / 3)) + (at % 5);
    take(snapshotAt(at * MINUTE, [ticks - 1, 50], [ticks, 50]));
    take(printAt(at * MINUTE + 1, ticks, 10 + (at % 7)));
  };
  const look = () => flow.takeUpdates().at(-1)?.body as VoteUpdate | undefined;
  take(statusAt(0, 'live'));
  return { flow, look, minute };
}

/** The first update after the past was read. */
function told(look: () => VoteUpdate | undefined): VoteUpdate {
  for (let frame = 0; frame < 200; frame += 1) {
    const update = look();
    if (update?.done === 1) return update;
  }
  throw new Error('the past was never read');
}

/** A vote that a strategy follows. */
const followed = { time: 7, group: 'medium', probabilityUp: 0.5, ballots: [] } as unknown as VoteDecision;
const sessionVotes = (decision: () => VoteDecision | undefined): SessionVotes => ({
  clustersOf: () => [[2, 31]],
  decisionOf: decision,
  recordOf: () => undefined,
  settings: PAPER_VOTE,
  state: () => ({}),
});

describe('a watched vote', () => {
  it('is warmed with the minutes that were kept, and then counted at every minute', () => {
    const { flow, look, minute } = openMarket();
    for (let at = 0; at < 90; at += 1) minute(at);
    flow.watch([WATCH]);
    const { decision, ...rest } = told(look);
    expect(rest).toMatchObject({ isOfSession: false, done: 1, calibrated: null });
    expect(rest.past).toEqual({ bars: 89, of: 89 });
    expect(decision?.ballots.some(({ ballot }) => ballot !== undefined)).toBe(true);
    expect(rest.titles[2]).toMatch(/^Bayesian drift/);
    expect(look()).toBeUndefined();
    minute(90);
    minute(91);
    expect(told(look).decision?.time).toBe(91 * MINUTE);
  });

  it('is told to who keeps votes from the moment its formulas are warm', () => {
    const times: number[] = [];
    const screenVotes = new ScreenVotes();
    screenVotes.listener = {
      onCounted: ({ decision }) => times.push(decision.time),
      onMoved: () => undefined,
    };
    const { flow, look, minute } = openMarket(undefined, screenVotes);
    for (let at = 0; at < 90; at += 1) minute(at);
    flow.watch([WATCH]);
    told(look);
    expect(times).toEqual([]);
    minute(90);
    look();
    minute(91);
    minute(92);
    expect(times).toEqual([90, 91, 92].map((at) => at * MINUTE).slice(-times.length));
    expect(times.length).toBeGreaterThan(1);
  });

  it('is the one a strategy of the session follows, as long as there is one', () => {
    let decision: VoteDecision | undefined = followed;
    const { flow, look, minute } = openMarket(sessionVotes(() => decision));
    minute(0);
    flow.watch([WATCH]);
    expect(look()).toMatchObject({ isOfSession: true, decision: followed, clusters: [[2, 31]] });
    expect(look()).toBeUndefined();
    decision = undefined;
    expect(look()).toMatchObject({ isOfSession: false, decision: null });
  });

  it('is counted by the rules of the session: without a record nobody votes where orders are real', () => {
    const { flow, look, minute } = openMarket({ ...sessionVotes(() => undefined), settings: REAL_VOTE });
    for (let at = 0; at < 90; at += 1) minute(at);
    flow.watch([WATCH]);
    const { decision } = told(look);
    expect(decision?.ballots.some(({ ballot }) => ballot !== undefined)).toBe(true);
    expect(decision).toMatchObject({ winner: 0, reason: 'no-quorum', voters: 0, totalWeight: 0 });
    expect(decision?.parameters).toContain('priorMean=0.5 ');
  });

  it('goes on with what it learned when the panel is opened again', () => {
    const kept = new ScreenVotes();
    const { flow, look, minute } = openMarket(undefined, kept);
    for (let at = 0; at < 90; at += 1) minute(at);
    flow.watch([WATCH]);
    told(look);
    for (let at = 90; at < 130; at += 1) {
      minute(at);
      look();
    }
    flow.watch([]);
    const left = kept.beginWith(btc.id, 'medium')[`${btc.id}|medium`];
    expect(left?.record?.forecasts).toBeGreaterThan(0);
    flow.watch([WATCH]);
    const { decision, worth } = told(look);
    expect(worth.forecasts).toBe(left?.record?.forecasts);
    expect(decision?.ballots.some(({ competence }) => competence.outcomes > 0)).toBe(true);
  });

  it('is not watched for an instrument that is not of the session', () => {
    const { flow, look } = openMarket();
    flow.watch([{ ...WATCH, instrument: 'elsewhere' }]);
    expect(look()).toBeUndefined();
  });
});
