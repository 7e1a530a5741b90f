import { beforeEach, describe, expect, it } from 'vitest';
import type { InstrumentId } from '../domain/instrument/instrument.ts';
import type { Bar } from '../domain/market/bar.ts';
import type { MarketEvent } from '../domain/market/market-event.ts';
import { unixMs } from '../domain/units/time.ts';
import { voteGroupOf } from '../formulas/edge/vote/vote-members.ts';
import type { AnyFormula } from '../formulas/formula.ts';
import { allFormulas } from '../formulas/registry/all-formulas.generated.ts';
import { MarketState } from '../market/market-state.ts';
import type { FeatureHandle } from './feature-handle.ts';
import { FeatureHub } from './feature-hub.ts';
import { perpetualOf } from './listener.fixture.ts';
import { OpinionReaders } from './opinion-readers.ts';
import { VoteDesk, type VoteHub } from './vote-desk.ts';

const bitcoin = perpetualOf('BTC');
const MINUTE_MS = 60_000;

/** The formulas of these numbers. */
const mediumOf = (...ids: number[]): AnyFormula[] =>
  allFormulas.filter((formula) => ids.includes(Number(formula.id.slice(1))));
const MEDIUM = [2, 31, 131, 164, 192];

/** A hub whose formulas say what the test wants. */
class SpokenHub implements VoteHub {
  readonly opinions = new OpinionReaders();
  readonly said = new Map<string, { signal: number; updates: number; updatedAt: number }>();
  held = 0;

  request(_instrument: InstrumentId, { formula }: { readonly formula: string }): FeatureHandle {
    const said = { signal: NaN, updates: 0, updatedAt: -Infinity };
    this.said.set(formula, said);
    this.held += 1;
    return {
      get value() {
        return Number.isNaN(said.signal) ? undefined : said.signal;
      },
      get updates() {
        return said.updates;
      },
      get updatedAt() {
        return said.updatedAt;
      },
      reading: (name) => (Number.isNaN(said.signal) ? 0 : name === 'signal' ? said.signal : 0.9),
      release: () => {
        this.held -= 1;
      },
    };
  }

  say(signal: number, time = 0): void {
    for (const said of this.said.values()) {
      said.signal = signal;
      said.updates += 1;
      said.updatedAt = time;
    }
  }
}

let hub: SpokenHub;
let desk: VoteDesk;
let market: MarketState;
let updateId = 0;

const observed = (time: number) => ({
  instrument: bitcoin.id,
  time: unixMs(time),
  venueTime: unixMs(time),
});
const take = (event: MarketEvent) => desk.onChange(market.apply(event), event);
const live = (time: number) => take({ ...observed(time), kind: 'feed-status', status: 'live', detail: '' });
const bookAt = (time: number, bid: number, ask: number) =>
  take({
    ...observed(time),
    kind: 'book-snapshot',
    bids: [bid, 100],
    asks: [ask, 100],
    updateId: (updateId += 1),
  });
const bar = (index: number): Bar => ({
  openTime: unixMs(index * MINUTE_MS),
  intervalMs: MINUTE_MS,
  open: 100,
  high: 100,
  low: 100,
  close: 100,
  volumeBase: 1,
  buyVolumeBase: 1,
  tradeCount: 1,
});

beforeEach(() => {
  hub = new SpokenHub();
  market = new MarketState([bitcoin]);
  desk = new VoteDesk(hub, [bitcoin], { formulas: mediumOf(...MEDIUM, 103, 239, 252) });
});

