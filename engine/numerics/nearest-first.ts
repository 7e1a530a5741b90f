/** Parts of the range of distances: things in one part are put in order by comparing them. */
const PARTS = 256;

/**
 * Things with a distance each, the nearest first; of equally near ones that of the lower number.
 * They are sorted by the part of the range their distance lies in and then among neighbors, which leaves a processor
 * little to guess: a heap of a hundred things is a hundred times seven guesses.
 */
export class NearestFirst {
  #distances = new Float64Array(64);
  #numbers = new Int32Array(64);
  #parts = new Uint8Array(64);
  /** Where each part ends. */
  readonly #ends = new Int32Array(PARTS);
  #count = 0;

  /** How many there are. */
  get count(): number {
    return this.#count;
  }

  /** Their distances, the nearest first, and their numbers; others may follow. Valid until others are held. */
  get distances(): Readonly<Float64Array> {
    return this.#distances;
  }

  get numbers(): Readonly<Int32Array> {
    return this.#numbers;
  }

  /** Holds the first `count` of some things instead of all before. */
  fill(distances: Readonly<Float64Array>, numbers: Readonly<Int32Array>, count: number): void {
    if (count > this.#distances.length) {
      this.#distances = new Float64Array(2 * count);
      this.#numbers = new Int32Array(2 * count);
      this.#parts = new Uint8Array(2 * count);
    }
    this.#count = count;
    this.#partition(distances, count);
    const ends = this.#ends;
    // The last of a part is put there first: numbers often fall, and equal distances are then in order at once.
    for (let i = 0; i < count; i += 1) {
      const part = this.#parts[i] as number;
      const place = (ends[part] as number) - 1;
      ends[part] = place;
      this.#distances[place] = distances[i] as number;
      this.#numbers[place] = numbers[i] as number;
    }
    this.#order();
  }

  /** Finds the part of each distance, and where the parts end. */
  #partition(distances: Readonly<Float64Array>, count: number): void {
    let least = Infinity;
    let most = -Infinity;
    for (let i = 0; i < count; i += 1) {
      const distance = distances[i] as number;
      if (distance < least) least = distance;
      if (distance > most) most = distance;
    }
    const parts = this.#parts;
    const ends = this.#ends;
    const scale = most > least ? (PARTS - 1) / (most - least) : 0;
    ends.fill(0);
    for (let i = 0; i < count; i += 1) {
      const part = (((distances[i] as number) - least) * scale) | 0;
      parts[i] = part;
      ends[part] = (ends[part] as number) + 1;
    }
    let end = 0;
    for (let part = 0; part < PARTS; part += 1) ends[part] = end += ends[part] as number;
  }

  /** Puts things in order that are nearly so. */
  #order(): void {
    const distances = this.#distances;
    const numbers = this.#numbers;
    for (let i = 1; i < this.#count; i += 1) {
      const distance = distances[i] as number;
      const number = numbers[i] as number;
      let place = i;
      for (; place > 0; place -= 1) {
        const before = distances[place - 1] as number;
        if (before < distance || (before === distance && (numbers[place - 1] as number) < number)) break;
        distances[place] = before;
        numbers[place] = numbers[place - 1] as number;
      }
      distances[place] = distance;
      numbers[place] = number;
    }
  }
}
