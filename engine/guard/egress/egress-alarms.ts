/** Something tried to leave the process and was refused. */
export interface EgressAlarm {
  /** By which way: `socket`, `dns`, `child process`. */
  readonly way: string;
  /** Host and port, program or name; never a path, a query or a body. */
  readonly target: string;
}

/** Says no to whoever tried. */
export class EgressRefused extends Error {
  readonly code = 'EGRESS_REFUSED';

  constructor({ target, way }: EgressAlarm) {
    super(`${way} to ${target} is not allowed in this process`);
    this.name = 'EgressRefused';
  }
}

/** Alarms that came before anybody listened wait; a flood of them is cut. */
const MOST_WAITING = 1000;

/** Tells every refused attempt to the one listener there is. */
export class EgressAlarms {
  #waiting: EgressAlarm[] = [];
  #listener: ((alarm: EgressAlarm) => void) | undefined;

  listen(listener: (alarm: EgressAlarm) => void): void {
    this.#listener = listener;
    for (const alarm of this.#waiting.splice(0)) listener(alarm);
  }

  /** Sounds the alarm and makes the error to throw. */
  refuse(way: string, target: string): EgressRefused {
    const alarm = { way, target };
    if (this.#listener) this.#listener(alarm);
    else if (this.#waiting.length < MOST_WAITING) this.#waiting.push(alarm);
    return new EgressRefused(alarm);
  }
}
