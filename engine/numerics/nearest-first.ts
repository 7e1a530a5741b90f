/** Things with a distance each, of which the nearest is taken first; of equally near ones that of the lower number. */
export class NearestFirst {
  #distances = new Float64Array(64);
  #numbers = new Int32Array(64);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  clear(): void {
    this.#count = 0;
  }

  add(distance: number, number: number): void {
    if (this.#count === this.#distances.length) this.#grow();
    let at = this.#count;
    this.#count += 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#isBefore(distance, number, parent)) break;
      this.#move(parent, at);
      at = parent;
    }
    this.#put(at, distance, number);
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
    const distance = this.#distances[this.#count] as number;
    const number = this.#numbers[this.#count] as number;
    let at = 0;
    for (let child = 1; child < this.#count; child = 2 * at + 1) {
      const right = child + 1;
      if (right < this.#count && this.#precedes(right, child)) child = right;
      if (this.#isBefore(distance, number, child)) break;
      this.#move(child, at);
      at = child;
    }
    this.#put(at, distance, number);
    return taken;
  }

  #precedes(one: number, other: number): boolean {
    return this.#isBefore(this.#distances[one] as number, this.#numbers[one] as number, other);
  }

  #isBefore(distance: number, number: number, place: number): boolean {
    const there = this.#distances[place] as number;
    return distance < there || (distance === there && number < (this.#numbers[place] as number));
  }

  #move(from: number, to: number): void {
    this.#distances[to] = this.#distances[from] as number;
    this.#numbers[to] = this.#numbers[from] as number;
  }

  #put(place: number, distance: number, number: number): void {
    this.#distances[place] = distance;
    this.#numbers[place] = number;
  }

  #grow(): void {
    const distances = new Float64Array(2 * this.#count);
    const numbers = new Int32Array(2 * this.#count);
    distances.set(this.#distances);
    numbers.set(this.#numbers);
    this.#distances = distances;
    this.#numbers = numbers;
  }
}
