import { ROW_MARKS, ROW_WIDTH } from '../../../engine/domain/market/footprint-row.ts';
import type { FlowBar } from '../../charts/flow/flow-bar.ts';

/** Neighboring rows of a bar that are stacked imbalances of one side, and how long they held. */
export interface ImbalanceZone {
  readonly side: 'buy' | 'sell';
  /** Number of the bar they are in. */
  readonly bar: number;
  /** Lowest tick of the lowest row and highest tick of the highest. */
  readonly lowTicks: number;
  readonly highTicks: number;
  /**
   * Number of the first later bar that traded through it: below the lowest tick of a buy zone, above the
   * highest of a sell zone. Undefined while none has.
   */
  readonly until: number | undefined;
}

interface Watched {
  zone: ImbalanceZone;
  /** Number of the first later bar nobody looked at yet. */
  next: number;
}

/**
 * Finds zones in bars that come anew with every update, looking at each closed bar once: bars that did not
 * change are the same objects.
 */
export class ImbalanceZones {
  readonly #rowTicks: number;
  readonly #known = new WeakMap<FlowBar, readonly Watched[]>();

  constructor(rowTicks: number) {
    this.#rowTicks = rowTicks;
  }

  /** The zones of bars without a gap, of which those below number `closedBars` no longer change. */
  of(bars: readonly FlowBar[], closedBars: number): readonly ImbalanceZone[] {
    const first = bars[0]?.number ?? 0;
    const found: ImbalanceZone[] = [];
    for (const bar of bars) {
      const watched = this.#known.get(bar) ?? watchedIn(bar, this.#rowTicks);
      this.#known.set(bar, watched);
      for (const one of watched) {
        if (one.zone.until === undefined) follow(one, bars, { first, closedBars });
        found.push(one.zone);
      }
    }
    return found;
  }
}

function follow(
  watched: Watched,
  bars: readonly FlowBar[],
  { closedBars, first }: { readonly first: number; readonly closedBars: number },
): void {
  const { zone } = watched;
  for (let number = Math.max(first, watched.next); number - first < bars.length; number += 1) {
    const bar = bars[number - first];
    if (bar !== undefined && isThrough(bar, zone)) {
      watched.zone = { ...zone, until: number };
      return;
    }
    // The bar that is still forming has to be looked at again.
    if (number < closedBars) watched.next = number + 1;
  }
}

const isThrough = ({ highTicks, lowTicks }: FlowBar, zone: ImbalanceZone): boolean =>
  zone.side === 'buy' ? lowTicks < zone.lowTicks : highTicks > zone.highTicks;

const watchedIn = (bar: FlowBar, rowTicks: number): readonly Watched[] =>
  (['buy', 'sell'] as const).flatMap((side) =>
    zonesOf(bar, rowTicks, side).map((zone) => ({ zone, next: bar.number + 1 })),
  );

/** Rows of a bar that lie on each other and are stacked on one side, put together. */
function zonesOf({ number, rows }: FlowBar, rowTicks: number, side: 'buy' | 'sell'): ImbalanceZone[] {
  const mark = side === 'buy' ? ROW_MARKS.stackedBuys : ROW_MARKS.stackedSells;
  const zones: ImbalanceZone[] = [];
  for (let at = 0; at < rows.length; at += ROW_WIDTH) {
    if (((rows[at + 3] ?? 0) & mark) === 0) continue;
    const lowTicks = rows[at] ?? 0;
    const highTicks = lowTicks + rowTicks - 1;
    const below = zones.at(-1);
    if (below?.highTicks === lowTicks - 1) zones[zones.length - 1] = { ...below, highTicks };
    else zones.push({ side, bar: number, lowTicks, highTicks, until: undefined });
  }
  return zones;
}
