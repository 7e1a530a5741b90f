/**
 * A bar of any kind with what is needed to put it together with its neighbors. Prices in quote units,
 * volumes in base units, times in ms since 1970.
 */
export interface ChartBar {
  readonly openTime: number;
  /** End of the period of a time bar; the last print of any other. */
  readonly closeTime: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volumeBase: number;
  /** The part of the volume whose aggressor is known: none of what a venue has summed up itself. */
  readonly knownBase: number;
  /** The part of the known volume in which the buyer crossed the spread. */
  readonly buyBase: number;
  /** Prints; 0 where they are not known. */
  readonly tradeCount: number;
  /** Sum of price times volume. Of a minute summed up by a venue: its typical price (H + L + C) / 3 times volume. */
  readonly paidQuote: number;
  /** Sum of volume times squared distance of its price from the bar’s mean price; 0 where it is not known. */
  readonly scatter: number;
}

/** Columns of a stored bar, in this order. */
export const BAR_FIELDS = [
  'openTime',
  'closeTime',
  'open',
  'high',
  'low',
  'close',
  'volumeBase',
  'knownBase',
  'buyBase',
  'tradeCount',
  'paidQuote',
  'scatter',
] as const satisfies readonly (keyof ChartBar)[];

/** Place of each field in a row of numbers. */
export const FIELD = Object.fromEntries(BAR_FIELDS.map((name, place) => [name, place])) as Readonly<
  Record<keyof ChartBar, number>
>;

/** Receives each bar once, when it is closed. */
export type ChartBarSink = (bar: ChartBar) => void;
