import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RecordedOutcome } from '../domain/session/outcome.ts';
import type { SessionDescription } from '../domain/session/session-description.ts';
import { unixMs } from '../domain/units/time.ts';
import { canonicalJson, parseCanonicalJson } from '../journal/canonical-json.ts';
import { openedJournal, temporaryFolder } from '../journal/fixtures/temporary-journal.ts';
import { sandboxInstruments } from '../venues/sandbox/instruments.ts';
import { createSandboxMarket } from '../venues/sandbox/sandbox-market.ts';
import { DEFAULT_RISK } from './default-settings.ts';
import { Kernel } from './kernel.ts';
import type { KernelState } from './kernel-state.ts';
import { Session } from './session.ts';
import { strategyCatalog } from './strategy-catalog.ts';

const START = 1_700_000_040_000;
const [first] = sandboxInstruments;
const BTC = first?.id ?? '';

const descriptionFrom = (begin: number): SessionDescription => ({
  sessionId: 's',
  accountId: 'a',
  mode: 'paper',
  source: 'sandbox',
  seed: 1,
  startedAt: unixMs(begin),
  instruments: sandboxInstruments.filter(({ id }) => id === BTC),
  currency: 'USDT',
  depositQuote: '100000',
  latency: { feedMs: 40, orderMs: 40, responseMs: 40 },
  risk: DEFAULT_RISK,
  engineVersion: '0.0.0',
});

/** A session on the sandbox market in which the fast vote on bitcoin is held from the begin on, unless not asked for. */
function session(minutes: number, state?: KernelState, isHeld = true) {
  const begin = START + (state ? 3_600_000 : 0);
  const kernel = new Kernel(descriptionFrom(begin), strategyCatalog, { state });
  const market = createSandboxMarket({ seed: 7, startTime: unixMs(begin), startPrices: {} });
  const vote = isHeld ? kernel.rooms.votes.request(BTC, 'fast') : undefined;
  kernel.process({ kind: 'command', time: unixMs(begin), command: { kind: 'begin' } });
  const outcomes: RecordedOutcome[] = [];
  for (let event = market.next(); event && event.time < begin + minutes * 60_000; event = market.next())
    if (event.instrument === BTC) outcomes.push(...kernel.process(event));
  return { kernel, vote, turns: outcomes.filter(({ outcome }) => outcome.kind === 'vote-turned') };
}

describe('votes in a session', () => {
  const one = session(4);

  it('are counted on the live market, the same in every run', () => {
    expect(one.vote?.decision?.ballots.some(({ ballot }) => ballot !== undefined)).toBe(true);
    const other = session(4);
    expect(other.vote?.decision).toEqual(one.vote?.decision);
    expect(other.turns).toEqual(one.turns);
    expect(other.kernel.state().votes).toEqual(one.kernel.state().votes);
  });

  it('go on with what they learned after a restart, without what was open', () => {
    const state = parseCanonicalJson(canonicalJson(one.kernel.state())) as KernelState;
    const before = one.kernel.state().votes?.[`${BTC}|fast`];
    expect(before?.tables.some((count) => count > 0)).toBe(true);
    const again = session(0, state).kernel.state().votes?.[`${BTC}|fast`];
    expect(again).toEqual({ ...before, open: [] });
    expect(session(2, state).vote?.decision?.ballots.some(({ competence }) => competence.outcomes > 0)).toBe(
      true,
    );
  });

  it('are written down whenever another side wins, with the ballots that were cast', () => {
    const { turns } = session(45);
    expect(turns.length).toBeGreaterThan(2);
    const winners = turns.map(({ outcome }) =>
      outcome.kind === 'vote-turned' ? outcome.decision.winner : NaN,
    );
    expect(winners.filter((winner, i) => winner === (winners[i - 1] ?? 0))).toEqual([]);
    const ballots = turns.flatMap(({ outcome }) =>
      outcome.kind === 'vote-turned' ? outcome.decision.ballots : [],
    );
    expect(ballots.filter(({ ballot }) => ballot === undefined)).toEqual([]);
    expect(parseCanonicalJson(canonicalJson(turns))).toEqual(turns);
  });

  it('are saved once a minute where nothing else is', () => {
    const folder = temporaryFolder();
    const journal = openedJournal(join(folder.path, 'journal.db'));
    const saved = new Session(descriptionFrom(START), strategyCatalog, { journal });
    saved.kernel.rooms.votes.request(BTC, 'medium');
    const passes = (ms: number) => {
      saved.take({ kind: 'clock', time: unixMs(START + ms) });
      saved.commit();
      const state = journal.latestSession('a')?.checkpoint?.state;
      return state === undefined ? undefined : (parseCanonicalJson(state) as KernelState).time - START;
    };
    expect([passes(1000), passes(30_000), passes(61_000), passes(90_000)]).toEqual([
      1000, 1000, 61_000, 61_000,
    ]);
    journal.close();
    folder.remove();
  });

  it('come to outcomes that a strategy on them still knows after a restart', () => {
    const kernel = new Kernel(descriptionFrom(START), strategyCatalog);
    const time = unixMs(START);
    kernel.process({ kind: 'command', time, command: { kind: 'begin' } });
    const start = {
      kind: 'start-strategy',
      runId: 'v',
      strategyId: 'formula-vote',
      instrument: BTC,
      params: {},
    } as const;
    kernel.process({ kind: 'command', time, command: start });
    const { runs, ...state } = kernel.state();
    expect(runs[0]).not.toHaveProperty('memory');
    const memory = { version: 1, convictions: [0.3, 0.2], gains: [60, -61.5], sinceFit: 2 };
    const left = canonicalJson({ ...state, runs: runs.map((run) => ({ ...run, memory })) });
    const next = new Kernel(descriptionFrom(START), strategyCatalog, {
      state: parseCanonicalJson(left) as KernelState,
    });
    expect(next.state().runs[0]?.memory).toEqual(memory);
  });

  it('leave no trace in the state of a session in which nobody holds one', () => {
    expect(session(0).kernel.state()).toHaveProperty('votes');
    expect(session(0, undefined, false).kernel.state()).not.toHaveProperty('votes');
  });
});
