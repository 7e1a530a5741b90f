import type { ChartBarView, ChartBarsReply, ChartColumns } from '../../../engine/contract/chart-commands.ts';

/** The part of a history the window holds. */
export type LoadedBars = Pick<ChartBarsReply, 'columns' | 'first' | 'merged' | 'generation' | 'oldest'> & {
  readonly count: number;
  /** The place after the last bar held. */
  readonly end: number;
};

const FIELDS = [
  'openTimeMs',
  'closeTimeMs',
  'open',
  'high',
  'low',
  'close',
  'volumeBase',
  'knownBase',
  'buyBase',
  'tradeCount',
] as const satisfies readonly (keyof ChartBarView)[];

/** Points held at most before the oldest are let go. */
const MOST_HELD = 1500;

export function loadedFrom({
  columns,
  first,
  merged,
  generation,
  oldest,
  total,
}: ChartBarsReply): LoadedBars {
  const count = columns.open.length;
  return { columns, first, merged, generation, oldest, count, end: Math.min(total, first + count * merged) };
}

/** The bars with those that closed right after them; only while every point is one bar. */
export function withClosed(loaded: LoadedBars, closed: ChartColumns): LoadedBars {
  const count = loaded.count + closed.open.length;
  const dropped = count > MOST_HELD ? count - 1000 : 0;
  const joined = (field: keyof ChartBarView) => {
    const all = new Float64Array(count);
    all.set(loaded.columns[field]);
    all.set(closed[field], loaded.count);
    return dropped > 0 ? all.slice(dropped) : all;
  };
  return {
    ...loaded,
    columns: Object.fromEntries(FIELDS.map((field) => [field, joined(field)])) as unknown as ChartColumns,
    first: loaded.first + dropped,
    count: count - dropped,
    end: loaded.end + closed.open.length,
  };
}

/** One point as a bar; undefined where there is none. */
export function pointAt({ columns, count }: LoadedBars, point: number): ChartBarView | undefined {
  if (point < 0 || point >= count) return undefined;
  return Object.fromEntries(
    FIELDS.map((field) => [field, columns[field][point] as number]),
  ) as unknown as ChartBarView;
}

/** Which point holds a place. */
export const pointOf = ({ first, merged }: LoadedBars, place: number): number =>
  Math.floor((place - first) / merged);

/** Volume of buyers less that of sellers, in base units; undefined where no side is known. */
export const deltaOf = ({
  buyBase,
  knownBase,
}: Pick<ChartBarView, 'buyBase' | 'knownBase'>): number | undefined =>
  knownBase > 0 ? 2 * buyBase - knownBase : undefined;

/** The point whose period holds a moment: the last that had begun; -1 when all began later. */
export function pointAtTime({ columns, count }: LoadedBars, timeMs: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((columns.openTimeMs[middle] as number) <= timeMs) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
