import type { Clock } from '../../runtime/clock.ts';
import type { Agenda } from './agenda.ts';

/** The clock of the engine's machine, which somebody may set. Durations are true all the same. */
export class WallClock implements Pick<Clock, 'now' | 'monotonicMs'> {
  /** What it shows less the true time, in ms. */
  errorMs = 0;
  /** How often it was set. */
  sets = 0;
  readonly #agenda: Agenda;

  constructor(agenda: Agenda) {
    this.#agenda = agenda;
  }

  setBy(ms: number): void {
    this.errorMs += ms;
    this.sets += 1;
  }

  readonly now = (): number => this.#agenda.now + this.errorMs;

  readonly monotonicMs = (): number => this.#agenda.now;
}
