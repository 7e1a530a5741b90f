import { describe, expect, it } from 'vitest';
import type { KeyPermissions } from '../../domain/venue/key-permissions.ts';
import { DEFAULT_POLICY } from '../../domain/risk/risk-policy.ts';
import { INSTRUMENT } from '../../execution/fixtures/scripted-market.ts';
import { WARN_BYTES } from '../disk/disk-watch.ts';
import type { ArmingObstacle } from '../../contract/arming.ts';
import { armingObstacles, type ArmingConsent } from './arming.ts';
import { type FactSources, gatherFacts } from './gather-facts.ts';
import { ToldLive } from './told-live.fixture.ts';

const RIGHTS: KeyPermissions = {
  canTrade: true,
  canWithdraw: false,
  canTransfer: false,
  isIpBound: false,
  expiresAt: undefined,
};
const CONSENT: ArmingConsent = {
  accountName: 'Main',
  typedName: 'Main',
  isConfirmedByHost: true,
  confirmedAfterMs: 3000,
};
const NOW = 100 * 86_400_000;

/** A live session that stands as it has to, quoted and compared. */
const ready = () => new ToldLive(undefined, { policy: DEFAULT_POLICY }).begin();

/** Every source as it has to be. */
const sourcesOf = (told: ToldLive): FactSources => ({
  session: told.session,
  journal: { verifyChain: () => ({ ok: true, rows: 0 }) },
  backups: { newestTime: NOW - 1000, verifiedRows: 10 },
  paper: { allSessions: () => [], runs: () => ({ rows: [] }), ledgerTotals: () => [] },
  probe: { kind: 'told', permissions: RIGHTS },
  leverage: 2,
  feedHealth: undefined,
  freeBytes: WARN_BYTES,
  now: NOW,
});

const obstaclesOf = (sources: FactSources): readonly ArmingObstacle[] =>
  armingObstacles(gatherFacts(sources, false), CONSENT);

const told = (more: Partial<KeyPermissions>): Pick<FactSources, 'probe'> => ({
  probe: { kind: 'told', permissions: { ...RIGHTS, ...more } },
});

describe('the facts of arming', () => {
  it('R-LV-02: leave nothing in the way of an account that stands as it has to', () => {
    expect(obstaclesOf(sourcesOf(ready()))).toEqual([]);
  });

  it.each<[ArmingObstacle, string, Partial<FactSources>]>([
    ['chain-not-verified', 'no copy was checked', { backups: { newestTime: NOW, verifiedRows: undefined } }],
    [
      'chain-not-verified',
      'a row written since does not fit',
      { journal: { verifyChain: () => ({ ok: false, row: 11, detail: 'does not fit' }) } },
    ],
    ['no-recent-backup', 'there is none', { backups: { newestTime: undefined, verifiedRows: 10 } }],
    ['no-recent-backup', 'it is a day old', { backups: { newestTime: NOW - 86_400_000, verifiedRows: 10 } }],
    ['key-not-checked', 'the venue did not answer', { probe: { kind: 'unreachable', because: 'no answer' } }],
    ['key-not-checked', 'it is refused', { probe: { kind: 'not-accepted', venueCode: '10003' } }],
    ['key-not-checked', 'it may only read', told({ canTrade: false })],
    ['key-can-move-money', 'it may withdraw', told({ canWithdraw: true })],
    ['key-can-move-money', 'it may transfer', told({ canTransfer: true })],
    ['leverage-above-limit', 'the venue lends more than the limit', { leverage: 2.5 }],
    ['leverage-above-limit', 'the venue does not say what it lends', { leverage: undefined }],
    ['disk-not-healthy', 'there is a byte too little', { freeBytes: WARN_BYTES - 1 }],
  ])('R-LV-02: are in the way: %s, as %s', (obstacle, _, missing) => {
    expect(obstaclesOf({ ...sourcesOf(ready()), ...missing })).toEqual([obstacle]);
  });

  it('R-LV-02: check the chain from behind the last copy on', () => {
    const asked: (number | undefined)[] = [];
    const journal = {
      verifyChain: (from?: number) => {
        asked.push(from);
        return { ok: true, rows: 0 } as const;
      },
    };
    gatherFacts({ ...sourcesOf(ready()), journal }, false);
    expect(asked).toEqual([11]);
  });

  it('R-LV-02: are in the way without limits', () => {
    const without = new ToldLive().begin();
    expect(obstaclesOf(sourcesOf(without))).toEqual(['limits-not-set']);
  });

  it('R-LV-02: are in the way while the venue is compared, which is never armed either', () => {
    const early = new ToldLive(undefined, { policy: DEFAULT_POLICY });
    early.take({ kind: 'command', time: early.time as never, command: { kind: 'begin' } });
    early.quote(99, 101);
    expect(obstaclesOf(sourcesOf(early))).toEqual(['not-reconciled']);
  });

  it('R-LV-02: are in the way after a freeze, with a feed that is not live, and a clock far off', () => {
    const frozen = ready();
    frozen.tell({ kind: 'set-trading-state', state: 'halted', because: 'a test' });
    expect(obstaclesOf(sourcesOf(frozen))).toEqual(['trading-frozen']);
    const stale = ready();
    const seen = { instrument: INSTRUMENT.id, time: stale.time as never, venueTime: stale.time as never };
    stale.take({ kind: 'feed-status', ...seen, status: 'stale', detail: 'a test' });
    expect(obstaclesOf(sourcesOf(stale))).toEqual(['feeds-not-healthy']);
    const health = { state: 'gap' } as never;
    const gap = { feedHealth: { venue: 'told', streams: [health], clock: undefined } };
    expect(obstaclesOf({ ...sourcesOf(ready()), ...gap })).toEqual(['feeds-not-healthy']);
  });

  it('R-LV-02: are in the way on spot, unless it is known what its stops do to the coins an exit would sell', () => {
    const { description, kernel } = ready().session;
    const instruments = [{ ...INSTRUMENT, kind: 'spot' }];
    const told = (stopsLockBalance: boolean | undefined) => {
      const live = { ...description.live, traits: { ...description.live?.traits, stopsLockBalance } };
      const session = { kernel, description: { ...description, instruments, live } } as never;
      return obstaclesOf({ ...sourcesOf(ready()), session });
    };
    expect([told(undefined), told(true), told(false)]).toEqual([['trades-spot'], [], []]);
  });

  it('R-LV-02: ask a strategy for its stop and for its record on paper', () => {
    const running = ready();
    running.tell({
      kind: 'start-strategy',
      runId: 'run-1',
      strategyId: 'buy-and-hold',
      instrument: INSTRUMENT.id,
      params: {},
    });
    expect(obstaclesOf(sourcesOf(running))).toEqual(['paper-record-too-short']);
    const { strategies } = gatherFacts(sourcesOf(running), false);
    expect(strategies).toEqual([
      { strategyId: 'buy-and-hold', hasStop: true, closedPaperTrades: 0, paperDays: 0 },
    ]);
    const [runner] = running.kernel.rooms.runners.values();
    Object.assign(runner as object, { params: {} });
    expect(obstaclesOf(sourcesOf(running))).toContain('strategy-without-stop');
  });
});
