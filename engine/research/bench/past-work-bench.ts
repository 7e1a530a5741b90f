import { fitMsOf, unitsPerBar } from '../../features/past-work.ts';
import { FeatureHub } from '../../features/feature-hub.ts';
import { UpdateMeter } from '../../features/update-meter.ts';
import { unixMs } from '../../domain/units/time.ts';
import type { AnyFormula } from '../../formulas/formula.ts';
import { type Fitter, fitInline } from '../../formulas/refit.ts';
import { allFormulas } from '../../formulas/registry/all-formulas.generated.ts';
import { MarketState } from '../../market/market-state.ts';
import { pastLengths } from '../../runtime/past/past-lengths.ts';
import { sandboxInstruments } from '../../venues/sandbox/instruments.ts';
import { sandboxPast } from '../../venues/sandbox/sandbox-past.ts';
import { type Benchmark, rounded } from './figures.ts';

/** A Tuesday afternoon, UTC. */
const END = 1_789_999_500_000;
const SEED = 7;
/** The least of so many lives is what the work takes; the rest is what the machine did besides. */
const LIVES = 3;
const COSTLIEST = 60;
/** Longer than any plan of one fit. */
const STEP_MS = 30_000;

interface Work {
  readonly bars: number;
  readonly usPerBar: number;
  /** The longest fit; 0 where there was none. */
  readonly fitMs: number;
}

/**
 * What telling the past costs each formula, beside the units that are stated of it: the numbers of
 * `features/past-work.ts` are these of a quiet machine, rounded up.
 */
export const pastWork: Benchmark = {
  name: 'pastWork',
  measure() {
    const [bitcoin] = sandboxInstruments;
    const market = new MarketState(sandboxInstruments);
    for (const bar of sandboxPast({ seed: SEED, endTime: END, lengths: pastLengths() }))
      if (bar !== undefined) market.apply(bar);
    const measured = allFormulas.flatMap((formula) => {
      const lives = Array.from({ length: LIVES }, () => workOf(formula, market, bitcoin?.id ?? ''));
      if (lives.every(({ bars }) => bars === 0)) return [];
      const least = (of: (work: Work) => number) => rounded(Math.min(...lives.map(of)));
      const usPerBar = least((work) => work.usPerBar);
      return [{ id: formula.id, bars: lives[0]?.bars ?? 0, usPerBar, fitMs: least(({ fitMs }) => fitMs) }];
    });
    const listed = measured.map((work) => ({
      ...work,
      units: unitsPerBar(work.id),
      statedFitMs: fitMsOf(work.id),
    }));
    return {
      formulas: measured.length,
      bars: measured.reduce((sum, { bars }) => sum + bars, 0),
      totalMs: rounded(measured.reduce((sum, { bars, usPerBar }) => sum + bars * usPerBar, 0) / 1000),
      units: measured.reduce((sum, { bars, id }) => sum + bars * unitsPerBar(id), 0),
      costliest: Object.fromEntries(
        listed
          .toSorted((a, b) => b.usPerBar - a.usPerBar)
          .slice(0, COSTLIEST)
          .map(({ id, ...work }) => [id, work]),
      ),
    };
  },
};

function workOf(formula: AnyFormula, market: MarketState, instrument: string): Work {
  let allFitsMs = 0;
  let fitMs = 0;
  const fitter: Fitter = (name, fit, job) => {
    const began = performance.now();
    const model = fitInline(name, fit, job)();
    const took = performance.now() - began;
    allFitsMs += took;
    fitMs = Math.max(fitMs, took);
    return () => model;
  };
  const meter = new UpdateMeter(() => performance.now() * 1000);
  const hub = new FeatureHub(sandboxInstruments, { past: market, fitter, watch: meter });
  hub.catchUp(unixMs(END));
  hub.request(instrument, { formula: formula.id });
  for (let time = END; !hub.isPastTold; time += STEP_MS) hub.catchUp(unixMs(time));
  const { totalUs = 0, updates = 0 } = meter.timesOf(formula.id) ?? {};
  const usPerBar = hub.toldBars === 0 || updates === 0 ? 0 : (totalUs - allFitsMs * 1000) / updates;
  return { bars: hub.toldBars, usPerBar, fitMs };
}
