import type { InstrumentId } from '../../domain/instrument/instrument.ts';

/** The instruments whose symbols at the venue are in a text, and not only as part of a longer one. */
export const namedIn = (text: string, ids: ReadonlyMap<string, InstrumentId>): readonly InstrumentId[] =>
  [...ids].flatMap(([wireSymbol, id]) => (isNamed(text, wireSymbol) ? [id] : []));

function isNamed(text: string, symbol: string): boolean {
  for (let at = text.indexOf(symbol); at >= 0; at = text.indexOf(symbol, at + 1)) {
    if (!isPart(text[at - 1]) && !isPart(text[at + symbol.length])) return true;
  }
  return false;
}

/** `BTC-USDT` is not meant where `BTC-USDT-SWAP` is written. */
const isPart = (character: string | undefined): boolean => character !== undefined && /[\w-]/.test(character);
