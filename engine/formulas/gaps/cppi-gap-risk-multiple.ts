import { positive, wholeNumber } from '../../numerics/checked-numbers.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula, type MarketStep } from '../formula.ts';
import { SIZE, withReadings } from '../readings.ts';

const EULER = 0.5772156649015329;
const WARM_BLOCKS = 20;
const LEAST_LOSS = 1e-4;

/**
 * How many times the cushion above the floor may be held, so that one bar breaks the floor in no more than
 * `eps` of the blocks: the worse single bars can be, the less. 1 until 20 blocks were seen. The scale is the
 * exposure as a share of equity; before the account is told it counts as standing at its peak.
 */
export const cppiGapRiskMultiple = defineFormula({
  id: 'F238',
  key: 'cppi-gap-risk-multiple',
  title: 'CPPI multiple bounded by gap risk',
  family: 'gaps',
  output: { unit: 'multiple', min: 0 },
  role: 'size',
  source:
    "Bertrand, P. & Prigent, J.-L., 'Portfolio Insurance: The Extreme Value Approach to the CPPI Method', Finance 23, 2002; CPPI: Black & Perold, 'Theory of constant proportion portfolio insurance', Journal of Economic Dynamics and Control 16, 1992",
  catalogue: {
    inputs: ['returns'],
    params: {
      block: { unit: 'bars', meaning: 'block length for maxima' },
      blocks: { unit: 'blocks', meaning: 'history' },
      eps: { unit: 'probability per block', meaning: 'accepted probability of breaching the floor' },
      floor: { unit: 'fraction of peak equity', meaning: 'protected floor' },
      m_max: { unit: '1', meaning: 'upper bound on the multiple' },
    },
    definition: `
      X_b = max over block b of the one-bar loss -(exp(r)-1) (floored at 0). Fit the Gumbel law by
      moments: s = std(X, ddof 1)*sqrt(6)/pi, u = mean(X) - 0.5772156649015329*s. Quantile q = u -
      s*ln(-ln(1-eps)). Multiple m = min(m_max, 1/max(q,1e-4)). Exposure = m*max(0, equity - floor*peak
      equity). Warm-up 20 blocks; before that m = 1.
    `,
    update: 'O(1) per bar, refit per block O(blocks).',
    signal: 'size: notional cap = exposure above.',
    range: '[0,m_max]',
  },
  defaults: { block: 20, blocks: 50, eps: 0.01, floor: 0.8, m_max: 5 },
  input: 'step',
  reads: ['bar', 'holdings'],
  readings: {
    ...SIZE,
    /** Largest notional; none before the account is told. */
    notionalCap: { unit: 'quote', min: 0 },
    /** Loss of one bar that is exceeded in `eps` of the blocks; none before 20 blocks. */
    gapLoss: { unit: 'fraction' },
  },
  warmUp: () => 1,

  start({ block, blocks, eps, floor, m_max: most }) {
    wholeNumber('block', block);
    wholeNumber('blocks', blocks, WARM_BLOCKS);
    positive('m_max', most);
    if (!(eps > 0 && eps < 1)) throw new RangeError(`eps must lie between 0 and 1, was ${eps}`);
    if (!(floor >= 0 && floor < 1)) throw new RangeError(`floor must be from 0 to below 1, was ${floor}`);
    const losses = new BlockLosses(block, blocks);
    const account = { equity: NaN, peak: NaN };
    let gapLoss = NaN;
    let multiple = 1;
    let value: number | undefined;
    const cushion = () => (Number.isNaN(account.peak) ? 1 - floor : cushionOf(account, floor));

    return withReadings(
      (step: MarketStep) => {
        if (step.kind === 'holdings') {
          account.equity = step.holdings.equityQuote;
          account.peak = Math.max(account.equity, Number.isNaN(account.peak) ? 0 : account.peak);
        }
        if (step.kind !== 'bar') return value;
        if (losses.push(step.bar.close) && losses.count >= WARM_BLOCKS) {
          gapLoss = gumbelQuantile(losses, eps);
          multiple = gapMultiple(gapLoss, most);
        }
        return (value = multiple);
      },
      {
        scale: () => Math.min(1, multiple * cushion()),
        notionalCap: () => multiple * cushion() * account.equity,
        gapLoss: () => gapLoss,
      },
    );
  },
});

/** What a share of `eps` of draws exceeds, of a Gumbel law with this mean and deviation. */
export function gumbelQuantile(
  { deviation, mean }: { readonly deviation: number; readonly mean: number },
  eps: number,
): number {
  const scale = (deviation * Math.sqrt(6)) / Math.PI;
  return mean - EULER * scale - scale * Math.log(-Math.log(1 - eps));
}

/** The multiple at which a loss of this share of what is held uses up the cushion. */
export function gapMultiple(loss: number, most: number): number {
  return Math.min(most, 1 / Math.max(loss, LEAST_LOSS));
}

/** What lies above the floor, as a share of equity. */
function cushionOf({ equity, peak }: { readonly equity: number; readonly peak: number }, floor: number) {
  return equity > 0 ? Math.max(0, 1 - (floor * peak) / equity) : 0;
}

/** The worst loss of one bar in each of the last blocks. */
class BlockLosses {
  readonly #returns = new CloseReturns();
  readonly #length: number;
  readonly #worst: RollingMoments;
  #bars = 0;
  #loss = 0;

  constructor(length: number, blocks: number) {
    this.#length = length;
    this.#worst = new RollingMoments(blocks);
  }

  get count(): number {
    return this.#worst.count;
  }

  get mean(): number {
    return this.#worst.mean;
  }

  get deviation(): number {
    return Math.sqrt(this.#worst.sampleVariance);
  }

  /** Takes in a close; whether it has ended a block. */
  push(close: number): boolean {
    const logReturn = this.#returns.next(close);
    if (!Number.isFinite(logReturn)) return false;
    this.#loss = Math.max(this.#loss, -Math.expm1(logReturn));
    this.#bars += 1;
    if (this.#bars < this.#length) return false;
    this.#worst.push(this.#loss);
    this.#bars = 0;
    this.#loss = 0;
    return true;
  }
}
