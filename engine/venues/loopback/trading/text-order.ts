import type { CoreMarket } from './core-market.ts';
import type { CoreAnswer, CoreAsk, CoreRefusal } from './core-order.ts';
import type { MatchingCore } from './matching-core.ts';

/** An order as it is written on the wire: sizes and prices still text. */
export interface TextOrder extends Omit<CoreAsk, 'symbol' | 'lots' | 'limit' | 'trigger' | 'attachedStop'> {
  readonly size: unknown;
  readonly limit?: unknown;
  readonly trigger?: unknown;
  readonly attachedStop?: unknown;
}

export interface TextChange {
  readonly size?: unknown;
  readonly limit?: unknown;
  readonly trigger?: unknown;
}

type Ids = Parameters<MatchingCore['amend']>[0];

/** Places an order whose texts are on the market's grid. */
export function placeText(core: MatchingCore, market: CoreMarket | undefined, order: TextOrder): CoreAnswer {
  const ask = askOf(market, order);
  if (typeof ask !== 'string') return core.place(ask);
  if (market !== undefined) core.filterRefusals += 1;
  return { ok: false, refusal: ask };
}

/** What an order's texts ask for, in whole ticks and lots; why they are none where they are off the market's grid. */
export function askOf(market: CoreMarket | undefined, order: TextOrder): CoreAsk | CoreRefusal {
  if (market === undefined) return 'unknown-symbol';
  const { attachedStop, limit, size, trigger, ...rest } = order;
  const lots = market.lotsOf(size);
  if (lots === undefined) return 'off-step';
  const ticks = ticksIn({ limit, trigger, attachedStop }, market);
  return ticks === undefined ? 'off-tick' : { ...rest, ...ticks, symbol: market.symbol, lots };
}

/** Amends an order by texts that are on the market's grid. */
export function amendText(
  core: MatchingCore,
  market: CoreMarket | undefined,
  { ids, limit, size, trigger }: TextChange & { readonly ids: Ids },
): CoreAnswer {
  if (market === undefined) return { ok: false, refusal: 'unknown-symbol' };
  const lots = size === undefined ? undefined : market.lotsOf(size);
  const ticks = ticksIn({ limit, trigger }, market);
  if (ticks !== undefined && (size === undefined || lots !== undefined)) {
    return core.amend(ids, { ...ticks, ...(lots === undefined ? {} : { lots }) });
  }
  core.filterRefusals += 1;
  return { ok: false, refusal: ticks === undefined ? 'off-tick' : 'off-step' };
}

/** Whole ticks of every price that is named; undefined when one is off the grid. */
function ticksIn<Name extends string>(
  prices: Readonly<Record<Name, unknown>>,
  market: CoreMarket,
): { readonly [Key in Name]?: number } | undefined {
  const ticks: Record<string, number> = {};
  for (const [name, text] of Object.entries(prices)) {
    if (text === undefined || text === '') continue;
    const value = market.ticksOf(text);
    if (value === undefined) return undefined;
    ticks[name] = value;
  }
  return ticks as { readonly [Key in Name]?: number };
}
