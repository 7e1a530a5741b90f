import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { SignalSource } from '../domain/order/signal-life.ts';
import { CORRECTED_MAKER } from '../domain/risk/maker-terms.ts';
import { DEFAULT_POLICY } from '../domain/risk/risk-policy.ts';
import { INSTRUMENT } from '../execution/fixtures/scripted-market.ts';
import { defineStrategy, type Strategy } from '../strategies/strategy.ts';
import { ToldSession } from './kernel.fixture.ts';
import { told, WIDE } from './risk/risk.fixture.ts';
import { strategyCatalog } from './strategy-catalog.ts';

/** Wishes to enter whenever it is asked, following what the test says. */
const wisher = (source: SignalSource): Strategy =>
  defineStrategy({
    id: 'wisher',
    title: 'Wisher',
    hypothesis: 'none',
    params: z.object({}),
    presets: [{ name: 'only', title: '', description: '', params: {} }],
    needs: () => ({}),
    decideEveryMs: () => 1000,
    signalSource: () => source,
    regimeTraits: () => ({ sides: ['buy'], isReversion: false, saysHowSure: false }),
    start: () => ({
      decide: ({ entries, holding }) =>
        entries > 0 || holding
          ? { kind: 'hold', reason: { words: '' } }
          : { kind: 'enter', side: 'buy', reason: { words: 'up' }, stopDistanceBps: 900, measured: {} },
      measures: () => [],
    }),
  }) as unknown as Strategy;

const TOO_LONG = 60_001;

/** A wish whose entry rests post-only for so long, and is then wished for at market. */
function restedFor(restMs: number, source: SignalSource): ToldSession {
  const policy = {
    ...DEFAULT_POLICY,
    limits: WIDE,
    maker: { wisher: { ...CORRECTED_MAKER, restMs } },
  };
  const risk = {
    maxExposurePerInstrument: 99,
    maxExposureTotal: 99,
    maxOpenPositions: 99,
    entrySpacingMs: 1000,
  };
  const catalog = new Map([['wisher', wisher(source)]]);
  const session = new ToldSession([INSTRUMENT], risk, undefined, { policy, catalog });
  session.quote(1000, 1003);
  const run = { runId: 'run', strategyId: 'wisher', instrument: INSTRUMENT.id, params: {} } as const;
  session.tell({ kind: 'start-strategy', ...run });
  expect(session.openOf('entry')).toHaveLength(1);
  session.outcomes();
  session.pass(restMs);
  // The cancel takes its way to the venue and back.
  session.pass(90);
  session.pass(10);
  return session;
}

const refused = (session: ToldSession) =>
  told(session, 'intent-refused').filter(({ refusal }) => refusal.code === 'signal-too-old');
const sentAtMarket = (session: ToldSession) =>
  told(session, 'order-submitted').filter(({ order }) => order.kind.type === 'market');

describe('R-CN-09: a wish that grows old in the kernel', () => {
  it.each([
    ['order flow', 'order-flow', 4800, 5000],
    ['bars of a second', { barMs: 1000 }, 1800, 2000],
    ['bars of 20 s', { barMs: 20_000 }, 39_800, 40_000],
    ['bars of a minute', { barMs: 60_000 }, 59_800, 60_000],
    ['bars of a day', { barMs: 86_400_000 }, 59_800, 60_000],
  ] as const)(
    'of %s is sent while it is young and dropped after its own time',
    (_of, source, young, life) => {
      expect(sentAtMarket(restedFor(young, source))).toHaveLength(1);
      const old = restedFor(life, source);
      const [refusal] = refused(old);
      expect(refusal?.refusal.measured).toMatchObject({ validMs: life });
      expect(refusal?.refusal.measured['ageMs']).toBeGreaterThan(life);
      expect(sentAtMarket(old)).toEqual([]);
    },
  );

  it('is no older than a minute, whatever it follows', () => {
    expect(sentAtMarket(restedFor(TOO_LONG, { barMs: Number.MAX_SAFE_INTEGER / 4 }))).toEqual([]);
  });
});

describe('what the entries of a strategy follow', () => {
  const sourceOf = (id: string, params: Record<string, string> = {}): SignalSource | undefined => {
    const strategy = strategyCatalog.get(id);
    return strategy?.signalSource(strategy.params.parse(params));
  };

  it.each([
    ['renaissance-gate', {}, 'order-flow'],
    ['order-flow', {}, 'order-flow'],
    ['formula-vote', { group: 'fast' }, 'order-flow'],
    ['formula-vote', { group: 'medium' }, { barMs: 60_000 }],
    ['formula-vote', { group: 'slow' }, { barMs: 3_600_000 }],
    ['buy-and-hold', {}, { barMs: 86_400_000 }],
  ] as const)('is declared by %s with %o', (id, params, source) => {
    expect(sourceOf(id, params)).toEqual(source);
  });

  it('is declared by every strategy there is', () => {
    for (const [id] of strategyCatalog) expect(sourceOf(id), id).toBeDefined();
  });
});
