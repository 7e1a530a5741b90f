import type { Random } from '../../numerics/random.ts';

/** What a journal append or a send does to the process. */
export type CrashPoint = 'none' | 'before' | 'after';

/**
 * Decides at which append or send the process dies. Each is as likely as the other; how many go well before
 * one does not is drawn ahead, so that whoever keeps the memory knows when it will be needed.
 */
export class CrashPlan {
  readonly #random: Random;
  readonly #chance: () => number;
  #left = Infinity;

  constructor(random: Random, chance: () => number) {
    this.#random = random;
    this.#chance = chance;
  }

  /** Draws anew, for a process that has just begun. */
  draw(): void {
    const chance = this.#chance();
    this.#left = chance > 0 ? Math.ceil(this.#random.exponential(1 / chance)) : Infinity;
  }

  /** One append or send; where it falls on the fatal one, whether it still happens. */
  step(): CrashPoint {
    if (this.#chance() === 0) return 'none';
    this.#left -= 1;
    if (this.#left > 0) return 'none';
    return this.#random.uniform() < 0.5 ? 'before' : 'after';
  }

  /** Whether the process may die within the next `steps` appends and sends. */
  isNear(steps: number): boolean {
    return this.#left <= steps;
  }
}