describe('a vote desk', () => {
  it('holds the formulas of a vote for as long as somebody wants it, once for all who do', () => {
    expect(desk.isEmpty).toBe(true);
    const one = desk.request(bitcoin.id, 'medium');
    const other = desk.request(bitcoin.id, 'medium');
    expect([...hub.said.keys()]).toEqual(MEDIUM.map((id) => `F${id}`));
    one.release();
    one.release();
    expect(hub.held).toBe(MEDIUM.length);
    other.release();
    expect(hub.held).toBe(0);
    expect(() => desk.request('elsewhere' as InstrumentId, 'fast')).toThrow('elsewhere is not one of');
  });

  it('tells who listens of every vote, with the prices then, and of what came of it', () => {
    const heard: unknown[] = [];
    desk.listen({
      onCounted: ({ decision, hasTurned }, touch) => heard.push([decision.time, hasTurned, touch]),
      onMoved: (instrument, group, move) => heard.push([instrument, group, move]),
    });
    const vote = desk.request(bitcoin.id, 'medium');
    live(0);
    bookAt(1, 100, 102);
    hub.say(0.5);
    desk.onClosedBar(bitcoin.id, bar(0));
    desk.settle(MINUTE_MS);
    expect(heard).toHaveLength(1);
    const { bid, ask } = (heard[0] as [number, boolean, { bid: number; ask: number }])[2];
    expect(heard[0]).toEqual([
      MINUTE_MS,
      false,
      { bid: 100 * bitcoin.tickValue, ask: 102 * bitcoin.tickValue },
    ]);
    const horizon = MINUTE_MS + 15 * MINUTE_MS;
    bookAt(horizon, 110, 112);
    desk.onClosedBar(bitcoin.id, bar(15));
    desk.settle(horizon);
    const moved = { time: MINUTE_MS, move: Math.log((111 * bitcoin.tickValue) / ((bid + ask) / 2)) };
    expect(heard.at(-1)).toEqual([bitcoin.id, 'medium', moved]);
    vote.release();
    expect(heard.at(-1)).toEqual([bitcoin.id, 'medium', { time: horizon, move: undefined }]);
  });

  it('counts the medium vote once a minute, after the bar has closed', () => {
    const vote = desk.request(bitcoin.id, 'medium');
    hub.say(0.5);
    expect(desk.settle(MINUTE_MS - 1)).toEqual([]);
    desk.onClosedBar(bitcoin.id, bar(0));
    const [counted] = desk.settle(MINUTE_MS);
    expect(counted).toMatchObject({ instrument: bitcoin.id, hasTurned: false });
    expect(vote.decision).toBe(counted?.decision);
    expect(vote.decision).toMatchObject({ time: MINUTE_MS, group: 'medium', voters: MEDIUM.length });
    expect(desk.settle(MINUTE_MS + 1)).toEqual([]);
    expect(desk.decisionOf(bitcoin.id, 'medium')).toBe(vote.decision);
    expect(desk.decisionOf(bitcoin.id, 'slow')).toBeUndefined();
  });

  it('counts the fast vote when something changed, at most once a second', () => {
    desk.request(bitcoin.id, 'fast');
    expect(desk.settle(0)).toEqual([]);
    hub.say(0.5);
    expect(desk.settle(1)).toHaveLength(1);
    hub.say(0.4);
    expect(desk.settle(1000)).toEqual([]);
    expect(desk.settle(1001)).toHaveLength(1);
    expect(desk.settle(5000)).toEqual([]);
  });

  it('counts the slow vote at the hour', () => {
    desk = new VoteDesk(hub, [bitcoin], { formulas: mediumOf(265, 277) });
    desk.request(bitcoin.id, 'slow');
    desk.onClosedBar(bitcoin.id, bar(58));
    expect(desk.settle(59 * MINUTE_MS)).toEqual([]);
    desk.onClosedBar(bitcoin.id, bar(59));
    expect(desk.settle(60 * MINUTE_MS)).toHaveLength(1);
  });

  it('leaves out who has said nothing new for longer than the horizon', () => {
    const vote = desk.request(bitcoin.id, 'medium');
    hub.say(0.5, MINUTE_MS);
    const count = (minute: number) => {
      desk.onClosedBar(bitcoin.id, bar(minute));
      desk.settle((minute + 1) * MINUTE_MS);
      return vote.decision;
    };
    expect(count(0)?.voters).toBe(MEDIUM.length);
    expect(count(15)?.voters).toBe(MEDIUM.length);
    expect(count(16)?.ballots.map(({ abstention }) => abstention)).toEqual(MEDIUM.map(() => 'stale'));
    hub.say(0.5, 17 * MINUTE_MS);
    expect(count(17)?.voters).toBe(MEDIUM.length);
  });

  it('learns from the book, and keeps what it learned while nobody holds the vote', () => {
    const vote = desk.request(bitcoin.id, 'medium');
    live(1);
    bookAt(2, 20_000, 20_001);
    hub.say(0.5);
    desk.onClosedBar(bitcoin.id, bar(0));
    desk.settle(MINUTE_MS);
    bookAt(16 * MINUTE_MS, 20_100, 20_101);
    expect(desk.state()[`${bitcoin.id}|medium`]?.hits).toEqual(MEDIUM.map(() => 1));
    // 20,000.5 to 20,100.5 ticks; the vote itself had no quorum, and its probability of a rise was above one half.
    expect(vote.record).toMatchObject({ forecasts: 1, rises: 1, decided: 0 });
    expect(vote.record.squaredErrors).toBeCloseTo((1 - (vote.decision?.probabilityUp ?? NaN)) ** 2, 12);
    expect(desk.recordOf(bitcoin.id, 'medium')).toBe(vote.record);
    vote.release();
    const kept = desk.state();
    expect(kept[`${bitcoin.id}|medium`]?.hits).toEqual(MEDIUM.map(() => 1));

    const next = new VoteDesk(hub, [bitcoin], { formulas: mediumOf(...MEDIUM) });
    next.restore(JSON.parse(JSON.stringify(kept)));
    expect(next.state()).toEqual(kept);
    const again = next.request(bitcoin.id, 'medium');
    hub.say(0.5);
    next.onClosedBar(bitcoin.id, bar(1));
    next.settle(2 * MINUTE_MS);
    expect(again.decision?.ballots.map(({ competence }) => competence.hits)).toEqual(MEDIUM.map(() => 1));
  });

  it('has no outcome for what was open when the feed went away or the session ended', () => {
    desk.request(bitcoin.id, 'medium');
    live(1);
    bookAt(2, 20_000, 20_001);
    hub.say(0.5);
    desk.onClosedBar(bitcoin.id, bar(0));
    desk.settle(MINUTE_MS);
    const open = desk.state();
    expect(open[`${bitcoin.id}|medium`]?.open).toHaveLength(MEDIUM.length);

    const next = new VoteDesk(hub, [bitcoin], { formulas: mediumOf(...MEDIUM) });
    next.restore(open);
    next.request(bitcoin.id, 'medium');
    expect(next.state()[`${bitcoin.id}|medium`]?.open).toEqual([]);

    take({ ...observed(MINUTE_MS + 1), kind: 'feed-status', status: 'gap', detail: 'a hole' });
    expect(desk.state()[`${bitcoin.id}|medium`]?.open).toEqual([]);
  });
});

