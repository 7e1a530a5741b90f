import type { InstrumentView } from '../../../engine/contract/views.ts';
import type { KnownBars } from '../../charts/flow/flow-bar.ts';
import type { Texts } from '../../language/en.ts';
import { placesOf } from '../../formatting/numbers.ts';
import type { CanvasColors } from '../../theme/canvas-colors.ts';
import type { ImbalanceZone } from './imbalance-zones.ts';
import type { Plot, Viewport } from './viewport.ts';

/** A place in the footprint a person points at or has chosen by keyboard. */
export interface Cell {
  readonly bar: number;
  /** Lowest tick of the row. */
  readonly ticks: number;
}

/** Everything a picture of the footprint depends on. */
export interface Scene {
  readonly known: KnownBars;
  readonly zones: readonly ImbalanceZone[];
  readonly view: Viewport;
  readonly rowTicks: number;
  readonly grid: Grid;
  readonly colors: CanvasColors;
  readonly texts: Texts['footprint'];
  /** What is pointed at here. */
  readonly pointed: Cell | undefined;
  /** What is pointed at in another panel of the color: a bar, and a tick where it has one. */
  readonly linked: { readonly bar: number; readonly ticks: number | undefined } | undefined;
}

/** Steps of the market, to write ticks and lots as prices and sizes. */
export interface Grid {
  readonly tick: number;
  readonly tickPlaces: number;
  readonly lot: number;
  readonly lotPlaces: number;
}

export const gridOf = ({ lotSize, tickSize }: InstrumentView): Grid => ({
  tick: Number(tickSize),
  tickPlaces: placesOf(tickSize),
  lot: Number(lotSize),
  lotPlaces: placesOf(lotSize),
});

/** Width of the price axis, heights of a line of totals and of the time axis. */
export const AXIS_PX = 78;
export const TOTAL_PX = 16;
export const TIME_PX = 18;
export const TOTALS = ['volume', 'delta', 'minDelta', 'maxDelta', 'cvd'] as const;

/** Where the bars are: what the axes and the totals leave. Low panels have no totals. */
export function plotOf({ height, width }: Plot): Plot & { readonly totalsPx: number } {
  const totalsPx = height >= 280 ? TOTALS.length * TOTAL_PX : 0;
  return { width: Math.max(0, width - AXIS_PX), height: Math.max(0, height - totalsPx - TIME_PX), totalsPx };
}
