import type { SensitivityView, TruePriceInputName } from '../../../engine/contract/true-price-commands.ts';

/** A side of a bar, in shares of the width of the chart. */
interface BarSide {
  readonly from: number;
  readonly width: number;
  /** Whether TRUE PRICE is higher there. */
  readonly isUp: boolean;
}

/** One input as it is drawn. */
export interface TornadoBar {
  readonly input: TruePriceInputName;
  /** Undefined where there is no TRUE PRICE at that end, or it is the same. */
  readonly low: BarSide | undefined;
  readonly high: BarSide | undefined;
}

/** The chart: where TRUE PRICE stands, the prices at its edges, and its bars. */
export interface Tornado {
  readonly center: number;
  readonly least: number;
  readonly most: number;
  readonly bars: readonly TornadoBar[];
}

/** Lays the bars out over the prices they reach. */
export function tornadoOf(sensitivities: readonly SensitivityView[], price: number): Tornado {
  const ends = sensitivities.flatMap(({ priceAtHigh, priceAtLow }) => [
    priceAtLow ?? price,
    priceAtHigh ?? price,
  ]);
  const least = Math.min(price, ...ends);
  const most = Math.max(price, ...ends);
  const span = most - least || 1;
  const placeOf = (at: number) => (at - least) / span;
  const sideOf = (at: number | null): BarSide | undefined => {
    if (at === null || at === price) return undefined;
    return {
      from: placeOf(Math.min(at, price)),
      width: Math.abs(at - price) / span,
      isUp: at > price,
    };
  };
  return {
    center: placeOf(price),
    least,
    most,
    bars: sensitivities.map(({ input, priceAtHigh, priceAtLow }) => ({
      input,
      low: sideOf(priceAtLow),
      high: sideOf(priceAtHigh),
    })),
  };
}
