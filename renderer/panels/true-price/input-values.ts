import type { ChainView, TruePriceInputsView } from '../../../engine/contract/true-price-commands.ts';
import type { InstrumentView, MarketView } from '../../../engine/contract/views.ts';
import { PANEL_INPUTS, type PanelInput, type TypedInputs } from './true-price-settings.ts';

/** Where a value comes from. */
export type Origin =
  | { readonly kind: 'typed' | 'default' | 'missing' }
  | { readonly kind: 'endpoint'; readonly from: string; readonly heardMs: number }
  | { readonly kind: 'market'; readonly symbol: string; readonly ageMs: number }
  | { readonly kind: 'simulated'; readonly symbol: string };

/** What an input says now. */
export interface InputValue {
  /** As it stands in its field. */
  readonly text: string;
  /** Undefined where the text is no number the input can have. */
  readonly number: number | undefined;
  readonly origin: Origin;
}

export type InputValues = Readonly<Record<PanelInput, InputValue>>;

/** A price of bitcoin in dollars in the open session. */
export interface SessionPrice {
  readonly symbol: string;
  readonly price: number;
  readonly ageMs: number;
  readonly isSimulated: boolean;
}

interface Sources {
  readonly typed: TypedInputs;
  readonly defaults: Partial<TruePriceInputsView>;
  readonly chain: ChainView | undefined;
  readonly market: SessionPrice | undefined;
}

type Told = Omit<InputValue, 'text'> & { readonly number: number };

/** Every input: what is typed goes before what is told, and that before what is usual. */
export function inputValues(sources: Sources): InputValues {
  const entries = PANEL_INPUTS.map((name) => [name, valueOf(name, sources)] as const);
  return Object.fromEntries(entries) as InputValues;
}

/** The inputs of the formula, undefined while one is missing or no number. */
export function formulaInputs(values: InputValues): TruePriceInputsView | undefined {
  const entries = PANEL_INPUTS.filter((name) => name !== 'market').map(
    (name) => [name, values[name].number] as const,
  );
  return entries.some(([, number]) => number === undefined)
    ? undefined
    : (Object.fromEntries(entries) as unknown as TruePriceInputsView);
}

/** The last price of the first bitcoin in dollars of a session. */
export function sessionPrice(
  instruments: readonly InstrumentView[],
  markets: Readonly<Record<string, MarketView>>,
  isSimulated: boolean,
): SessionPrice | undefined {
  for (const { base, id, quote, symbol } of instruments) {
    const market = markets[id];
    if (base === 'BTC' && quote.includes('USD') && market?.lastPrice)
      return { symbol, price: market.lastPrice, ageMs: market.feed.ageMs, isSimulated };
  }
  return undefined;
}

function valueOf(name: PanelInput, sources: Sources): InputValue {
  const typed = sources.typed[name];
  if (typed !== undefined) return { text: typed, number: numberFrom(name, typed), origin: { kind: 'typed' } };
  const told = name === 'market' ? toldPrice(sources) : toldOf(name, sources);
  return told === undefined
    ? { text: '', number: undefined, origin: { kind: 'missing' } }
    : { ...told, text: String(told.number) };
}

function toldOf(name: Exclude<PanelInput, 'market'>, { chain, defaults }: Sources): Told | undefined {
  const ofChain = name === 'height' || name === 'difficulty' || name === 'blockTime' ? chain?.[name] : null;
  if (ofChain)
    return {
      number: ofChain.value,
      origin: { kind: 'endpoint', from: ofChain.from, heardMs: ofChain.heardMs },
    };
  const usual = defaults[name];
  return usual === undefined ? undefined : { number: usual, origin: { kind: 'default' } };
}

/** A real market goes before the price of an endpoint, and that before a market that was made up. */
function toldPrice({ chain, market }: Sources): Told | undefined {
  if (market !== undefined && !market.isSimulated)
    return {
      number: market.price,
      origin: { kind: 'market', symbol: market.symbol, ageMs: market.ageMs },
    };
  const price = chain?.price;
  if (price)
    return { number: price.value, origin: { kind: 'endpoint', from: price.from, heardMs: price.heardMs } };
  return market && { number: market.price, origin: { kind: 'simulated', symbol: market.symbol } };
}

const WHOLE: ReadonlySet<PanelInput> = new Set(['height']);

/** A number above zero as a person types it; a height is whole and may be zero. */
export function numberFrom(name: PanelInput, text: string): number | undefined {
  const plain = text.trim().replace(',', '.').replaceAll('_', '');
  if (!/^\d+(\.\d+)?(e[+-]?\d+)?$/i.test(plain)) return undefined;
  const number = Number(plain);
  if (WHOLE.has(name)) return Number.isSafeInteger(number) ? number : undefined;
  return Number.isFinite(number) && number > 0 ? number : undefined;
}
