import { shownValue } from './shown-value.ts';
import { GzipLines } from './gzip-lines.ts';

/** One line of a raw session: something sent, received, connected to or asked for by REST. */
export interface SessionLine {
  readonly kind: 'http' | 'connect' | 'send' | 'recv';
  readonly connection: string;
  /** Local receive time in whole Unix ms. */
  readonly time: number;
  /** Address of the socket, or of the REST call. */
  readonly address: string;
  /** The text exactly as on the wire. */
  readonly text: string;
  readonly path: string;
  readonly lineNumber: number;
}

/** A line that is none of these. */
export interface BrokenLine {
  readonly kind: 'broken';
  readonly rule: string;
  readonly path: string;
  readonly lineNumber: number;
}

/** The first line of a session file, which says whose session it is. */
export interface HeaderLine {
  readonly kind: 'header';
}

const KINDS: ReadonlySet<unknown> = new Set(['http', 'connect', 'send', 'recv']);
const HEADER: HeaderLine = Object.freeze({ kind: 'header' });
/** A line's connection without reading all of it; lines written otherwise are read as a whole. */
const BEGINNING = /^\{"t": ?"(http|connect|send|recv)", ?"conn": ?"([^"\\]{1,80})"/;

/** Lines of all connections of a session, or of one, in the order they stand in the files. */
export class SessionLines {
  readonly #lines: GzipLines;
  readonly #connection: string | undefined;

  /** With `connection` only its lines are given; '' stands for lines that belong to none. */
  constructor(paths: readonly string[], connection?: string) {
    this.#lines = new GzipLines(paths);
    this.#connection = connection;
  }

  get progress(): number {
    return this.#lines.progress;
  }

  get cutShort(): readonly string[] {
    return this.#lines.cutShort;
  }

  close(): void {
    this.#lines.close();
  }

  /** The next line; undefined after the last. Content of received lines may be left out by `isBrief`. */
  next(isBrief = false): SessionLine | BrokenLine | HeaderLine | undefined {
    for (let line = this.#lines.next(); line !== undefined; line = this.#lines.next()) {
      if (line === '') continue;
      const match = BEGINNING.exec(line);
      const connection = match?.[2];
      if (this.#connection !== undefined && connection !== undefined && connection !== this.#connection)
        continue;
      if (isBrief && match?.[1] === 'recv') return this.#brief(connection ?? '');
      const read = this.#read(line);
      if (this.#isWanted(read)) return read;
    }
    return undefined;
  }

  #isWanted(line: SessionLine | BrokenLine | HeaderLine): boolean {
    if (this.#connection === undefined) return true;
    return ('connection' in line ? line.connection : '') === this.#connection;
  }

  #brief(connection: string): SessionLine {
    return { kind: 'recv', connection, time: 0, address: '', text: '', ...this.#place() };
  }

  #place(): { readonly path: string; readonly lineNumber: number } {
    return { path: this.#lines.path, lineNumber: this.#lines.lineNumber };
  }

  #read(line: string): SessionLine | BrokenLine | HeaderLine {
    const content = parsed(line);
    if (content === undefined) return this.#broken('a line must be a JSON object');
    const kind = content.t;
    if (kind === 'header') return HEADER;
    if (!KINDS.has(kind)) {
      return this.#broken(`t must be header, http, connect, send or recv, was ${shownValue(kind)}`);
    }
    const { addr, conn, data, ts, url } = content;
    if (typeof conn !== 'string' || conn === '')
      return this.#broken(`conn must be text, was ${shownValue(conn)}`);
    if (typeof ts !== 'number' || !(ts >= 1e9 && ts < 1e10)) {
      return this.#broken(`ts must be Unix seconds, was ${shownValue(ts)}`);
    }
    if (kind !== 'connect' && typeof data !== 'string') {
      return this.#broken(`data must be text, was ${shownValue(data)}`);
    }
    return {
      kind: kind as SessionLine['kind'],
      connection: conn,
      time: Math.floor(ts * 1000),
      address: typeof url === 'string' ? url : typeof addr === 'string' ? addr : '',
      text: typeof data === 'string' ? data : '',
      ...this.#place(),
    };
  }

  #broken(rule: string): BrokenLine {
    return { kind: 'broken', rule, ...this.#place() };
  }
}

interface RawLine {
  readonly t?: unknown;
  readonly conn?: unknown;
  readonly ts?: unknown;
  readonly addr?: unknown;
  readonly url?: unknown;
  readonly data?: unknown;
}

function parsed(line: string): RawLine | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
