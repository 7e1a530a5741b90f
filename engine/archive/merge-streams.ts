import type { MarketEvent } from '../domain/market/market-event.ts';
import type { OpenDay } from './day-store.ts';
import type { OpenDuck } from './duck.ts';
import type { ArchivedEvent } from './event-of-rows.ts';
import { PartStream } from './part-stream.ts';
import { WhoSpeaks } from './who-speaks.ts';
import type { RowKind } from './archive.ts';

/** What is read, and from which days. */
export interface StreamRange {
  readonly days: readonly OpenDay[];
  readonly from: number;
  readonly to: number;
  readonly kinds: readonly RowKind[];
}

/** An event and the source that told it. */
interface Heard {
  readonly event: MarketEvent;
  readonly sourceId: string;
}

/**
 * Everything of a range in order; files are opened when their time has come and closed when they are read.
 * @yields the next event.
 */
export async function* mergeStreams(duck: OpenDuck, range: StreamRange): AsyncGenerator<MarketEvent> {
  const open: PartStream[] = [];
  const waiting = streamsOf(range);
  const order = new SourceOrder(range.days);
  const books = new BookContinuity();
  try {
    for (;;) {
      await openDue(duck, waiting, open);
      const first = firstOf(open, order);
      if (!first) return;
      const { head } = first;
      if (!head) return;
      first.advance();
      const heard = order.heard(first, head);
      if (first.head === undefined) await refill(duck, first, open);
      if (heard && books.goesOn(heard)) yield heard.event;
    }
  } finally {
    for (const stream of open) stream.close();
  }
}

/** Parts that may hold something of the range, last first, so that the next to open is at the end. */
const streamsOf = ({ days, from, kinds, to }: StreamRange): PartStream[] =>
  days
    .flatMap((day) =>
      day.manifest.parts
        .filter(
          (part) =>
            kinds.includes(part.kind) && part.lastTime >= from && part.firstTime < to && part.rows > 0,
        )
        .map((part) => new PartStream(day, part, { from, to })),
    )
    .toSorted((a, b) => b.firstTime - a.firstTime);

/** Opens what may hold the next event: everything that begins no later than the earliest known. */
async function openDue(duck: OpenDuck, waiting: PartStream[], open: PartStream[]): Promise<void> {
  for (let next = waiting.at(-1); next; next = waiting.at(-1)) {
    if (open.some(({ head }) => head !== undefined && head.event.time < (next?.firstTime ?? 0))) return;
    waiting.pop();
    open.push(next);
    await refill(duck, next, open);
  }
}

async function refill(duck: OpenDuck, stream: PartStream, open: PartStream[]): Promise<void> {
  await stream.fill(duck);
  if (stream.isEnded) open.splice(open.indexOf(stream), 1);
}

function firstOf(open: readonly PartStream[], order: SourceOrder): PartStream | undefined {
  let first: PartStream | undefined;
  for (const stream of open) if (!first || order.isBefore(stream, first)) first = stream;
  return first;
}

/** Puts events of the same time in order: by when their source began, then by their place in it. */
class SourceOrder {
  readonly #ranks = new Map<string, number>();
  readonly #days = new Map<OpenDay, { ids: ReadonlyMap<number, string>; speaks: WhoSpeaks }>();

  constructor(days: readonly OpenDay[]) {
    const began = days.flatMap(({ manifest }) =>
      manifest.sources.map(({ id, spans }) => ({
        id,
        at: Math.min(...Object.values(spans).map(({ firstTime }) => firstTime)),
      })),
    );
    for (const { id } of began.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1)))
      if (!this.#ranks.has(id)) this.#ranks.set(id, this.#ranks.size);
    for (const day of days) {
      const ids = new Map(day.manifest.sources.map(({ id, number }) => [number, id]));
      this.#days.set(day, { ids, speaks: new WhoSpeaks(day.manifest) });
    }
  }

  isBefore(a: PartStream, b: PartStream): boolean {
    const [one, other] = [a.head, b.head];
    if (!one || !other) return one !== undefined;
    if (one.event.time !== other.event.time) return one.event.time < other.event.time;
    const ranks = this.#rankOf(a, one) - this.#rankOf(b, other);
    return ranks === 0 ? one.position < other.position : ranks < 0;
  }

  /** The event with its source; undefined when another source speaks at its time. */
  heard({ day, kind }: PartStream, { event, source }: ArchivedEvent): Heard | undefined {
    const known = this.#days.get(day);
    if (known && !known.speaks.isHeard(kind, source, event.time)) return undefined;
    return { event, sourceId: known?.ids.get(source) ?? '' };
  }

  #rankOf({ day }: PartStream, { source }: ArchivedEvent): number {
    return this.#ranks.get(this.#days.get(day)?.ids.get(source) ?? '') ?? 0;
  }
}

/** A book of one source cannot be gone on with by another: what changes it waits for a snapshot. */
class BookContinuity {
  #source: string | undefined;

  goesOn({ event, sourceId }: Heard): boolean {
    if (event.kind !== 'book-snapshot' && event.kind !== 'book-delta') return true;
    if (event.kind === 'book-delta' && this.#source !== undefined && this.#source !== sourceId) return false;
    this.#source = sourceId;
    return true;
  }
}
