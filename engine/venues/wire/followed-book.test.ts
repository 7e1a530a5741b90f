import { describe, expect, it } from 'vitest';
import { Random } from '../../numerics/random.ts';
import { type BookPromise, FollowedBook } from './followed-book.ts';
import { krakenChecksum } from './kraken/kraken-checksum.ts';
import { LevelSide } from './level-side.ts';
import { okxChecksum } from './okx/okx-checksum.ts';
import type { WireBook } from './wire-frame.ts';
import { WireSteps } from './wire-steps.ts';
import { measured } from '../../test/reliability/measured.ts';

const steps = () => new WireSteps({ tickSize: '0.1', sizeStep: '0.001', stepsPerLot: 10 });

const FRAME: WireBook = {
  kind: 'book',
  symbol: 'A-B',
  venueTime: 1,
  isSnapshot: false,
  bids: [],
  asks: [],
  sequence: undefined,
  previousSequence: undefined,
  checksum: undefined,
};

const SNAPSHOT: WireBook = {
  ...FRAME,
  isSnapshot: true,
  bids: ['9.9', '1.234', '10', '2'],
  asks: ['10.2', '0.009', '10.1', '3'],
  sequence: 100,
};

const change = (previousSequence: number, sequence: number, bids: readonly string[] = []): WireBook => ({
  ...FRAME,
  bids,
  previousSequence,
  sequence,
});

function followed(promise?: BookPromise) {
  const book = new FollowedBook(promise);
  return { book, take: (frame: WireBook) => book.take(frame, steps()) };
}

describe('a followed book', () => {
  it('tells a snapshot in ticks and whole lots, the best first, without what is less than a lot', () => {
    expect(followed().take(SNAPSHOT)).toMatchObject({
      kind: 'snapshot',
      // 1.234 is 1234 steps of 0.001: 123 lots of ten steps. 0.009 is below one lot.
      bids: [100, 200, 99, 123],
      asks: [101, 300],
      updateId: 100,
      isCrossed: false,
    });
  });

  it('says there is a gap when a numbered book changes without a number', () => {
    const { book, take } = followed();
    take(SNAPSHOT);
    expect(take({ ...FRAME, bids: ['9.8', '1'] })).toEqual({
      kind: 'gap',
      detail: 'update 100 was followed by a change that names no number',
      isChecksum: false,
    });
    expect(book.isBelieved).toBe(false);
    take(SNAPSHOT);
    expect(take({ ...FRAME, sequence: 101 }).kind).toBe('gap');
  });

  it('waits for a snapshot', () => {
    expect(followed().take(change(99, 100)).kind).toBe('too-early');
  });

  it('takes what is linked to the number it holds, and numbers that begin anew', () => {
    const { take } = followed();
    take(SNAPSHOT);
    expect(take(change(100, 107, ['10', '0']))).toMatchObject({
      kind: 'delta',
      bids: [100, 0],
      updateId: 107,
    });
    expect(take(change(107, 3)).kind).toBe('delta');
    expect(take(change(3, 4)).kind).toBe('delta');
  });

  it('passes over what it holds already and over signs of life', () => {
    const { take } = followed();
    take(SNAPSHOT);
    take(change(100, 107));
    expect(take(change(100, 107)).kind).toBe('repeated');
    expect(take(change(107, 107)).kind).toBe('repeated');
    expect(take(change(107, 110)).kind).toBe('delta');
  });

  it('believes nothing after a hole until the next snapshot', () => {
    const { book, take } = followed();
    take(SNAPSHOT);
    expect(take(change(105, 107))).toEqual({
      kind: 'gap',
      detail: 'update 100 was followed by 107, which follows 105',
      isChecksum: false,
    });
    expect(book.isBelieved).toBe(false);
    expect(take(change(107, 108)).kind).toBe('too-early');
    expect(take({ ...SNAPSHOT, sequence: 120 }).kind).toBe('snapshot');
  });

  it('gives a book with a wrong checksum up', () => {
    const { take } = followed({ checksum: okxChecksum });
    const bids = new LevelSide(1);
    expect(okxChecksum(bids, bids)).toBe(0);
    // crc32 of 10:2:10.1:3:9.9:1.234:10.2:0.009, worked out with zlib itself.
    expect(take({ ...SNAPSHOT, checksum: 1_248_740_579 })).toMatchObject({ isChecksumVerified: true });
    expect(take({ ...SNAPSHOT, checksum: 1 })).toEqual({
      kind: 'gap',
      detail: 'the book has checksum 1248740579, the venue says 1',
      isChecksum: true,
    });
  });

  it('cuts a side to its depth and says so, lest cut levels come back as ghosts', () => {
    const { book, take } = followed({ depth: 2 });
    take(SNAPSHOT);
    expect(take({ ...FRAME, bids: ['9.95', '1'] }).kind).toBe('refused');
    expect(take({ ...FRAME, bids: ['10.05', '1'] }).kind).toBe('refused');
    expect(take({ ...change(100, 101), asks: ['10', '1'] })).toMatchObject({
      asks: [100, 100, 102, 0],
      isCrossed: true,
    });
    expect(book.asks.count).toBe(2);
  });

  it.each([
    [
      'a price off the grid',
      { bids: ['10.05', '1'] },
      'a price of bids must be above zero in steps of 0.1, was "10.05"',
    ],
    [
      'a size of more places',
      { bids: ['10', '0.0001'] },
      'a size of bids must be decimal text in steps of 0.001, was "0.0001"',
    ],
    [
      'a snapshot with a price twice',
      { isSnapshot: true, bids: ['10', '1', '10.0', '2'] },
      'bids of a snapshot must hold a price once, had 10.0 twice',
    ],
    [
      'a snapshot with an empty level',
      { isSnapshot: true, asks: ['11', '0.000'] },
      'asks of a snapshot must hold no empty level, had one at 11',
    ],
  ])('refuses %s and stays as it was', (_what, changes, rule) => {
    const { book, take } = followed();
    take(SNAPSHOT);
    const before = JSON.stringify([book.bids.top(9), book.asks.top(9)]);
    expect(take({ ...FRAME, ...changes })).toEqual({ kind: 'refused', rule });
    expect(JSON.stringify([book.bids.top(9), book.asks.top(9)])).toBe(before);
    expect(book.isBelieved).toBe(true);
  });
});

