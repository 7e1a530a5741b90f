import { positive } from '../../../numerics/checked-numbers.ts';
import { clip } from '../../../numerics/clip.ts';
import { defineFormula } from '../../formula.ts';
import { DIRECTION, withReadings } from '../../readings.ts';

/**
 * Weight of the asset above one half in a portfolio of asset and cash that follows the curvature of its own
 * growth. From -0.5 (all cash) to 0.5. Warm with the second bar. It never forgets: what a bar can change
 * becomes less with time.
 */
export const onlineNewtonStepPortfolio = defineFormula({
  id: 'F226',
  key: 'online-newton-step-portfolio',
  title: 'Online Newton Step portfolio',
  family: 'learning',
  output: { unit: 'weight minus uniform', min: -0.5, max: 0.5 },
  role: 'direction',
  source:
    "Agarwal, Hazan, Kale & Schapire, 'Algorithms for Portfolio Management based on the Newton Method', ICML 2006",
  catalogue: {
    inputs: ['returns'],
    params: {
      eta: { unit: '1', meaning: 'uniform mixing' },
      beta: { unit: '1', meaning: 'exp-concavity constant' },
      delta: { unit: '1', meaning: 'step scale' },
    },
    definition: `
      n assets incl. cash (relative 1). A_0 = I_n, g_0 = 0, b_1 uniform. At each bar with gross relatives
      x: grad = x/(b.x); A = A + grad grad'; g = g + grad; y = delta*A^{-1}*(1+1/beta)*g; b = argmin over
      the simplex of (b-y)'A(b-y) (active-set enumeration for n <= 6); b <- (1-eta)*b + eta/n. Value = b_k
      - 1/n for the traded asset.
    `,
    update: 'Sherman-Morrison update of A^{-1} O(n^2) plus the projection (closed form for n = 2).',
    signal: 'signal = clip(n*value/(n-1),-1,1); confidence = |signal|.',
    range: '[-1/n,1-1/n]',
  },
  defaults: { eta: 0, beta: 1, delta: 0.125 },
  input: 'bar',
  readings: DIRECTION,
  warmUp: () => 2,

  start({ beta, delta, eta }) {
    const portfolio = new NewtonStep({ beta, delta, eta });
    let before = NaN;
    const signal = () => clip(2 * (portfolio.share - 0.5), -1, 1);

    return withReadings(
      ({ close }) => {
        const relative = close / before;
        before = close;
        if (Number.isNaN(relative)) return undefined;
        portfolio.push(relative);
        return portfolio.share - 0.5;
      },
      { signal, confidence: () => Math.abs(signal()) },
    );
  },
});

/**
 * The online Newton step of a portfolio of one asset and cash. On the line of portfolios (p, 1 - p) the
 * projection needs the matrix A along d = (1, -1) only, so three sums do for A, its inverse and the gradients.
 */
export class NewtonStep {
  readonly #reach: number;
  readonly #eta: number;
  /** `d'A d`, begun with the identity. */
  #curvature = 2;
  /** `d'A (0, 1)`. */
  #tilt = -1;
  /** `d'g`, g the sum of the gradients. */
  #slope = 0;
  #share = 0.5;

  /** @throws {RangeError} when `eta` is not in 0 to 1, or `beta` or `delta` not above zero. */
  constructor({ beta, delta, eta }: Readonly<Record<'beta' | 'delta' | 'eta', number>>) {
    if (!(eta >= 0 && eta <= 1)) throw new RangeError(`eta must lie in 0 to 1, was ${eta}`);
    this.#eta = eta;
    this.#reach = positive('delta', delta) * (1 + 1 / positive('beta', beta));
  }

  /** Share of the asset for the next bar. */
  get share(): number {
    return this.#share;
  }

  /** Takes in the price relative of the asset; one that overflows teaches nothing. */
  push(relative: number): void {
    const growth = this.#share * relative + 1 - this.#share;
    const difference = (relative - 1) / growth;
    const curvature = this.#curvature + difference * difference;
    const tilt = this.#tilt + difference / growth;
    const slope = this.#slope + difference;
    if (!Number.isFinite(curvature) || !Number.isFinite(tilt)) return;
    this.#curvature = curvature;
    this.#tilt = tilt;
    this.#slope = slope;
    const best = clip((this.#reach * slope - tilt) / curvature, 0, 1);
    this.#share = (1 - this.#eta) * best + this.#eta / 2;
  }
}
