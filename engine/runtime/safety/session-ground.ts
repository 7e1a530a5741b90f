import type { HostQuestion } from '../../contract/host-control.ts';
import type { KernelCommand } from '../../domain/session/command.ts';
import type { Clock } from '../clock.ts';
import type { DiskRoom } from '../disk/disk-watch.ts';
import { SleepWatch } from './sleep-watch.ts';

/** What stands on it. */
export interface Grounded {
  command(command: KernelCommand): void;
  /** The computer was asleep for so long at most, in ms. */
  woke(sleptMs: number): void;
}

/** Tells a session what ground it stands on: room on the disk, and whether the computer goes to sleep. */
export class SessionGround {
  readonly #station: Grounded;
  readonly #sleep: SleepWatch;
  #lowDisk: DiskRoom | undefined;
  #isAsleep = false;

  constructor(station: Grounded, clock: Pick<Clock, 'now' | 'monotonicMs'>) {
    this.#station = station;
    this.#sleep = new SleepWatch({
      clock,
      fallAsleep: () => this.#noteSleep(true),
      wake: (sleptMs) => {
        // What was known before the sleep is in doubt before entries may go on.
        station.woke(sleptMs);
        this.#noteSleep(false);
      },
    });
  }

  noteRoom(isLow: boolean, room: DiskRoom): void {
    this.#lowDisk = isLow ? room : undefined;
    this.#note();
  }

  notePower({ power }: Extract<HostQuestion, { kind: 'note-power' }>): void {
    if (power === 'suspend') this.#sleep.suspend();
    else this.#sleep.resume();
  }

  /** To be called about once a second. */
  look(): void {
    this.#sleep.look();
  }

  #noteSleep(isAsleep: boolean): void {
    if (this.#isAsleep === isAsleep) return;
    this.#isAsleep = isAsleep;
    this.#note();
  }

  #note(): void {
    const disk = this.#lowDisk;
    const conditions = {
      isDiskLow: disk !== undefined,
      halted: [],
      ...(disk === undefined ? {} : { disk }),
      ...(this.#isAsleep ? ({ isAsleep: true } as const) : {}),
    };
    this.#station.command({ kind: 'note-conditions', conditions });
  }
}