/** A venue of its own, kept the plain way: a map for each side, sorted when asked. */
class PlainVenue {
  readonly #random: Random;
  readonly #bids = new Map<number, string>();
  readonly #asks = new Map<number, string>();
  sequence = 1000;

  constructor(random: Random) {
    this.#random = random;
    for (let offset = 1; offset <= 15; offset += 1) {
      this.#bids.set(1000 - offset, this.#size());
      this.#asks.set(1000 + offset, this.#size());
    }
  }

  snapshot(): WireBook {
    return {
      ...this.#frame(this.#wire('bids', 15), this.#wire('asks', 15)),
      isSnapshot: true,
      sequence: this.sequence,
    };
  }

  change(): WireBook {
    const previousSequence = this.sequence;
    this.sequence += 1 + this.#random.integer(3);
    const isBid = this.#random.uniform() < 0.5;
    const side = isBid ? this.#bids : this.#asks;
    const offset = 1 + this.#random.integer(15);
    const ticks = isBid ? 1000 - offset : 1000 + offset;
    const size = side.size > 12 && this.#random.uniform() < 0.4 ? '0.000' : this.#size();
    if (size === '0.000') side.delete(ticks);
    else side.set(ticks, size);
    const level = [priceOf(ticks), size];
    const frame = this.#frame(isBid ? level : [], isBid ? [] : level);
    return { ...frame, previousSequence, sequence: this.sequence };
  }

