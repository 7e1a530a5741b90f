import type { ChartView, KnownPlaces } from '../../charts/chart-view.ts';
import type { LoadedBars } from './bar-columns.ts';

/** Reaches so many spans to both sides of what is visible. */
const REACH = 4;
/** Asked for anew when less than this share of a span is left on a side. */
const LEAST_REACH = 1;
const MOST_POINTS = 1000;
/** Coarser points than this many on screen say nothing. */
const LEAST_VISIBLE = 60;

/** A question for bars around a view. */
export interface WideRange {
  readonly from: number;
  readonly to: number;
  readonly most: number;
}

/**
 * Coarse bars far around what is visible, asked for before they are needed: they are on screen when the
 * chart is moved or zoomed out faster than the fine ones come.
 */
export class WideBars {
  readonly #ask: (range: WideRange) => Promise<LoadedBars | undefined>;
  #bars: LoadedBars | undefined;
  #isAsking = false;

  constructor(ask: (range: WideRange) => Promise<LoadedBars | undefined>) {
    this.#ask = ask;
  }

  /** What is held; undefined before the first answer. */
  get bars(): LoadedBars | undefined {
    return this.#bars;
  }

  /** Sees to it that there is enough around a view. */
  async lookAround(view: ChartView, known: KnownPlaces): Promise<void> {
    if (this.#isAsking || this.#isEnough(view, known)) return;
    this.#isAsking = true;
    const reach = view.span * REACH;
    const from = Math.max(0, Math.floor(view.from - reach));
    const to = Math.max(0, Math.ceil(view.from + view.span + reach));
    const bars = await this.#ask({ from, to, most: MOST_POINTS });
    this.#isAsking = false;
    this.#bars = bars;
  }

  /** Forgets what is held: its places mean other bars. */
  forget(): void {
    this.#bars = undefined;
  }

  #isEnough({ from, span }: ChartView, known: KnownPlaces): boolean {
    const reach = span * LEAST_REACH;
    const wide = { from: from - reach, span: span + 2 * reach };
    return this.#bars !== undefined && covers(this.#bars, wide, known) && isFine(this.#bars, span);
  }
}

/** Whether bars hold all of a view that there is, but for the newest point. */
export function covers(
  { end, first, merged }: LoadedBars,
  { from, span }: ChartView,
  known: KnownPlaces,
): boolean {
  return first <= Math.max(known.oldest, from) && end + merged > Math.min(known.total, from + span);
}

/** Whether so many places have enough points to be shown. */
export const isFine = ({ merged }: LoadedBars, span: number): boolean =>
  merged === 1 || span / merged >= LEAST_VISIBLE;
