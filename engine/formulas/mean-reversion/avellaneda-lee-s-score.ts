import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { clip } from '../../numerics/clip.ts';
import { ColumnRegression } from '../../numerics/column-regression.ts';
import { type OrnsteinUhlenbeckFit, ornsteinUhlenbeckFit } from '../../numerics/ornstein-uhlenbeck.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { defineFormula } from '../formula.ts';
import { PeerReturns } from '../peer-returns.ts';
import { DIRECTION, withReadings } from '../readings.ts';

/** Steps a year by which the definition states the speed. */
const STEPS_A_YEAR = 252;
const NEAREST = 1e-12;

/**
 * How far the own price has run ahead of the mean of the other followed symbols, in long-run deviations:
 * above zero it is dear. No value while what is left of it is not pulled back. Warm after `n` returns.
 */
export const avellanedaLeeSScore = defineFormula({
  id: 'F132',
  key: 'avellaneda-lee-s-score',
  title: 's-score of the factor residual',
  family: 'mean-reversion',
  output: { unit: 'sd units' },
  role: 'direction',
  source:
    "Avellaneda, M. and Lee, J.-H., 'Statistical arbitrage in the US equities market', Quantitative Finance, 2010",
  catalogue: {
    inputs: ['returns', 'external'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      so: { unit: '1', meaning: 'entry |s|' },
      sc: { unit: '1', meaning: 'exit |s|' },
      kmin: { unit: 'per 252 bars', meaning: 'slowest accepted reversion' },
    },
    definition: `
      External: returns F of a factor (equal-weighted mean of the other followed symbols; BTC if there is
      only one). Over W_n: OLS r_t=a0+beta*F_t+eps_t. X_j=sum_{i<=j} eps_i, j=1..n (X_n=0 by
      construction). OLS X_{j+1}=a+b*X_j+zeta (n-1 rows). 0<b<1 else null. kappa=-ln b*252; m=a/(1-b);
      s_eq=sqrt(var1(zeta)/(1-b^2)), var1 with ddof 2. Value s=-m/s_eq (that is (X_n-m)/s_eq). Warm-up n.
    `,
    update: 'Recomputed per bar: two regressions of n=60 rows, O(n).',
    signal: `
      signal = -clip(s/2,-1,1) if |s|>so, hold until |s|<sc, else 0; confidence =
      clip((|s|-so)/1.5+0.4,0,1) if kappa>kmin, else 0.
    `,
    range: '(-inf,inf)',
  },
  defaults: { n: 60, so: 1.25, sc: 0.5, kmin: 8.4 },
  input: 'step',
  reads: ['peers'],
  readings: {
    ...DIRECTION,
    /** Own return that goes with a return of the others of one. */
    beta: { unit: '1' },
    /** Speed of the pull, per 252 bars. */
    speed: { unit: '1', min: 0 },
  },
  warmUp: ({ n }) => n + 1,

  start({ kmin, n, sc, so }) {
    const own = new RecentValues(wholeNumber('a window', n, 6));
    const factor = new RecentValues(n);
    const columns = { own: new Float64Array(n), factor: [new Float64Array(n)] as const };
    const regression = new ColumnRegression();
    const path = new Float64Array(n);
    const returns = new PeerReturns(Number.MAX_SAFE_INTEGER);
    const stance = new Stance(so, sc);
    let beta = 0;
    let speed = 0;
    let score = 0;

    return withReadings(
      (input) => {
        if (input.kind !== 'peers' || !returns.push(input.peers) || returns.values.length < 2)
          return undefined;
        own.push(returns.values[0] as number);
        factor.push(meanOfOthers(returns.values));
        if (!own.isFull) return undefined;
        own.copyTo(columns.own);
        factor.copyTo(columns.factor[0]);
        const line = regression.fit(columns.factor, columns.own);
        if (line === undefined) return undefined;
        writeRunningSums(line.residuals, path);
        const fit = ornsteinUhlenbeckFit(path);
        if (fit === undefined || !(fit.deviation > NEAREST)) return undefined;
        beta = line.coefficients[0] as number;
        speed = fit.speed * STEPS_A_YEAR;
        score = sScore(fit);
        stance.push(score);
        return score;
      },
      {
        signal: () => stance.direction * clip(Math.abs(score) / 2, 0, 1),
        confidence: () => (speed > kmin ? clip((Math.abs(score) - so) / 1.5 + 0.4, 0, 1) : 0),
        beta: () => beta,
        speed: () => speed,
      },
    );
  },
});

/** Distance of the newest sum from the mean it is pulled to; residuals of a regression sum to 0. */
export function sScore({ deviation, mean }: Pick<OrnsteinUhlenbeckFit, 'deviation' | 'mean'>): number {
  return -mean / deviation;
}

function meanOfOthers(returns: Readonly<Float64Array>): number {
  let sum = 0;
  for (let i = 1; i < returns.length; i += 1) sum += returns[i] as number;
  return sum / (returns.length - 1);
}

function writeRunningSums(values: Float64Array, target: Float64Array): void {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) {
    sum += values[i] as number;
    target[i] = sum;
  }
}

/** Against a score that was far out, until it has come back. */
class Stance {
  /** 1 long, -1 short, 0 neither. */
  direction = 0;
  readonly #open: number;
  readonly #close: number;

  constructor(open: number, close: number) {
    this.#open = open;
    this.#close = close;
  }

  push(score: number): void {
    if (Math.abs(score) > this.#open) this.direction = -Math.sign(score);
    else if (Math.abs(score) < this.#close || this.direction === Math.sign(score)) this.direction = 0;
  }
}
