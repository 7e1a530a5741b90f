import type { OrderView } from '../../../../engine/contract/views.ts';
import type { Texts } from '../../../language/en.ts';
import type { ChartScene } from '../chart-scene.ts';
import type { Drawing } from '../drawings/drawing.ts';
import type { Spot } from '../drawings/drawing-shape.ts';
import type { FillMark } from '../fill-marks.ts';
import type { TimedBars } from '../place-of-time.ts';

/** What moves with every frame and is painted above the bars. */
export interface LiveScene {
  readonly scene: ChartScene;
  readonly timed: TimedBars;
  readonly texts: Texts;
  /** The last price, while the newest bar is on screen. */
  readonly lastPrice: number | null;
  readonly orders: readonly OrderView[];
  readonly orderText: (order: OrderView) => string;
  readonly fills: readonly FillMark[];
  readonly drawings: readonly Drawing[];
  /** The drawing that is being set, its last point under the pointer. */
  readonly draft: Drawing | undefined;
  readonly selected: string | undefined;
  /** Where the person points in this chart. */
  readonly pointer: Spot | undefined;
  /** Where they point in another panel of the same color. */
  readonly linked: { readonly timeMs: number; readonly price: number | undefined } | undefined;
}