describe('formulas that read what others say', () => {
  it('hold the vote of their group and hear the opinions first, then the vote on them', () => {
    const real = new FeatureHub([bitcoin]);
    const votes = new VoteDesk(real, [bitcoin], { formulas: mediumOf(...MEDIUM) });
    const confluence = real.request(bitcoin.id, { formula: 'condorcet-confluence' });
    const running = real.runningCount;
    expect(running).toBe(1 + MEDIUM.length);
    const bank = real.request(bitcoin.id, { formula: 'platt-calibration' });
    expect(real.runningCount).toBe(running + 1);
    for (let minute = 0; minute < 3; minute += 1) {
      real.onClosedBar(bitcoin.id, bar(minute));
      votes.onClosedBar(bitcoin.id, bar(minute));
      votes.settle((minute + 1) * MINUTE_MS);
    }
    expect(confluence.updates).toBe(3);
    expect(confluence.value).toBe(0);
    expect(bank.updates).toBe(3);
    expect(votes.decisionOf(bitcoin.id, 'medium')?.reason).toBe('no-quorum');
    bank.release();
    confluence.release();
    expect(real.runningCount).toBe(0);
    expect(votes.decisionOf(bitcoin.id, 'medium')).toBeUndefined();
  });

  it('hear their own group alone', () => {
    const real = new FeatureHub([bitcoin]);
    const votes = new VoteDesk(real, [bitcoin], { formulas: mediumOf(...MEDIUM, 103) });
    const slow = real.request(bitcoin.id, { formula: 'condorcet-confluence', params: { group: 2 } });
    votes.request(bitcoin.id, 'medium');
    real.onClosedBar(bitcoin.id, bar(0));
    votes.onClosedBar(bitcoin.id, bar(0));
    votes.settle(MINUTE_MS);
    expect(slow.updates).toBe(0);
  });

  it('are of no vote themselves', () => {
    const readers = allFormulas.filter(({ reads }) => reads?.includes('opinions') || reads?.includes('vote'));
    expect(readers.length).toBeGreaterThan(5);
    expect(readers.filter((formula) => voteGroupOf(formula) !== undefined)).toEqual([]);
  });
});
