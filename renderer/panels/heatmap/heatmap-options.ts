import type { InstrumentView } from '../../../engine/contract/views.ts';
import type { HeatScale } from './heat-colors.ts';
import type { CrosshairTexts } from './paint-crosshair.ts';
import type { Scene } from './scene.ts';
import type { Viewport, Zooms } from './viewport.ts';

/** What the controls around the canvas show. */
export interface HeatmapState {
  readonly isFollowing: boolean;
  readonly columnMs: number;
  readonly rowTicks: number;
  readonly scale: HeatScale | undefined;
}

/** What a heatmap is made of besides the market. */
export interface HeatmapLook extends Pick<
  Scene,
  'colors' | 'priceText' | 'sizeText' | 'timeText' | 'ownText' | 'showBubbles'
> {
  readonly crosshair: CrosshairTexts;
  /** Times brighter than the automatic scale. */
  readonly boost: number;
}

/** What a heatmap shows, where, and whom it tells. */
export interface HeatmapOptions {
  readonly scene: HTMLCanvasElement;
  readonly crosshair: HTMLCanvasElement;
  readonly instrument: InstrumentView;
  /** What was on screen before the panel was hidden. */
  readonly viewport: Viewport | undefined;
  readonly zooms: Zooms;
  readonly look: HeatmapLook;
  readonly onState: (state: HeatmapState) => void;
  readonly onZooms: (zooms: Partial<Zooms>) => void;
}
