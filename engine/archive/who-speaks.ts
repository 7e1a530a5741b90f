import { ROW_KINDS, type RowKind } from './archive.ts';
import type { DayManifest, DaySource } from './day-manifest.ts';

/**
 * Where two sources tell of the same time, the one that began last is believed, for each kind of rows
 * from its first to its last event. Undefined when a day's sources never overlap in this kind. Bars are
 * believed one by one: those of an hour do not contradict those of a minute.
 */
export function silencedSpans(
  { sources }: DayManifest,
  kind: RowKind,
): ReadonlyMap<number, readonly Silence[]> | undefined {
  if (kind === 'bars') return undefined;
  const silenced = new Map<number, Silence[]>();
  for (const source of sources) {
    const spans = sources.flatMap((other) => overlapOf(source, other, kind));
    if (spans.length > 0) silenced.set(source.number, spans);
  }
  return silenced.size === 0 ? undefined : silenced;
}

/** Times, both included, in which a source is not listened to. */
export interface Silence {
  readonly firstTime: number;
  readonly lastTime: number;
}

function overlapOf(source: DaySource, other: DaySource, kind: RowKind): Silence[] {
  const own = source.spans[kind];
  const theirs = other.spans[kind];
  if (!own || !theirs || source === other) return [];
  const isOlder =
    own.firstTime < theirs.firstTime || (own.firstTime === theirs.firstTime && source.number < other.number);
  return isOlder && own.lastTime >= theirs.firstTime ? [theirs] : [];
}

/** The same as SQL: a condition on `source` and `time` that keeps whoever speaks. */
export function speakingSql(manifest: DayManifest, kind: RowKind): string {
  const silenced = [...(silencedSpans(manifest, kind) ?? [])];
  const conditions = silenced.flatMap(([number, spans]) =>
    spans.map(
      ({ firstTime, lastTime }) => `NOT (source = ${number} AND time BETWEEN ${firstTime} AND ${lastTime})`,
    ),
  );
  return conditions.length === 0 ? 'true' : conditions.join(' AND ');
}

/** Tells for each kind of a day's rows whether a source is listened to at a time. */
export class WhoSpeaks {
  readonly #silenced: ReadonlyMap<RowKind, ReadonlyMap<number, readonly Silence[]> | undefined>;

  constructor(manifest: DayManifest) {
    this.#silenced = new Map(ROW_KINDS.map((kind) => [kind, silencedSpans(manifest, kind)]));
  }

  isHeard(kind: RowKind, source: number, time: number): boolean {
    const spans = this.#silenced.get(kind)?.get(source);
    return !spans?.some(({ firstTime, lastTime }) => time >= firstTime && time <= lastTime);
  }
}
