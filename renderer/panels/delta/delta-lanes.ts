import type { FlowBar, KnownBars } from '../../charts/flow/flow-bar.ts';
import type { Texts } from '../../language/en.ts';
import type { CanvasColors } from '../../theme/canvas-colors.ts';
import type { DeltaView } from './delta-view.ts';

/** Width of the axis, height of the times. */
export const AXIS_PX = 72;
export const TIME_PX = 18;

/** Everything a picture of delta depends on. */
export interface DeltaScene {
  readonly known: KnownBars;
  readonly view: DeltaView;
  readonly tick: number;
  readonly tickPlaces: number;
  readonly lot: number;
  readonly lotPlaces: number;
  readonly base: string;
  readonly colors: CanvasColors;
  readonly texts: Texts['delta'];
  /** Number of the bar that is pointed at, here or in a linked panel. */
  readonly pointed: number | undefined;
  /** Bars that ended before have no cumulative delta; -Infinity when all have. */
  readonly anchorMs: number;
}

/** A strip of the canvas with its own scale. */
export interface Lane {
  readonly top: number;
  readonly height: number;
  readonly low: number;
  readonly high: number;
}

/** The height of a value. */
export const yIn = ({ height, high, low, top }: Lane, value: number): number =>
  top + height - 3 - ((value - low) / (high - low || 1)) * (height - 6);

/** All strips of a picture. */
export type Lanes = Readonly<Record<'price' | 'cvd' | 'delta' | 'volume', Lane>>;

/** Gives every strip its place and a scale that fits the bars on screen. */
export function lanesOf(room: number, bars: readonly FlowBar[], counted: readonly FlowBar[]): Lanes {
  const top = { top: 0, height: room * 0.56 };
  const delta = { top: room * 0.56, height: room * 0.26 };
  const volume = { top: room * 0.82, height: room * 0.18 };
  const deltas = bars.flatMap(({ maxDeltaLots, minDeltaLots }) => [minDeltaLots, maxDeltaLots]);
  const most = Math.max(1, ...deltas.map(Math.abs));
  return {
    price: { ...top, ...rangeOf(bars.map(({ closeTicks }) => closeTicks)) },
    cvd: { ...top, ...rangeOf(counted.map(({ cvdLots }) => cvdLots)) },
    delta: { ...delta, low: -most, high: most },
    volume: {
      ...volume,
      low: 0,
      high: Math.max(1, ...bars.map(({ buyLots, sellLots }) => Math.max(buyLots, sellLots))),
    },
  };
}

function rangeOf(values: readonly number[]): { low: number; high: number } {
  const low = Math.min(...values, Infinity);
  const high = Math.max(...values, -Infinity);
  return Number.isFinite(low) && high > low
    ? { low, high }
    : { low: (values[0] ?? 0) - 1, high: (values[0] ?? 0) + 1 };
}
