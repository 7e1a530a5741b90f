import { type Instrument, priceOf, quantityOf } from '../domain/instrument/instrument.ts';
import type { FillSentence } from '../domain/order/fill-sentence.ts';
import type { Fill } from '../domain/order/fill.ts';
import { lots } from '../domain/units/lots.ts';
import { squareRootImpact } from '../numerics/square-root-impact.ts';

/** What a fill inside a bar is told by: the bar, what it cost on top and why, and how much of the bar there was. */
export function explainBarFill(fill: Fill, instrument: Instrument): FillSentence[] {
  const { bar, limit } = fill.cause;
  const filled = {
    size: quantityOf(instrument, fill.lots),
    base: instrument.base,
    price: priceOf(instrument, fill.ticks),
  };
  if (!bar) return [{ code: 'in-bar', values: filled }];
  const met = {
    ...filled,
    open: priceOf(instrument, bar.open),
    high: priceOf(instrument, bar.high),
    low: priceOf(instrument, bar.low),
  };
  if (fill.liquidity === 'maker') {
    const at = limit === undefined ? null : priceOf(instrument, limit);
    return [{ code: 'rested-in-bar', values: { ...met, limit: at } }, ...shareOfBar(fill, instrument)];
  }
  const slippage = spanOf(bar.slippageTicks, instrument);
  return [
    { code: 'took-in-bar', values: { ...met, slippage } },
    ...slippageInBar(fill, instrument),
    ...shareOfBar(fill, instrument),
  ];
}

function slippageInBar({ cause: { bar }, lots: size }: Fill, instrument: Instrument): FillSentence[] {
  if (!bar?.depth) return [];
  const { halfSpreadTicks, rangeTicks, usedLots, volumeLots } = bar.depth;
  const impact = squareRootImpact(rangeTicks, usedLots + size, volumeLots);
  const values = {
    halfSpread: spanOf(halfSpreadTicks, instrument),
    impact: spanOf(impact, instrument),
    range: spanOf(rangeTicks, instrument),
    volume: quantityOf(instrument, lots(volumeLots)),
    base: instrument.base,
  };
  return [{ code: 'bar-slippage', values }];
}

function shareOfBar({ cause: { bar } }: Fill, instrument: Instrument): FillSentence[] {
  if (!bar?.depth) return [];
  const allowed = quantityOf(instrument, lots(bar.depth.allowedLots));
  const used = quantityOf(instrument, lots(bar.depth.usedLots));
  return [{ code: 'bar-share', values: { allowed, used, base: instrument.base } }];
}

/** A distance of so many ticks in quote units, without the dust of binary fractions. */
const spanOf = (size: number, { tickValue }: Instrument): number => Number((size * tickValue).toPrecision(6));
