import { afterEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { Bar } from '../../domain/market/bar.ts';
import type { SessionDescription } from '../../domain/session/session-description.ts';
import { unixMs } from '../../domain/units/time.ts';
import { wanderingBars } from '../../formulas/contract-tests/sample-inputs.ts';
import type { Formula, FormulaParams } from '../../formulas/formula.ts';
import { type Fit, fittedModel, type Fitter } from '../../formulas/refit.ts';
import { findFormula } from '../../formulas/registry/find-formula.ts';
import { defineStrategy, type Strategy } from '../../strategies/strategy.ts';
import { sandboxInstruments } from '../../venues/sandbox/instruments.ts';
import { createSandboxMarket } from '../../venues/sandbox/sandbox-market.ts';
import { systemClock } from '../clock.ts';
import { DEFAULT_RISK } from '../default-settings.ts';
import { Session } from '../session.ts';
import { Fitting, type FittingOptions } from './fitting.ts';

const garch = findFormula('garch-11') as Formula<'bar', FormulaParams>;
const PARAMS = { ...garch.defaults, n: 60, k: 15 };
const opened: Fitting[] = [];
const open = (options?: FittingOptions): Fitting => {
  const fitting = new Fitting({ threads: 1, ...options });
  opened.push(fitting);
  return fitting;
};
afterEach(async () => {
  for (const fitting of opened.splice(0)) await fitting.close();
});

/** A job as the formula hands it out, taken from a run over wandering bars. */
const job = (() => {
  const jobs: Parameters<Fit>[0][] = [];
  const run = garch.start(PARAMS, (_formula, _fit, each) => {
    jobs.push(each);
    return () => undefined;
  });
  for (const bar of wanderingBars(100)) run(bar as Bar);
  const [first] = jobs;
  if (first === undefined) throw new Error('the formula must have asked for a fit');
  return first;
})();

/** Asks again and again until the thread has done what it was asked for. */
async function whenDone(fitting: Fitting, fit: Fit): Promise<ReturnType<Fit>> {
  const inline = vi.fn(fit);
  for (;;) {
    const collect = fitting.fitter('garch-11', inline, job);
    await new Promise((resolve) => systemClock.after(20, () => resolve(undefined)));
    const model = collect();
    if (inline.mock.calls.length === 0) return model;
    inline.mockClear();
  }
}

describe('a fit on another thread', () => {
  it('gives the model that a fit on the spot gives, and does not disturb the caller', async () => {
    const fit = garch.fit as Fit;
    expect(await whenDone(open(), fit)).toEqual(fittedModel(fit(job)));
  });

  it('is done on the spot when nobody has begun it by the time its model counts', () => {
    const fit = vi.fn(() => [1, 2]);
    // A thread takes longer to start than this line.
    expect(open().fitter('garch-11', fit, job)()).toEqual(Float64Array.of(1, 2));
    expect(fit).toHaveBeenCalledTimes(1);
  });

  it('is waited for by whoever can until it is there, and no longer than half a minute', async () => {
    let now = 0;
    const fitting = open({ monotonicMs: () => now });
    expect(fitting.isBusy).toBe(false);
    const inline = vi.fn(garch.fit as Fit);
    const collect = fitting.fitter('garch-11', inline, job);
    expect(fitting.isBusy).toBe(true);
    expect(fitting.isBusyAfter(0)).toBe(true);
    now = 30_000;
    expect(fitting.isBusy).toBe(false);
    now = 1;
    await vi.waitFor(() => expect(fitting.isBusyAfter(5)).toBe(false), { timeout: 5000 });
    expect(collect()).toEqual(fittedModel((garch.fit as Fit)(job)));
    expect(inline).not.toHaveBeenCalled();
  });

  it('is done on the spot, and said so, when its thread dies', async () => {
    const told: string[] = [];
    const program = new URL('./dying-worker.fixture.ts', import.meta.url);
    const fitting = open({ program, log: (level, text) => told.push(`${level}: ${text}`) });
    for (let attempt = 1; attempt <= 4; attempt += 1) {
      const collect = fitting.fitter('garch-11', () => [attempt], job);
      await vi.waitFor(() => expect(told).toHaveLength(Math.min(attempt, 3)), { timeout: 5000 });
      expect(collect()).toEqual(Float64Array.of(attempt));
    }
    expect(told[0]).toBe(
      'warning: a thread that fits formulas stopped, so what it had to do is done on the spot; it is started ' +
        'again with the next fit: no memory left',
    );
    expect(told[2]).toContain('it is not started again');
  });

  it('is done on the spot after the session was left or the threads were ended', async () => {
    const fitting = open();
    const asked = fitting.fitter('garch-11', () => [1], job);
    fitting.drop();
    expect(asked()).toEqual(Float64Array.of(1));
    await fitting.close();
    expect(fitting.fitter('garch-11', () => [2], job)()).toEqual(Float64Array.of(2));
  });
});

const MINUTES = 150;
const START = 1_723_161_600_000;

/** Buys while the fitted variance is above its median so far, and sells again: every outcome hangs on the fits. */
const onVariance = defineStrategy({
  id: 'on-variance',
  title: 'On variance',
  hypothesis: 'none',
  params: z.object({}),
  presets: [{ name: 'only', title: '', description: '', params: {} }],
  needs: () => ({ variance: { formula: 'garch-11', params: PARAMS } }),
  decideEveryMs: () => 60_000,
  signalSource: () => ({ barMs: 60_000 }),
  regimeTraits: () => ({ sides: ['buy'], isReversion: false, saysHowSure: false }),
  start: () => {
    let before = 0;
    return {
      decide: ({ features: { variance }, holding }) => {
        const rises = variance > before;
        before = variance;
        const measured = { variance };
        if (rises && !holding)
          return { kind: 'enter', side: 'buy', reason: { words: 'up' }, stopDistanceBps: 300, measured };
        if (!rises && holding) return { kind: 'exit', reason: { words: 'down' }, measured };
        return { kind: 'hold', reason: { words: '' } };
      },
      measures: () => [],
    };
  },
});

function outcomesWith(fitter: Fitter | undefined): { hash: string; decisions: number } {
  const market = createSandboxMarket({ seed: 5, startTime: unixMs(START) });
  const description: SessionDescription = {
    sessionId: 's',
    accountId: 'a',
    mode: 'paper',
    source: 'sandbox',
    seed: 5,
    startedAt: unixMs(START),
    instruments: sandboxInstruments,
    currency: 'USDT',
    depositQuote: '100000',
    latency: { feedMs: 1, orderMs: 1, responseMs: 1 },
    risk: DEFAULT_RISK,
    engineVersion: '0.0.0',
  };
  const catalog = new Map([[onVariance.id, onVariance as unknown as Strategy]]);
  const session = new Session(description, catalog, { fitter });
  const command = (kind: object) =>
    session.take({ kind: 'command', time: unixMs(START), command: kind as { kind: 'begin' } });
  command({ kind: 'begin' });
  const instrument = sandboxInstruments[0]?.id ?? '';
  command({ kind: 'start-strategy', runId: 'r', strategyId: onVariance.id, instrument, params: {} });
  for (let event = market.next(); event && event.time < START + MINUTES * 60_000; event = market.next())
    session.take(event);
  const decisions = session.commit().filter(({ outcome }) => outcome.kind === 'decision').length;
  return { hash: session.hash.digest(), decisions };
}

describe('a session whose formulas are fitted on other threads', () => {
  it('has the outcomes of one that fits on the spot', async () => {
    const fitting = open();
    await whenDone(fitting, garch.fit as Fit);
    const onThreads = outcomesWith(fitting.fitter);
    expect(onThreads.decisions).toBeGreaterThan(3);
    expect(onThreads).toEqual(outcomesWith(undefined));
  });
});
