const ZERO = 48;
const NINE = 57;

/**
 * Reads decimal text as a whole number of steps with integers only, such as `"61737.63000000"` by
 * steps of `"0.01"` as 6 173 763. Meant for the many prices and sizes of a recording.
 */
export class DecimalSteps {
  readonly step: string;
  readonly #places: number;
  readonly #unitsPerStep: number;
  #roundedCount = 0;

  /** @throws {RangeError} when `step` is not a plain decimal above zero. */
  constructor(step: string) {
    if (!/^(0|[1-9]\d{0,9})(\.\d{1,12})?$/.test(step) || Number(step) === 0) {
      throw new RangeError(`a step must be a plain decimal above zero, was ${JSON.stringify(step)}`);
    }
    const fraction = step.split('.')[1] ?? '';
    this.step = step;
    this.#places = fraction.length;
    this.#unitsPerStep = Number(step.replace('.', ''));
  }

  /** How many texts `parseDown` has cut. */
  get roundedCount(): number {
    return this.#roundedCount;
  }

  /** Steps in `text`; -1 when it is not a plain decimal, is off the grid or is beyond 2^53. */
  parse(text: string): number {
    return this.#read(text, false);
  }

  /** The whole steps in `text`, the rest cut off; -1 when it is not a plain decimal or is beyond 2^53. */
  parseDown(text: string): number {
    return this.#read(text, true);
  }

  #read(text: string, mayRound: boolean): number {
    const point = text.indexOf('.');
    const wholeEnd = point === -1 ? text.length : point;
    if (wholeEnd === 0 || point === text.length - 1) return -1;
    const fractionStart = wholeEnd + 1;
    const fractionEnd = Math.min(text.length, fractionStart + this.#places);
    const written = Math.max(0, fractionEnd - fractionStart);
    let value = digitsOf(text, 0, wholeEnd, 0);
    value = digitsOf(text, fractionStart, fractionEnd, value);
    for (let place = written; place < this.#places; place += 1) value *= 10;
    const isFiner = hasFinerDigits(text, fractionEnd);
    // NaN, from a character that is no digit, fails this comparison too.
    if (isFiner === undefined || !(value <= Number.MAX_SAFE_INTEGER)) return -1;
    const rest = value % this.#unitsPerStep;
    if (!isFiner && rest === 0) return value / this.#unitsPerStep;
    if (!mayRound) return -1;
    this.#roundedCount += 1;
    return (value - rest) / this.#unitsPerStep;
  }
}

/** The digits from `start` to `end` behind those of `before`; NaN when one is no digit. */
function digitsOf(text: string, start: number, end: number, before: number): number {
  let value = before;
  for (let index = start; index < end; index += 1) {
    const code = text.charCodeAt(index);
    if (code < ZERO || code > NINE) return Number.NaN;
    value = value * 10 + (code - ZERO);
  }
  return value;
}

/** Whether digits other than 0 stand from `start` on; undefined when something there is no digit. */
function hasFinerDigits(text: string, start: number): boolean | undefined {
  let isFiner = false;
  for (let index = start; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < ZERO || code > NINE) return undefined;
    if (code !== ZERO) isFiner = true;
  }
  return isFiner;
}
