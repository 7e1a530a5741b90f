/**
 * A running sum that carries along the digits lost in each step (Neumaier 1974), so adding and
 * taking away for days leaves it right to the last digit or two.
 */
export class CompensatedSum {
  #sum = 0;
  #lost = 0;

  get value(): number {
    return this.#sum + this.#lost;
  }

  add(value: number): void {
    const total = this.#sum + value;
    this.#lost +=
      Math.abs(this.#sum) >= Math.abs(value) ? this.#sum - total + value : value - total + this.#sum;
    this.#sum = total;
  }

  clear(): void {
    this.#sum = 0;
    this.#lost = 0;
  }
}
