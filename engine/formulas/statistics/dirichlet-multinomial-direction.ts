import { BarVolatility } from '../../numerics/bar-volatility.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

const DOWN = 0;
const FLAT = 1;
const UP = 2;
const OUTCOMES = 3;
const WARM_RETURNS = 23;
/** Observations of a context that make its confidence one half. */
const HALF_SURE = 50;

/**
 * Probability of a rise less that of a fall of the next bar, counted after the same two steps as now: each
 * up, flat or down in units of volatility. Warm after 23 returns.
 */
export const dirichletMultinomialDirection = defineFormula({
  id: 'F4',
  key: 'dirichlet-multinomial-direction',
  title: 'Context-conditional up/flat/down probability (Dirichlet-multinomial)',
  family: 'statistics',
  output: { unit: 'probability difference', min: -1, max: 1 },
  role: 'direction',
  source: "Good, I. J., 'The Estimation of Probabilities: An Essay on Modern Bayesian Methods', 1965",
  catalogue: {
    inputs: ['returns'],
    params: {
      alpha: { unit: 'pseudo count', meaning: 'symmetric Dirichlet prior per outcome' },
      lam: { unit: '1', meaning: "forgetting of a context's counts at each of its updates" },
      band: { unit: 'sig', meaning: 'flat band half width' },
    },
    definition: `
      Code each return: u=+1 if r_t > band*sig_{t-1}, -1 if r_t < -band*sig_{t-1}, else 0. Context k =
      (u_{t-1},u_{t-2}), 9 contexts, 3 counts each, start 0. At bar t first learn: counts of context
      (u_{t-1},u_{t-2}) are multiplied by lam, then the cell u_t gets +1. Then predict with context
      (u_t,u_{t-1}): P(j) = (n_j+alpha)/(sum n + 3*alpha). Value = P(+1)-P(-1). Warm-up 23 bars.
    `,
    update: 'One table row per bar: O(1).',
    signal: "signal = value; confidence = |value| * N/(N+50), N = sum of the context's counts.",
    range: '(-1,1)',
  },
  defaults: { alpha: 1, lam: 0.999, band: 0.25 },
  input: 'bar',
  readings: DIRECTION,
  warmUp: () => WARM_RETURNS + 1,

  start({ alpha, band, lam }) {
    const returns = new CloseReturns();
    const volatility = new BarVolatility();
    const counts = new Float64Array(OUTCOMES ** 3);
    let seen = 0;
    let last = FLAT;
    /** Where the counts begin of what follows the two newest steps. */
    let context = 0;
    let edge = 0;

    return withReadings(
      ({ close }) => {
        const logReturn = returns.next(close);
        if (!Number.isFinite(logReturn)) return undefined;
        const limit = band * volatility.value;
        volatility.push(logReturn);
        if (!Number.isFinite(limit)) return undefined;
        const outcome = logReturn > limit ? UP : logReturn < -limit ? DOWN : FLAT;
        seen += 1;
        if (seen > 2) learn(counts, context, outcome, lam);
        context = OUTCOMES * (OUTCOMES * outcome + last);
        last = outcome;
        if (seen <= 2) return undefined;
        edge = expectedDirection(counts.subarray(context, context + OUTCOMES), alpha);
        return edge;
      },
      {
        signal: () => edge,
        confidence: () => {
          const known = total(counts.subarray(context, context + OUTCOMES));
          return (Math.abs(edge) * known) / (known + HALF_SURE);
        },
      },
    );
  },
});

/** Lets the counts of a context fade by `memory`, then counts an outcome. */
function learn(counts: Float64Array, context: number, outcome: number, memory: number): void {
  for (let each = context; each < context + OUTCOMES; each += 1) {
    counts[each] = (counts[each] as number) * memory;
  }
  counts[context + outcome] = (counts[context + outcome] as number) + 1;
}

/** Probability of up less that of down, of counts of down, flat and up with `alpha` more of each. */
export function expectedDirection(counts: ArrayLike<number>, alpha: number): number {
  return ((counts[UP] as number) - (counts[DOWN] as number)) / (total(counts) + OUTCOMES * alpha);
}

function total(counts: ArrayLike<number>): number {
  return (counts[DOWN] as number) + (counts[FLAT] as number) + (counts[UP] as number);
}
