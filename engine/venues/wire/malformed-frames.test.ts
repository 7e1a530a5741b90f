import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { Random } from '../../numerics/random.ts';
import { TextDialect } from '../recorded/text-dialect.ts';
import { readBitstampEvent } from './bitstamp/bitstamp-event.ts';
import { broken } from './fixtures/frame-breaker.ts';
import { line, openVenue, VENUE_SESSIONS, type VenueSession } from './fixtures/venue-sessions.ts';
import type { FollowedBook } from './followed-book.ts';
import { measured } from '../../test/reliability/measured.ts';

const FRAMES_IN_ALL = 200_000;
const LARGEST_GROWTH_BYTES = 16 * 1_048_576;

const BITSTAMP_LINES = [
  '{"ts_ms":1430438404518,"event":"order_created","data":{"price":"236.47","amount":"2.00000000","datetime":"1430438404","id":9007199254740995,"order_type":0}}',
  '{"ts_ms":1430438404645,"event":"trade","data":{"price":236.47,"amount":1e-06,"id":8111041}}',
  '{"ts_ms":1430438405885,"event":"order_book","data":{"bids":[["236.47","1.78855669"]],"asks":[["236.64","3.79520000"]]}}',
];

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const stateOf = (books: ReadonlyMap<string, FollowedBook>): string => {
  let state = '';
  for (const book of books.values()) {
    state += `${book.isBelieved} ${JSON.stringify([book.bids.top(50), book.asks.top(50)])}`;
  }
  return state;
};

/** One venue being sent frames, most of them wrong. */
class Target {
  readonly #session: VenueSession;
  readonly #opened;
  readonly #books: ReadonlyMap<string, FollowedBook>;
  refused = 0;
  taken = 0;
  changedByRefused = 0;

  constructor(session: VenueSession) {
    this.#session = session;
    this.#opened = openVenue(session);
    const { dialect } = this.#opened;
    this.#books = dialect instanceof TextDialect ? dialect.books : new Map<string, FollowedBook>();
    this.begin();
  }

  begin(): string | undefined {
    const { asked, name, snapshot } = this.#session;
    const isRest = name === 'Binance';
    const address = `${asked.replace('exchangeInfo', 'depth')}?symbol=ABCUSDT`;
    const rule = this.#opened.dialect.take(line(snapshot, isRest ? 'http' : 'recv', address));
    this.#drain();
    return rule;
  }

  send(text: string): void {
    const before = stateOf(this.#books);
    const rule = this.#opened.dialect.take(line(text));
    const told = this.#drain();
    if (rule === undefined) {
      this.taken += 1;
      if ([...this.#books.values()].some(({ isBelieved }) => !isBelieved)) this.begin();
      return;
    }
    this.refused += 1;
    if (told > 0 || stateOf(this.#books) !== before) this.changedByRefused += 1;
  }

  #drain(): number {
    let count = 0;
    while (this.#opened.output.next() !== undefined) count += 1;
    return count;
  }
}

describe('readers of frames', () => {
  it.each(VENUE_SESSIONS)('know every kind of frame of $name', (session) => {
    const { dialect } = openVenue(session);
    expect(dialect.instruments).toHaveLength(1);
    const target = new Target(session);
    expect(target.begin()).toBeUndefined();
    for (const frame of session.frames) expect(dialect.take(line(frame))).toBeUndefined();
  });

  it(`R-MD-03: take ${FRAMES_IN_ALL} malformed frames without a crash, a changed book or growing memory`, () => {
    const random = new Random(20_240);
    const targets = VENUE_SESSIONS.map((session) => ({ session, target: new Target(session) }));
    const sendMany = (count: number) => {
      for (let index = 0; index < count; index += 1) {
        const chosen = targets[index % targets.length] as (typeof targets)[number];
        const { frames, snapshot } = chosen.session;
        const frame = index % 7 === 0 ? snapshot : (frames[index % frames.length] as string);
        chosen.target.send(broken(frame, random));
        readBitstampEvent(broken(BITSTAMP_LINES[index % BITSTAMP_LINES.length] as string, random));
      }
    };
    sendMany(10_000);
    collectGarbage();
    const before = process.memoryUsage().heapUsed;
    sendMany(FRAMES_IN_ALL / 2 - 10_000);
    collectGarbage();
    const grown = process.memoryUsage().heapUsed - before;
    const changed = targets.reduce((sum, { target }) => sum + target.changedByRefused, 0);
    const grownMib = (grown / 1_048_576).toFixed(2);
    measured('R-MD-03', `${FRAMES_IN_ALL} frames, ${changed} changes by refused ones, heap ${grownMib} MiB`);
    expect(grown).toBeLessThan(LARGEST_GROWTH_BYTES);
    for (const { session, target } of targets) {
      expect([session.name, target.changedByRefused]).toEqual([session.name, 0]);
      expect(target.refused).toBeGreaterThan(target.taken);
    }
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it.each(VENUE_SESSIONS)(
    'R-MD-03: of $name go on after messages of 20 MB and nesting without end',
    (session) => {
      const target = new Target(session);
      const [frame = ''] = session.frames;
      const large = 'x'.repeat(20 * 1_048_576);
      target.send(frame.replace('"', `"${large}`));
      target.send(`${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`);
      target.send(frame.replace('[', '['.repeat(100_000)));
      target.send('['.repeat(5_000_000));
      target.send(`{"a":${'{"a":'.repeat(200_000)}1${'}'.repeat(200_001)}`);
      target.send(`"${'\\"'.repeat(5_000_000)}"`);
      expect(target.refused).toBe(6);
      expect(target.changedByRefused).toBe(0);
      expect(target.begin()).toBeUndefined();
    },
  );
});
