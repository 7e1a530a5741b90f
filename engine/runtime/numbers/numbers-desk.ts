import { stat } from 'node:fs/promises';
import type { NumbersView } from '../../contract/number-commands.ts';
import type { Clock } from '../clock.ts';
import type { OwnNumbers } from '../formulas/formula-market.ts';
import { isPlayedBack } from '../outside/tell-outside.ts';
import type { Session } from '../session.ts';
import { KeptNumbers } from './kept-numbers.ts';
import { NumbersTeller } from './numbers-teller.ts';
import { type NumbersStatus, numbersView } from './numbers-view.ts';
import { PastNumbers } from './past-numbers.ts';
import type { ParsedNumbers } from './parse-numbers.ts';
import { readInThread } from './read-in-thread.ts';

/** The file is looked at this often, in ms. */
const LOOK_EVERY_MS = 5000;
const TELL_EVERY_MS = 1000;
const NO_FILE = '';

/** Where a desk is at work: the session that is open, and who is told what went wrong. */
export interface NumbersStation {
  readonly session: Session;
  log(level: 'info' | 'warning', text: string): void;
}

/**
 * Numbers of a person's own: read from a file as the desk begins and whenever the file changes, told to the open
 * session as they become known, and to formulas on display as their past.
 */
export class NumbersDesk {
  readonly #path: string;
  readonly #clock: Clock;
  readonly #station: NumbersStation;
  readonly #teller: NumbersTeller;
  readonly #stops: (() => void)[];
  #kept = new KeptNumbers();
  #edition = 0;
  #status: NumbersStatus = { state: 'missing', failure: '', readAtMs: null, refused: [], refusedCount: 0 };
  /** The file as it was at the last look, and as it was read. */
  #seen = NO_FILE;
  #read = NO_FILE;
  /** Whether a last line without an end still waits. */
  #isWhole = true;
  #isLooking = false;
  #isStopped = false;
  #lastSaid = '';

  /** `path` is of the file a person keeps; it need not be there. */
  constructor(path: string, clock: Clock, station: NumbersStation) {
    this.#path = path;
    this.#clock = clock;
    this.#station = station;
    this.#teller = new NumbersTeller(() => station.session);
    this.#stops = [
      clock.every(LOOK_EVERY_MS, () => void this.#look()),
      clock.every(TELL_EVERY_MS, () => this.#teller.look(this.#kept)),
    ];
    void this.#look();
  }

  /** What formulas on display may read in a session; undefined where the past is played back. */
  of({ description }: Session): OwnNumbers | undefined {
    if (isPlayedBack(description)) return undefined;
    const edition = () => this.#edition;
    return {
      get edition() {
        return edition();
      },
      has: (name) => (this.#kept.names as ReadonlySet<string>).has(name),
      past: (names) =>
        new PastNumbers(
          this.#kept
            .toldTo(description.instruments)
            .filter(({ name }) => names === undefined || names.includes(name)),
        ),
    };
  }

  view(): NumbersView {
    return numbersView(this.#status, this.#kept, {
      instruments: this.#station.session.description.instruments,
      notToldBecause: this.#teller.notToldBecause,
    });
  }

  stop(): void {
    this.#isStopped = true;
    for (const stop of this.#stops.splice(0)) stop();
  }

  async #look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    const mark = await markOf(this.#path);
    const isSettled = mark === this.#seen;
    this.#seen = mark;
    if (this.#isStopped) return;
    if (mark === NO_FILE) this.#forget();
    else if (mark !== this.#read || !this.#isWhole) await this.#readFile(mark, isSettled);
    this.#isLooking = false;
  }

  #forget(): void {
    if (this.#read === NO_FILE) return;
    this.#read = NO_FILE;
    this.#isWhole = true;
    this.#keep(new KeptNumbers());
    this.#status = { state: 'missing', failure: '', readAtMs: null, refused: [], refusedCount: 0 };
    this.#say('info', 'it is gone, and its numbers with it');
  }

  async #readFile(mark: string, isSettled: boolean): Promise<void> {
    const read = await readInThread({ path: this.#path, isSettled });
    if (this.#isStopped) return;
    this.#read = mark;
    this.#isWhole = !read.ok || read.parsed.isWhole;
    if (read.ok) this.#take(read.parsed);
    else {
      this.#status = { ...this.#status, state: 'failed', failure: read.detail, readAtMs: this.#clock.now() };
      this.#say('warning', `${read.detail}; what was known before stays`);
    }
  }

  #take({ columns, refused, refusedCount }: ParsedNumbers): void {
    const isFirst = this.#kept.columns.length === 0;
    this.#keep(new KeptNumbers(columns));
    this.#status = { state: 'read', failure: '', readAtMs: this.#clock.now(), refused, refusedCount };
    const [first] = refused;
    if (first) {
      this.#say(
        'warning',
        `${refusedCount} ${refusedCount === 1 ? 'line was' : 'lines were'} refused, the first is line ${first.line}: ${first.rule}`,
      );
    } else if (isFirst && columns.length > 0) this.#say('info', 'it was read');
    this.#teller.look(this.#kept);
  }

  #keep(numbers: KeptNumbers): void {
    if (!numbers.goesOnFrom(this.#kept)) this.#edition += 1;
    this.#kept = numbers;
  }

  /** Says the same only once in a row: a file may change every few seconds. */
  #say(level: 'info' | 'warning', text: string): void {
    if (text === this.#lastSaid) return;
    this.#lastSaid = text;
    this.#station.log(level, `numbers.csv: ${text}`);
  }
}

/** What changes whenever a file does; nothing where there is none. What cannot even be looked at is told by who reads it. */
async function markOf(path: string): Promise<string> {
  try {
    const { ino, mtimeMs, size } = await stat(path);
    return `${ino} ${mtimeMs} ${size}`;
  } catch (error) {
    const { code } = error as { readonly code?: unknown };
    return code === 'ENOENT' || code === 'ENOTDIR' ? NO_FILE : `not to be looked at: ${String(code)}`;
  }
}
