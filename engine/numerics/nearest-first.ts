/** Things with a distance each, of which the nearest is taken first; of equally near ones that of the lower number. */
export class NearestFirst {
  #distances = new Float64Array(64);
  #numbers = new Int32Array(64);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Holds the first `count` of some things instead of all before. */
  fill(distances: Readonly<Float64Array>, numbers: Readonly<Int32Array>, count: number): void {
    if (count > this.#distances.length) {
      this.#distances = new Float64Array(2 * count);
      this.#numbers = new Int32Array(2 * count);
    }
    for (let i = 0; i < count; i += 1) {
      this.#distances[i] = distances[i] as number;
      this.#numbers[i] = numbers[i] as number;
    }
    this.#count = count;
    for (let i = (count >> 1) - 1; i >= 0; i -= 1) this.#sink(i, i);
  }

  /** The distance of the next to be taken; Infinity when there is none. */
  get nearestDistance(): number {
    return this.#count === 0 ? Infinity : (this.#distances[0] as number);
  }

  /** Takes the nearest and answers its number; -1 when there is none. */
  take(): number {
    if (this.#count === 0) return -1;
    const taken = this.#numbers[0] as number;
    this.#count -= 1;
    this.#sink(this.#count, 0);
    return taken;
  }

  /** Puts what stands at `from` to `at`, or as far below it as what is nearer has to stand above. */
  #sink(from: number, at: number): void {
    const distances = this.#distances;
    const numbers = this.#numbers;
    const count = this.#count;
    const distance = distances[from] as number;
    const number = numbers[from] as number;
    let place = at;
    for (let child = 2 * place + 1; child < count; child = 2 * place + 1) {
      let below = distances[child] as number;
      if (child + 1 < count) {
        const right = distances[child + 1] as number;
        const isRightNearer =
          right < below || (right === below && (numbers[child + 1] as number) < (numbers[child] as number));
        if (isRightNearer) {
          child += 1;
          below = right;
        }
      }
      if (distance < below || (distance === below && number < (numbers[child] as number))) break;
      distances[place] = below;
      numbers[place] = numbers[child] as number;
      place = child;
    }
    distances[place] = distance;
    numbers[place] = number;
  }
}
