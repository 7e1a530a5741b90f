import type { RawRow } from '../../../archive/raw/raw-row.ts';

/** REST answers remembered, one of each address; venues have no more that say what their instruments are. */
const MOST_ANSWERS = 50;

/**
 * What a session's frames cannot be read without: the answers that list the instruments, where each connection
 * leads and what was subscribed to on it. A day that begins within a session begins with it.
 */
export class RawPreamble {
  readonly #answers = new Map<string, RawRow>();
  readonly #connections = new Map<string, RawRow[]>();

  /** Remembers what belongs to it. */
  see(row: RawRow): void {
    switch (row.kind) {
      case 'http':
        if (this.#answers.has(row.address) || this.#answers.size < MOST_ANSWERS)
          this.#answers.set(row.address, row);
        return;
      case 'connect':
        this.#connections.set(row.connection, [row]);
        return;
      case 'send':
        this.#send(row);
        return;
      case 'recv':
      case 'gap':
    }
  }

  /** It as rows of a time. */
  rowsAt(time: number): RawRow[] {
    return [...this.#answers.values(), ...[...this.#connections.values()].flat()].map((row) => ({
      ...row,
      time,
    }));
  }

  // Pings are sent again and again; subscriptions once.
  #send(row: RawRow): void {
    const rows = this.#connections.get(row.connection);
    if (
      rows &&
      !rows.some(({ kind, text }) => kind === 'send' && text === row.text) &&
      rows.length < MOST_ANSWERS
    )
      rows.push(row);
  }
}
