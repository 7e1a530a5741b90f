import { BarVolatility } from '../../numerics/bar-volatility.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { confidenceOfZ } from '../../numerics/confidence.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

const TINY = 1e-12;

interface Event {
  readonly sign: number;
  readonly close: number;
  readonly volatility: number;
}

/**
 * What followed extreme moves so far: t-statistic of the reversal over the `h` bars after each, recent
 * events weighing more; below zero they went on. No value before the first event is `h` bars old.
 */
export const extremeMoveReversal = defineFormula({
  id: 'F143',
  key: 'extreme-move-reversal',
  title: 'Reaction after extreme moves',
  family: 'mean-reversion',
  output: { unit: 't-statistic' },
  role: 'direction',
  source:
    "Zawadowski, A. G., Andor, G. and Kertesz, J., 'Short-term market reaction after extreme price changes of liquid stocks', Quantitative Finance, 2006",
  catalogue: {
    inputs: ['returns'],
    params: {
      k: { unit: 'sig', meaning: 'event size' },
      h: { unit: 'bars', meaning: 'reaction horizon' },
      lam: { unit: '1', meaning: 'decay over events' },
      n_min: { unit: 'events', meaning: 'warm-up' },
    },
    definition: `
      Event at bar t: |r_t|>k*sig_{t-1} and no event in the last h bars. Its outcome, known h bars later:
      o=-sgn(r_t)*ln(c_{t+h}/c_t)/(sig_{t-1}*sqrt(h)) (positive = reversal). Weighted moments over events:
      W=lam*W+1, S=lam*S+o, Q=lam*Q+o^2, W2=lam^2*W2+1; mean m=S/W, var=Q/W-m^2,
      t=m/sqrt(var*W2/W^2+1e-12). Value t. For h bars after an event: direction
      d=-sgn(r_event)*sgn(m)*(1-age/h).
    `,
    update: 'O(1) per bar.',
    signal: `
      signal = d (0 outside the reaction window; continuation if past reactions went that way); confidence
      = zc(t)*1[events>=n_min].
    `,
    range: '(-inf,inf)',
  },
  defaults: { k: 4, h: 10, lam: 0.95, n_min: 12 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** Mean reversal in units of volatility. */
    meanReversal: { unit: 'sig units' },
    /** Events whose outcome is known. */
    events: { unit: 'events', min: 0 },
  },
  // A close, twenty returns for the volatility, the event and the bars after it.
  warmUp: ({ h }) => 22 + h,

  start({ h, k, lam, n_min: least }) {
    const horizon = wholeNumber('a horizon', h);
    const returns = new CloseReturns();
    const volatility = new BarVolatility();
    const outcomes = new DecayedMoments(lam);
    let event: Event | undefined;
    let age = horizon;

    const onReturn = (logReturn: number, close: number): void => {
      age += 1;
      if (event !== undefined && age === horizon) {
        const size = event.volatility * Math.sqrt(horizon);
        outcomes.push((-event.sign * Math.log(close / event.close)) / size);
      }
      const before = volatility.value;
      volatility.push(logReturn);
      if (age > horizon && Math.abs(logReturn) > k * before) {
        event = { sign: Math.sign(logReturn), close, volatility: before };
        age = 0;
      }
    };

    return withReadings(
      ({ close }) => {
        const logReturn = returns.next(close);
        if (Number.isFinite(logReturn)) onReturn(logReturn, close);
        return outcomes.count === 0 ? undefined : outcomes.t;
      },
      {
        signal: () =>
          event === undefined || age >= horizon
            ? 0
            : -event.sign * Math.sign(outcomes.mean) * (1 - age / horizon),
        confidence: () => (outcomes.count >= least ? confidenceOfZ(outcomes.t) : 0),
        meanReversal: () => outcomes.mean,
        events: () => outcomes.count,
      },
    );
  },
});

/** Mean of values that fade by a factor with each new one, and its t-statistic. */
export class DecayedMoments {
  readonly #memory: number;
  count = 0;
  #weights = 0;
  #squaredWeights = 0;
  #sum = 0;
  #squares = 0;

  constructor(memory: number) {
    this.#memory = memory;
  }

  /** NaN before the first value. */
  get mean(): number {
    return this.#sum / this.#weights;
  }

  get t(): number {
    const variance = Math.max(0, this.#squares / this.#weights - this.mean ** 2);
    return this.mean / Math.sqrt((variance * this.#squaredWeights) / this.#weights ** 2 + TINY);
  }

  push(value: number): void {
    this.count += 1;
    this.#weights = this.#memory * this.#weights + 1;
    this.#squaredWeights = this.#memory ** 2 * this.#squaredWeights + 1;
    this.#sum = this.#memory * this.#sum + value;
    this.#squares = this.#memory * this.#squares + value * value;
  }
}
