import { flag, numberWithin, wholeWithin } from '../../panel-settings/readers.ts';
import type { SettingRules } from '../../panel-settings/setting-rules.ts';
import { FIRST_TIME_ZOOM, PRICE_ZOOMS, TIME_ZOOMS, type Zooms } from './viewport.ts';

/** What a person sets about the heatmap. */
export interface HeatmapSettings extends Zooms {
  /** Doublings against the automatic scale. */
  readonly brightness: number;
  readonly showBubbles: boolean;
}

/** Least and most doublings. */
export const BRIGHTNESS_LIMITS = [-3, 3] as const;

/** What a heatmap begins with, and what it believes of what was kept. */
export const HEATMAP_RULES: SettingRules<HeatmapSettings> = {
  brightness: { first: 0, read: numberWithin(...BRIGHTNESS_LIMITS) },
  showBubbles: { first: true, read: flag },
  timeZoom: { first: FIRST_TIME_ZOOM, read: wholeWithin(0, TIME_ZOOMS.length - 1) },
  priceZoom: { first: undefined, read: wholeWithin(0, PRICE_ZOOMS.length - 1), isOfInstrument: true },
};
