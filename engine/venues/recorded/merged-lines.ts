import { type BrokenLine, type SessionLine, SessionLines } from './session-lines.ts';

/**
 * The lines of a session in order of time, though a file may write one connection after the other. Every
 * connection is read by a cursor of its own, so that only one line of each is in memory.
 */
export class MergedLines {
  readonly #cursors: Cursor[];

  constructor(paths: readonly string[], connections: readonly string[]) {
    this.#cursors = connections.map((connection) => new Cursor(new SessionLines(paths, connection)));
  }

  /** The share read by the cursor that is furthest behind, 0 to 1. */
  get progress(): number {
    return Math.min(1, ...this.#cursors.map(({ progress }) => progress));
  }

  get cutShort(): readonly string[] {
    return [...new Set(this.#cursors.flatMap(({ cutShort }) => cutShort))];
  }

  next(): SessionLine | BrokenLine | undefined {
    let earliest: Cursor | undefined;
    for (const cursor of this.#cursors) {
      const time = cursor.time;
      if (time !== undefined && (earliest?.time === undefined || time < earliest.time)) earliest = cursor;
    }
    return earliest?.take();
  }

  close(): void {
    for (const cursor of this.#cursors) cursor.close();
  }
}

/** One connection, one line ahead. */
class Cursor {
  readonly #lines: SessionLines;
  #ahead: SessionLine | BrokenLine | undefined;
  #isBegun = false;

  constructor(lines: SessionLines) {
    this.#lines = lines;
  }

  get progress(): number {
    return this.#isBegun && this.#ahead === undefined ? 1 : this.#lines.progress;
  }

  get cutShort(): readonly string[] {
    return this.#lines.cutShort;
  }

  /** When the line ahead was received; 0 for one that cannot be read, so that it is told at once. */
  get time(): number | undefined {
    if (!this.#isBegun) this.#advance();
    const line = this.#ahead;
    return line === undefined || line.kind === 'broken' ? line && 0 : line.time;
  }

  take(): SessionLine | BrokenLine | undefined {
    const line = this.#ahead;
    this.#advance();
    return line;
  }

  close(): void {
    this.#isBegun = true;
    this.#ahead = undefined;
    this.#lines.close();
  }

  #advance(): void {
    this.#isBegun = true;
    let line = this.#lines.next();
    while (line?.kind === 'header') line = this.#lines.next();
    this.#ahead = line;
  }
}
