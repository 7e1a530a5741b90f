import { clip } from '../../numerics/clip.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

const WARM = 20;
const LEAST_ERROR = 1e-12;

/**
 * Whether forecasts of the log price keep missing on one side: 1 where it is always above them, -1 where
 * always below. Warm after 20 bars.
 */
export const triggLeachTrackingSignal = defineFormula({
  id: 'F46',
  key: 'trigg-leach-tracking-signal',
  title: 'Trigg-Leach tracking signal',
  family: 'time-series',
  output: { unit: '1', min: -1, max: 1 },
  role: 'direction',
  source:
    "Trigg, D. W. and Leach, A. G., 'Exponential Smoothing with an Adaptive Response Rate', Operational Research Quarterly, 1967",
  catalogue: {
    inputs: ['bars'],
    params: {
      beta: { unit: '1', meaning: 'smoothing of the errors' },
    },
    definition: `
      x=ln c. F_1=x_1, E=M=0. For each new close: e=x_t-F; E=beta*e+(1-beta)*E; M=beta*|e|+(1-beta)*M;
      T=E/M (0 if M<=1e-12); F <- F+|T|*e (adaptive rate, used at once). Value T. Warm-up 20 bars.
    `,
    update: 'O(1).',
    signal: 'signal = T; confidence = clip((|T|-0.4)/0.4,0,1).',
    range: '[-1,1]',
  },
  defaults: { beta: 0.2 },
  input: 'bar',
  readings: DIRECTION,
  warmUp: () => WARM,

  start({ beta }) {
    const tracking = new TrackingSignal(beta);
    let count = 0;

    return withReadings(
      ({ close }) => {
        tracking.push(Math.log(close));
        count += 1;
        return count < WARM ? undefined : tracking.value;
      },
      {
        signal: () => tracking.value,
        confidence: () => clip((Math.abs(tracking.value) - 0.4) / 0.4, 0, 1),
      },
    );
  },
});

/** A forecast that follows the faster the more it missed on one side. */
export class TrackingSignal {
  readonly #beta: number;
  #forecast: number;
  #error = 0;
  #size = 0;
  #value = 0;

  /** Begins at the first value where no `forecast` is given. */
  constructor(beta: number, forecast = NaN) {
    this.#beta = beta;
    this.#forecast = forecast;
  }

  /** Smoothed error against smoothed size of errors, -1 to 1. */
  get value(): number {
    return this.#value;
  }

  get forecast(): number {
    return this.#forecast;
  }

  push(value: number): void {
    if (Number.isNaN(this.#forecast)) {
      this.#forecast = value;
      return;
    }
    const error = value - this.#forecast;
    this.#error += this.#beta * (error - this.#error);
    this.#size += this.#beta * (Math.abs(error) - this.#size);
    this.#value = this.#size > LEAST_ERROR ? clip(this.#error / this.#size, -1, 1) : 0;
    this.#forecast += Math.abs(this.#value) * error;
  }
}
