import { confidenceOfZ } from '../../numerics/confidence.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { RollingShare } from '../../numerics/rolling-share.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

const MILLION = 1e6;

/**
 * How much easier prices fall than rise: log of the mean move of falling bars per quote volume over that of
 * rising bars, among the last `n` bars in which anything traded. Above zero, falling takes less volume. No
 * value while fewer than `n` / 10 bars rose or fell. Warm after `n` / 4 counted bars, like the illiquidity
 * of which it is made.
 */
export const upDownIlliquidityAsymmetry = defineFormula({
  id: 'F122',
  key: 'up-down-illiquidity-asymmetry',
  title: 'Asymmetry of up-move and down-move illiquidity',
  family: 'microstructure',
  output: { unit: 'log ratio' },
  role: 'direction',
  source:
    "Brennan, M., Huh, S.-W. and Subrahmanyam, A., 'An Analysis of the Amihud Illiquidity Premium', Review of Asset Pricing Studies, 2013",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
    },
    definition: `
      As formula 117, split by the sign of the return: I_up = mean of R_t/(V_t/10^6) over bars with R>0,
      I_dn = mean of |R_t|/(V_t/10^6) over bars with R<0, V = quote volume. Value a=ln(I_dn/I_up):
      positive when falling takes less volume than rising. Fewer than n/10 bars on either side: null.
    `,
    update: 'O(1) per bar.',
    signal: `
      signal = -tanh(a) (prices that fall easily tend to keep doing so in the short run); confidence =
      zc(a*sqrt(n)/2.5).
    `,
    range: '(-inf,inf)',
  },
  defaults: { n: 288 },
  input: 'bar',
  readings: DIRECTION,
  warmUp: ({ n }) => Math.ceil(n / 4) + 1,

  start({ n }) {
    wholeNumber('n', n);
    const up = new MeanOfKind(n);
    const down = new MeanOfKind(n);
    let closeBefore = NaN;
    let asymmetry = 0;

    return withReadings(
      ({ close, volumeBase }) => {
        const change = close / closeBefore - 1;
        closeBefore = close;
        if (!Number.isFinite(change)) return undefined;
        if (volumeBase > 0) {
          const move = Math.abs(change) / ((volumeBase * close) / MILLION);
          up.push(change > 0, move);
          down.push(change < 0, move);
        }
        const { count } = up.kind;
        if (count < n / 4 || Math.min(up.kind.hits, down.kind.hits) < Math.max(1, n / 10)) return undefined;
        asymmetry = Math.log(down.mean / up.mean);
        return asymmetry;
      },
      {
        signal: () => -Math.tanh(asymmetry),
        confidence: () => confidenceOfZ((asymmetry * Math.sqrt(n)) / 2.5),
      },
    );
  },
});

/** Mean over those of the last `length` values that are of a kind. */
class MeanOfKind {
  readonly kind: RollingShare;
  readonly #values: RollingMoments;

  constructor(length: number) {
    this.kind = new RollingShare(length);
    this.#values = new RollingMoments(length);
  }

  get mean(): number {
    return this.#values.mean / this.kind.share;
  }

  push(isOfKind: boolean, value: number): void {
    this.kind.push(isOfKind);
    this.#values.push(isOfKind ? value : 0);
  }
}
