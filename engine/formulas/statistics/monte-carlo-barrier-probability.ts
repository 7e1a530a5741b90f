import { BarrierPaths } from '../../numerics/barrier-paths.ts';
import { BarVolatility } from '../../numerics/bar-volatility.ts';
import { clip } from '../../numerics/clip.ts';
import { Mulberry32 } from '../../numerics/mulberry32.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { FILTER, GATE, withReadings } from '../readings.ts';
import {
  checkedEntry,
  type EntryOutcome,
  entryOutcome,
  mirrored,
  NO_OUTCOME,
  type ReturnLaw,
} from './planned-entry.ts';
import { Turns } from '../turns.ts';

const DRIFT_BARS = 100;
const WARM_RETURNS = 120;
const MOST_DRIFT = 0.1;

/**
 * Expected gain of a long entry with a target and a stop, after costs, over paths drawn with the volatility
 * and the drift of now, as a fraction of the notional. `gate` is that of the better side; the other gates
 * tell longs from shorts. Computed every `k` bars; warm after 120 returns.
 */
export const monteCarloBarrierProbability = defineFormula({
  id: 'F28',
  key: 'monte-carlo-barrier-probability',
  title: 'Monte Carlo probability of target before stop',
  family: 'statistics',
  output: { unit: 'fraction of notional', min: -1 },
  role: 'filter',
  source: "Boyle, P. P., 'Options: A Monte Carlo approach', Journal of Financial Economics, 1977",
  catalogue: {
    inputs: ['returns', 'external'],
    params: {
      paths: { unit: 'paths', meaning: 'antithetic pairs count as two' },
      T: { unit: 'bars', meaning: 'holding horizon' },
      tp: { unit: 'fraction', meaning: 'take profit' },
      sl: { unit: 'fraction', meaning: 'stop loss' },
      cost: { unit: 'fraction', meaning: 'round-trip fees and slippage' },
      seed: { unit: 'uint32', meaning: 'seed, restarted at every call' },
      k: { unit: 'bars', meaning: 'recompute interval' },
    },
    definition: `
      Long side: x=0; T steps of x += mu - sig^2/2 + sig*z, with sig=sig_t and mu = clip(mean of the last
      100 returns, -0.1*sig, 0.1*sig); the first step with x>=ln(1+tp) ends as target, x<=ln(1-sl) as
      stop; otherwise the path ends with R=exp(x)-1. Each vector z of T normals is used twice (z and -z).
      Short side: the same with the returns' sign reversed (mu -> -mu). EV = p_tp*tp - p_sl*sl + (sum of
      end returns)/paths - cost. External: side, tp, sl and cost of the planned entry; defaults otherwise.
      Value EV. Warm-up 120 bars.
    `,
    update: 'paths*T = 1.2*10^5 steps at most, a few ms, every k bars or on request before an entry.',
    signal: 'filter: gate = 1 if EV > 0, else clip(1+EV/cost,0,1) where cost > 0, else 0.',
    range: '(-1,inf)',
  },
  defaults: { paths: 2000, T: 60, tp: 0.015, sl: 0.005, cost: 0.0018, seed: 42, k: 5 },
  input: 'bar',
  readings: {
    ...FILTER,
    longGate: GATE,
    shortGate: GATE,
    /** Expected gain of a short entry. */
    shortValue: { unit: 'fraction of notional' },
    /** Probability of a long entry to reach its target, and its stop, before the horizon. */
    targetProbability: { unit: 'probability', min: 0, max: 1 },
    stopProbability: { unit: 'probability', min: 0, max: 1 },
  },
  warmUp: () => WARM_RETURNS + 1,

  start({ T, cost, k, paths, seed, sl, tp }) {
    const entry = checkedEntry({ target: tp, stop: sl, cost });
    const returns = new CloseReturns();
    const volatility = new BarVolatility();
    const moments = new RollingMoments(DRIFT_BARS);
    let walks: BarrierPaths | undefined;
    let seen = 0;
    const turns = new Turns(28, k);
    let law: ReturnLaw = { drift: 0, deviation: 0 };
    let long: EntryOutcome = NO_OUTCOME;
    let short: EntryOutcome | undefined;

    const compute = (): void => {
      // Drawn when first needed: the same numbers serve every computation, as the seed begins anew with each.
      walks ??= drawnWalks(paths, T, seed);
      const deviation = volatility.value;
      law = { deviation, drift: clip(moments.mean, -MOST_DRIFT * deviation, MOST_DRIFT * deviation) };
      long = entryOutcome(walks, law, entry);
      short = undefined;
    };
    const shortOutcome = (): EntryOutcome =>
      (short ??= walks === undefined ? NO_OUTCOME : entryOutcome(walks, mirrored(law), entry));

    return withReadings(
      ({ close }) => {
        const logReturn = returns.next(close);
        if (!Number.isFinite(logReturn)) return undefined;
        volatility.push(logReturn);
        moments.push(logReturn);
        seen += 1;
        if (seen < WARM_RETURNS) return undefined;
        if (turns.isDue()) {
          compute();
        }
        return long.value;
      },
      {
        gate: () => gateOf(Math.max(long.value, shortOutcome().value), cost),
        longGate: () => gateOf(long.value, cost),
        shortGate: () => gateOf(shortOutcome().value, cost),
        shortValue: () => shortOutcome().value,
        targetProbability: () => long.targetProbability,
        stopProbability: () => long.stopProbability,
      },
    );
  },
});

/** The walks drawn last. */
let drawn: { readonly settings: string; readonly walks: BarrierPaths } | undefined;

/** Walks depend on these numbers alone, so the runs of all instruments share half a megabyte. */
function drawnWalks(paths: number, steps: number, seed: number): BarrierPaths {
  const settings = `${paths} ${steps} ${seed}`;
  if (drawn?.settings !== settings)
    drawn = { settings, walks: new BarrierPaths(paths, steps, new Mulberry32(seed)) };
  return drawn.walks;
}

function gateOf(value: number, cost: number): number {
  if (value > 0) return 1;
  return cost > 0 ? clip(1 + value / cost, 0, 1) : 0;
}
