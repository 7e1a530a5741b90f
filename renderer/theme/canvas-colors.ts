import { useSettings } from '../host-client/settings.ts';

/** The theme's colors as text, for what is painted on a canvas and cannot read style sheets. */
export interface CanvasColors {
  readonly panel: string;
  readonly raised: string;
  readonly grid: string;
  readonly hover: string;
  readonly hairline: string;
  readonly edge: string;
  readonly text: string;
  readonly textSoft: string;
  readonly textFaint: string;
  readonly accent: string;
  readonly accentSoft: string;
  readonly up: string;
  readonly down: string;
  readonly upSoft: string;
  readonly downSoft: string;
  readonly warning: string;
  readonly danger: string;
  /** Stops of the heatmap's ramp, from nothing to the most. */
  readonly heat: readonly string[];
  /** Lines of the chart's indicators, by indicator. */
  readonly lines: Readonly<Record<'ema' | 'vwap' | 'bollinger' | 'rsi' | 'atr', string>>;
}

/** Reads the colors that hold at this moment from the root element. */
export function readCanvasColors(root: HTMLElement = document.documentElement): CanvasColors {
  const style = getComputedStyle(root);
  const color = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    panel: color('panel'),
    raised: color('raised'),
    grid: color('chart-grid'),
    hover: color('hover'),
    hairline: color('hairline'),
    edge: color('edge'),
    text: color('text'),
    textSoft: color('text-soft'),
    textFaint: color('text-faint'),
    accent: color('accent'),
    accentSoft: color('accent-soft'),
    up: color('up'),
    down: color('down'),
    upSoft: color('up-soft'),
    downSoft: color('down-soft'),
    warning: color('warning'),
    danger: color('danger'),
    heat: [0, 1, 2, 3, 4].map((stop) => color(`heat-${stop}`)),
    lines: {
      ema: color('line-ema'),
      vwap: color('line-vwap'),
      bollinger: color('line-bollinger'),
      rsi: color('line-rsi'),
      atr: color('line-atr'),
    },
  };
}

const readings = new Map<string, CanvasColors>();

/** The colors of a look; read from the style sheets once, while the root element wears it. */
function colorsOf(look: string): CanvasColors {
  const known = readings.get(look);
  if (known !== undefined) return known;
  const colors = readCanvasColors();
  readings.set(look, colors);
  return colors;
}

/** The colors of the theme the person has chosen. */
export const useCanvasColors = (): CanvasColors =>
  colorsOf(useSettings(({ theme, directionColors }) => `${theme} ${directionColors}`));
