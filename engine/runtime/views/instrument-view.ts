import type { InstrumentView } from '../../contract/views.ts';
import type { Instrument } from '../../domain/instrument/instrument.ts';

const PPM_PER_BPS = 100;

export function instrumentView(instrument: Instrument): InstrumentView {
  const { base, id, kind, lotSize, minNotionalQuote, minSizeBase, quote, symbol, tickSize, venue } =
    instrument;
  return {
    id,
    symbol,
    venue,
    base,
    quote,
    kind,
    tickSize,
    lotSize,
    minSizeBase,
    minNotionalQuote,
    makerFeeBps: instrument.makerFeePpm / PPM_PER_BPS,
    takerFeeBps: instrument.takerFeePpm / PPM_PER_BPS,
  };
}
