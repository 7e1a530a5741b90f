import { shownValue } from './shown-value.ts';
import { GzipLines } from './gzip-lines.ts';

/** One line of a raw session: something sent, received, connected to or asked for by REST, or frames missing. */
export interface SessionLine {
  readonly kind: 'http' | 'connect' | 'send' | 'recv' | 'gap';
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
  /** Whose line it is, as far as can be told; '' where it cannot. */
  readonly connection: string;
  readonly rule: string;
  readonly path: string;
  readonly lineNumber: number;
}

/** The first line of a session file, which says whose session it is. */
export interface HeaderLine {
  readonly kind: 'header';
  readonly connection: '';
}

const KINDS: ReadonlySet<unknown> = new Set(['http', 'connect', 'send', 'recv', 'gap']);
const HEADER: HeaderLine = Object.freeze({ kind: 'header', connection: '' });
/** A line's connection without reading all of it; lines written otherwise are read as a whole. */
const BEGINNING = /^\{"t": ?"(http|connect|send|recv|gap)", ?"conn": ?"([^"\\]{1,80})"/;

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
      const [, kind, connection = ''] = BEGINNING.exec(line) ?? [];
      if (connection !== '' && !this.#isWanted(connection)) continue;
      if (isBrief && kind === 'recv') return this.#brief(connection);
      const read = this.#read(line, connection);
      if (this.#isWanted(read.connection)) return read;
    }
    return undefined;
  }

  #isWanted(connection: string): boolean {
    return this.#connection === undefined || this.#connection === connection;
  }

  #brief(connection: string): SessionLine {
    return { kind: 'recv', connection, time: 0, address: '', text: '', ...this.#place() };
  }

  #place(): { readonly path: string; readonly lineNumber: number } {
    return { path: this.#lines.path, lineNumber: this.#lines.lineNumber };
  }

  #read(line: string, connection: string): SessionLine | BrokenLine | HeaderLine {
    const content = parsed(line);
    const broken = (rule: string) => this.#broken(rule, connection);
    if (content === undefined) return broken('a line must be a JSON object');
    if (content.t === 'header') return HEADER;
    const rule = brokenRuleOf(content);
    return rule === undefined ? this.#sound(content) : broken(rule);
  }

  #sound({ addr, conn, data, t, ts, url }: RawLine): SessionLine {
    return {
      kind: t as SessionLine['kind'],
      connection: conn as string,
      time: Math.floor((ts as number) * 1000),
      address: textOr(url, textOr(addr, '')),
      text: textOr(data, ''),
      ...this.#place(),
    };
  }

  #broken(rule: string, connection: string): BrokenLine {
    return { kind: 'broken', rule, connection, ...this.#place() };
  }
}

function brokenRuleOf({ conn, data, t, ts }: RawLine): string | undefined {
  if (!KINDS.has(t)) return `t must be header, http, connect, send, recv or gap, was ${shownValue(t)}`;
  if (typeof conn !== 'string' || conn === '') return `conn must be text, was ${shownValue(conn)}`;
  if (typeof ts !== 'number' || !(ts >= 1e9 && ts < 1e10))
    return `ts must be Unix seconds, was ${shownValue(ts)}`;
  return t === 'connect' || typeof data === 'string'
    ? undefined
    : `data must be text, was ${shownValue(data)}`;
}

const textOr = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise);

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
