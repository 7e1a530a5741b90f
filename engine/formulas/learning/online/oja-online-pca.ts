import { BarVolatility } from '../../../numerics/bar-volatility.ts';
import { clip } from '../../../numerics/clip.ts';
import { dotProduct } from '../../../numerics/dot-product.ts';
import { RollingMoments } from '../../../numerics/rolling-moments.ts';
import { RollingSum } from '../../../numerics/rolling-sum.ts';
import { defineFormula, type MarketStep } from '../../formula.ts';
import { PeerReturns } from '../../peer-returns.ts';
import { DIRECTION, withReadings } from '../../readings.ts';

/** Returns until a volatility is known. */
const FIRST = 20;
const LEAST_SYMBOLS = 3;
const LARGEST = 4;
const NOTHING = 1e-12;

/**
 * How far the own symbol has run away from what all followed symbols do together, in standard deviations:
 * above 0 it is ahead and expected to come back. What they do together is the first principal component,
 * learned with every bar. Warm `n + zn` bars after the volatilities; no value with fewer than three symbols.
 */
export const ojaOnlinePca = defineFormula({
  id: 'F96',
  key: 'oja-online-pca',
  title: "Market factor by Oja's rule and residual reversion",
  family: 'learning',
  output: { unit: 'z-score' },
  role: 'direction',
  source:
    "Oja, E., 'A Simplified Neuron Model as a Principal Component Analyzer', Journal of Mathematical Biology, 1982",
  catalogue: {
    inputs: ['returns', 'external'],
    params: {
      eta: { unit: '1', meaning: 'learning rate' },
      n: { unit: 'bars', meaning: 'window of the residual sum' },
      zn: { unit: 'values', meaning: 'window of its z-score' },
    },
    definition: `
      External: returns of the K>=3 followed symbols on the same bars; x_i=clip(r_i/sig_i,t-1,-4,4).
      w=1/sqrt(K) at start; y=w'x; w <- w+eta*y*(x-y*w), then divided by its norm; if sum w < 0, w <- -w.
      Residual of the own symbol e=x_i-w_i*y (w before the update). C_t=sum of e over the last n bars.
      Value z=(C_t-mean_zn)/sd0_zn. Warm-up n+zn bars.
    `,
    update: 'O(K) per bar.',
    signal: 'signal = -clip(z/3,-1,1); confidence = clip((|z|-1)/2,0,1).',
    range: '(-inf,inf)',
  },
  defaults: { eta: 0.005, n: 240, zn: 500 },
  input: 'step',
  reads: ['peers'],
  readings: {
    ...DIRECTION,
    /** Weight of the own symbol in what all do together. */
    ownWeight: { unit: '1', min: -1, max: 1 },
  },
  warmUp: ({ n, zn }) => FIRST + n + zn,

  start({ eta, n, zn }) {
    const returns = new PeerReturns(Infinity);
    let run = new ResidualRun(0, { eta, n, zn });
    let value: number | undefined;

    const step = (input: MarketStep): number | undefined => {
      if (input.kind !== 'peers') return value;
      if (input.peers.bars.length !== run.symbols)
        run = new ResidualRun(input.peers.bars.length, { eta, n, zn });
      if (returns.push(input.peers)) value = run.push(returns.values);
      return (value = run.symbols < LEAST_SYMBOLS ? undefined : value);
    };
    return withReadings(step, {
      signal: () => -clip((value ?? 0) / 3, -1, 1),
      confidence: () => clip((Math.abs(value ?? 0) - 1) / 2, 0, 1),
      ownWeight: () => run.ownWeight,
    });
  },
});

/** The first principal component of rows of numbers, moved a little with every row. */
export class OjaComponent {
  readonly weights: Float64Array;
  readonly #rate: number;

  constructor(weights: ArrayLike<number>, rate: number) {
    this.weights = Float64Array.from(weights);
    this.#rate = rate;
  }

  /** What a row says of the component, before it has moved. */
  scoreOf(row: Readonly<Float64Array>): number {
    return dotProduct(this.weights, row);
  }

  learn(row: Readonly<Float64Array>): void {
    const { weights } = this;
    const score = this.scoreOf(row);
    for (let i = 0; i < weights.length; i += 1) {
      const weight = weights[i] as number;
      weights[i] = weight + this.#rate * score * ((row[i] as number) - score * weight);
    }
    const length = Math.sqrt(dotProduct(weights, weights));
    let sum = 0;
    for (let i = 0; i < weights.length; i += 1) sum += weights[i] as number;
    // The sign of a component is arbitrary: it is the one in which most symbols count.
    const factor = (sum < 0 ? -1 : 1) / length;
    for (let i = 0; i < weights.length; i += 1) weights[i] = factor * (weights[i] as number);
  }
}

/** What of the own returns the component leaves over, summed and compared with such sums before. */
class ResidualRun {
  readonly symbols: number;
  readonly #component: OjaComponent;
  readonly #volatilities: readonly BarVolatility[];
  readonly #row: Float64Array;
  readonly #sum: RollingSum;
  readonly #moments: RollingMoments;

  constructor(symbols: number, { eta, n, zn }: Readonly<Record<'eta' | 'n' | 'zn', number>>) {
    this.symbols = symbols;
    this.#row = new Float64Array(symbols);
    this.#component = new OjaComponent(
      this.#row.map(() => 1 / Math.sqrt(symbols)),
      eta,
    );
    this.#volatilities = Array.from({ length: symbols }, () => new BarVolatility());
    this.#sum = new RollingSum(n);
    this.#moments = new RollingMoments(zn);
  }

  get ownWeight(): number | undefined {
    return this.#component.weights[0];
  }

  push(returns: Readonly<Float64Array>): number | undefined {
    const row = this.#row;
    for (let i = 0; i < row.length; i += 1) {
      const volatility = this.#volatilities[i] as BarVolatility;
      row[i] = clip((returns[i] as number) / volatility.value, -LARGEST, LARGEST);
      volatility.push(returns[i] as number);
    }
    if (Number.isNaN(row[0])) return undefined;
    const rest = (row[0] as number) - (this.ownWeight ?? 0) * this.#component.scoreOf(row);
    this.#component.learn(row);
    const sum = this.#sum.push(rest);
    if (sum === undefined) return undefined;
    this.#moments.push(sum);
    const spread = Math.sqrt(this.#moments.populationVariance);
    return this.#moments.isFull && spread > NOTHING ? (sum - this.#moments.mean) / spread : undefined;
  }
}
