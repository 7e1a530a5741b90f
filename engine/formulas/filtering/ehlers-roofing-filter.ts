import { clip } from '../../numerics/clip.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { RoofingFilter } from './roofing-filter.ts';

const STRETCHED = 2;

/**
 * The cycle of the log price between `ss` and `hp` bars against its usual size: above zero the price is
 * high in its cycle. Warm after `2 hp` bars.
 */
export const ehlersRoofingFilter = defineFormula({
  id: 'F197',
  key: 'ehlers-roofing-filter',
  title: 'Ehlers roofing filter (high-pass plus super smoother)',
  family: 'filtering',
  output: { unit: '1' },
  role: 'direction',
  source: "Ehlers, J. F., 'Cycle Analytics for Traders', 2013",
  catalogue: {
    inputs: ['bars'],
    params: {
      hp: { unit: 'bars', meaning: 'high-pass period' },
      ss: { unit: 'bars', meaning: 'super-smoother period' },
      n: { unit: 'bars', meaning: 'window of the scale' },
    },
    definition: `
      x=ln c. w=(sqrt2/2)*2*pi/hp; al=(cos w+sin w-1)/cos w;
      H_t=(1-al/2)^2*(x_t-2x_{t-1}+x_{t-2})+2(1-al)*H_{t-1}-(1-al)^2*H_{t-2}. a=exp(-sqrt2*pi/ss),
      c2=2a*cos(sqrt2*pi/ss) (radians), c3=-a^2, c1=1-c2-c3; y_t=c1*(H_t+H_{t-1})/2+c2*y_{t-1}+c3*y_{t-2}.
      H and y are 0 for the first two bars. z=y_t/sqrt(mean_n y^2). Value z. Warm-up 2*hp.
    `,
    update: 'O(1).',
    signal: `
      signal = tanh(y_t-y_{t-1} over its root mean square of n bars); confidence = clip(|z|/1.5,0,1) while
      |z|<2, else 0.3 (a stretched cycle is about to turn).
    `,
    range: '(-inf,inf)',
  },
  defaults: { hp: 48, ss: 10, n: 100 },
  input: 'bar',
  readings: DIRECTION,
  warmUp: ({ hp }) => Math.ceil(2 * hp),

  start({ hp, n, ss }) {
    const filter = new RoofingFilter(hp, ss);
    const squares = new RollingMoments(n);
    const steps = new RollingMoments(n);
    const warm = Math.ceil(2 * hp);
    let bars = 0;
    let before = 0;
    let z = 0;
    let step = 0;

    return withReadings(
      ({ close }) => {
        bars += 1;
        const y = filter.next(Math.log(close));
        squares.push(y * y);
        steps.push((y - before) ** 2);
        z = inUsualSizes(y, squares.mean);
        step = inUsualSizes(y - before, steps.mean);
        before = y;
        return bars < warm ? undefined : z;
      },
      {
        signal: () => Math.tanh(step),
        confidence: () => (Math.abs(z) < STRETCHED ? clip(Math.abs(z) / 1.5, 0, 1) : 0.3),
      },
    );
  },
});

/** A value over the root of its mean square; 0 where nothing moved. */
export function inUsualSizes(value: number, meanSquare: number): number {
  return meanSquare > 1e-24 ? value / Math.sqrt(meanSquare) : 0;
}
