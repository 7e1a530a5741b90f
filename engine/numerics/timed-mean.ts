import { CompensatedSum } from './compensated-sum.ts';
import { TimedValues } from './timed-values.ts';

/**
 * Time-weighted mean of a stepwise value over the last `windowMs`: each value weighs the time it
 * stood, so the newest, which has not stood yet, weighs nothing.
 */
export class TimedMean {
  readonly #windowMs: number;
  readonly #steps = new TimedValues();
  readonly #area = new CompensatedSum();

  /** @throws {RangeError} when `windowMs` is not above zero. */
  constructor(windowMs: number) {
    if (!(windowMs > 0)) throw new RangeError(`a time window must be above 0 ms, was ${windowMs}`);
    this.#windowMs = windowMs;
  }

  /** Takes in the value that holds from `time` on; answers the mean before it, undefined while no time has passed. */
  push(time: number, value: number): number | undefined {
    const steps = this.#steps;
    const newest = steps.count - 1;
    if (newest >= 0) this.#area.add(steps.valueAt(newest) * (time - steps.timeAt(newest)));
    steps.append(time, value);
    this.#forgetBefore(time - this.#windowMs);
    const span = time - steps.timeAt(0);
    return span > 0 ? this.#area.value / span : undefined;
  }

  #forgetBefore(start: number): void {
    const steps = this.#steps;
    while (steps.count > 1 && steps.timeAt(1) <= start) {
      this.#area.add(-steps.valueAt(0) * (steps.timeAt(1) - steps.timeAt(0)));
      steps.dropOldest();
    }
    if (steps.count > 1 && steps.timeAt(0) < start) {
      this.#area.add(-steps.valueAt(0) * (start - steps.timeAt(0)));
      steps.cutOldest(start);
    }
  }
}
