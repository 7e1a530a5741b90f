import { FLOW_BAR_FIELDS } from '../../../engine/contract/flow-columns.ts';
import type { FlowBars } from '../../../engine/contract/footprint-commands.ts';
import { ROW_WIDTH } from '../../../engine/domain/market/footprint-row.ts';

const WIDTH = FLOW_BAR_FIELDS.length;

/** A bar with who crossed the spread in it: its number, the fields of `FLOW_BAR_FIELDS`, and its packed rows. */
export interface FlowBar extends Readonly<Record<(typeof FLOW_BAR_FIELDS)[number], number>> {
  readonly number: number;
  readonly rows: Float64Array;
}

/** The bars a window knows, oldest first and without a gap. */
export interface KnownBars {
  readonly generation: number;
  readonly bars: readonly FlowBar[];
  /** Bars below this number are as they will stay. */
  readonly closedBars: number;
  /** Number of the oldest bar the engine has. */
  readonly oldestBar: number;
  /** Pairs: number of the bar and lowest tick of the row. */
  readonly naked: Float64Array;
  /** Triples: 1 bearish or 0 bullish, numbers of the two swing bars. */
  readonly divergences: Float64Array;
  readonly cvdBeganAtMs: number | null;
  readonly isComplete: boolean;
}

/** The most bars a window keeps. */
const MOST_BARS = 4000;

function unpacked({ firstBar, rowEnds, rows, totals }: FlowBars): FlowBar[] {
  return Array.from({ length: totals.length / WIDTH }, (_, at) => {
    const fields = Object.fromEntries(
      FLOW_BAR_FIELDS.map((name, place) => [name, totals[at * WIDTH + place] ?? 0]),
    ) as Record<(typeof FLOW_BAR_FIELDS)[number], number>;
    const from = at === 0 ? 0 : (rowEnds[at - 1] ?? 0);
    return {
      ...fields,
      number: firstBar + at,
      rows: rows.subarray(from * ROW_WIDTH, (rowEnds[at] ?? 0) * ROW_WIDTH),
    };
  });
}

/** What a window knows after an answer that holds the newest bars. */
export function barsFrom(reply: FlowBars): KnownBars {
  const none = new Float64Array();
  const {
    closedBars,
    cvdBeganAtMs,
    divergences = none,
    generation,
    isComplete,
    naked = none,
    oldestBar,
  } = reply;
  const bars = unpacked(reply);
  return { generation, bars, closedBars, oldestBar, naked, divergences, cvdBeganAtMs, isComplete };
}

/** The same after an update; undefined when bars between are missing, or when they are others by now. */
export function withUpdate(known: KnownBars, update: FlowBars): KnownBars | undefined {
  if (update.generation !== known.generation || update.firstBar > known.closedBars) return undefined;
  if (update.closedBars < known.closedBars) return known;
  const first = known.bars[0]?.number ?? update.firstBar;
  const fresh = unpacked(update).filter(({ number }) => number >= first);
  // One copy of a long list and no more: this happens with every frame.
  const until = Math.max(0, update.firstBar - first);
  const bars = known.bars.slice(Math.max(0, until + fresh.length - MOST_BARS), until);
  for (const bar of fresh) bars.push(bar);
  return {
    ...known,
    bars,
    closedBars: update.closedBars,
    oldestBar: update.oldestBar,
    naked: update.naked ?? known.naked,
    divergences: update.divergences ?? known.divergences,
    cvdBeganAtMs: update.cvdBeganAtMs,
  };
}

/** The same with older bars in front; unchanged when they do not fit. */
export function withOlder(known: KnownBars, reply: FlowBars): KnownBars {
  const first = known.bars[0]?.number ?? 0;
  const older = unpacked(reply).filter(({ number }) => number < first);
  if (reply.generation !== known.generation || older.at(-1)?.number !== first - 1) return known;
  return { ...known, bars: [...older, ...known.bars].slice(0, MOST_BARS), oldestBar: reply.oldestBar };
}

/** Place of the bar of a moment: the last one that had begun. -1 when it lies before all of them. */
export function placeOfTime(bars: readonly FlowBar[], timeMs: number): number {
  let [low, high] = [0, bars.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((bars[middle]?.openTimeMs ?? Infinity) <= timeMs) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