  /** Both sides as text, the best first. */
  shown(levels: number): string {
    return JSON.stringify([this.#wire('bids', levels), this.#wire('asks', levels)]);
  }

  #size(): string {
    return (0.01 * (1 + this.#random.integer(900))).toFixed(3);
  }

  #wire(name: 'bids' | 'asks', levels: number): string[] {
    const side = name === 'bids' ? this.#bids : this.#asks;
    const prices = [...side.keys()].toSorted((a, b) => (name === 'bids' ? b - a : a - b));
    return prices.slice(0, levels).flatMap((ticks) => [priceOf(ticks), side.get(ticks) ?? '']);
  }

  #frame(bids: readonly string[], asks: readonly string[]): WireBook {
    const checksums = { bids: sideOf(1, this.#wire('bids', 25)), asks: sideOf(-1, this.#wire('asks', 25)) };
    return { ...FRAME, bids, asks, checksum: krakenChecksum(checksums.bids, checksums.asks) };
  }
}

const priceOf = (ticks: number): string => (ticks / 10).toFixed(1);

function sideOf(direction: 1 | -1, flat: readonly string[]): LevelSide {
  const side = new LevelSide(direction);
  for (let index = 0; index + 1 < flat.length; index += 2) {
    const price = flat[index] as string;
    side.set({ ticks: Math.round(Number(price) * 10), lots: 1, price, size: flat[index + 1] as string });
  }
  return side;
}

const shownOf = ({ asks, bids }: FollowedBook, levels: number): string =>
  JSON.stringify([bids, asks].map((side) => side.top(levels).flatMap(({ price, size }) => [price, size])));

/** What becomes of the frames of one schedule: some lost, doubled, late or out of order. */
function disturbed(frames: readonly { frame: WireBook; truth: string }[], random: Random) {
  const sent: { readonly at: number; readonly frame: WireBook; readonly truth: string }[] = [];
  frames.forEach((entry, index) => {
    if (random.uniform() < 0.1) return;
    const at = index + (random.uniform() < 0.1 ? 1 + random.integer(4) : 0);
    sent.push({ ...entry, at });
    if (random.uniform() < 0.1) sent.push({ ...entry, at: at + random.integer(3) });
  });
  return sent.toSorted((a, b) => a.at - b.at);
}

describe('R-MD-01: a book whose frames are lost, doubled, late and out of order', () => {
  it.each([
    ['linked by numbers', 15, {}, (frame: WireBook): WireBook => ({ ...frame, checksum: undefined })],
    [
      'checked by checksum alone',
      10,
      { checksum: krakenChecksum },
      (frame: WireBook): WireBook => ({ ...frame, sequence: undefined, previousSequence: undefined }),
    ],
  ])("is told only where it is the venue's, %s, in 5000 schedules", (how, levels, promise, sentAs) => {
    let gaps = 0;
    let told = 0;
    let wrong = 0;
    for (let schedule = 0; schedule < 5000; schedule += 1) {
      const random = new Random(schedule);
      const venue = new PlainVenue(random);
      const book = new FollowedBook(promise);
      const frames = [{ frame: venue.snapshot(), truth: venue.shown(levels) }];
      for (let count = 0; count < 12; count += 1)
        frames.push({ frame: venue.change(), truth: venue.shown(levels) });
      const reader = steps();
      for (const { frame, truth } of disturbed(frames, random)) {
        const verdict = book.take(sentAs(frame), reader);
        if (verdict.kind === 'gap') gaps += 1;
        if (verdict.kind !== 'snapshot' && verdict.kind !== 'delta') continue;
        told += 1;
        if (shownOf(book, levels) !== truth) wrong += 1;
      }
      book.take(sentAs(venue.snapshot()), reader);
      if (shownOf(book, levels) !== venue.shown(levels)) wrong += 1;
    }
    measured('R-MD-01', `${how}: ${told} books told, ${gaps} gaps, ${wrong} wrong`);
    expect(wrong).toBe(0);
    expect(gaps).toBeGreaterThan(1000);
    expect(told).toBeGreaterThan(10_000);
  });
});
