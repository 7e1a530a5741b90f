import type { z } from 'zod';
import type { importedInstrument } from '../../contract/library-commands.ts';
import { defineInstrument, type Instrument } from '../../domain/instrument/instrument.ts';
import { stepOfDecimals } from '../../venues/imported/plain-decimal.ts';
import { stepText } from './step-text.ts';

/** What a person says about the instrument of a table. */
export type ImportedInstrument = z.output<typeof importedInstrument>;

export interface InstrumentSteps {
  readonly tickSize: string;
  readonly lotSize: string;
}

/** A tick of one lot must be a whole number of 10^-8 quote units, or the ledger could not be exact. */
const LEDGER_DECIMALS = 8;
const LARGEST_ORDER_LOTS = 1_000_000_000;
const PPM_PER_BPS = 100;

/** The finest steps that data of so many decimals needs and the ledger can hold. */
export function stepsOf(priceDecimals: number, sizeDecimals: number): InstrumentSteps {
  const tickDecimals = Math.min(priceDecimals, LEDGER_DECIMALS);
  return {
    tickSize: stepOfDecimals(tickDecimals),
    lotSize: stepOfDecimals(Math.min(sizeDecimals, LEDGER_DECIMALS - tickDecimals)),
  };
}

/**
 * The instrument of a table. What a table does not say is not made up: no leverage, no funding, the
 * smallest order is one lot.
 * @throws {RangeError} when the id names no base, quote and settlement the ledger knows, or the steps do not fit it.
 */
export function instrumentOf(
  said: ImportedInstrument,
  steps: InstrumentSteps,
  known?: Instrument,
): Instrument {
  const fees = {
    makerFeePpm: Math.round(said.makerFeeBps * PPM_PER_BPS),
    takerFeePpm: Math.round(said.takerFeeBps * PPM_PER_BPS),
  };
  if (known && known.tickSize === steps.tickSize && known.lotSize === steps.lotSize)
    return defineInstrument({ ...known, ...fees });
  const { base, quote, settle, symbol, venue } = partsOf(said.id);
  if (settle !== undefined && settle !== quote)
    throw new RangeError(`${said.id}: a perpetual must be settled in its quote ${quote}, was ${settle}`);
  return defineInstrument({
    venue,
    symbol,
    kind: settle === undefined ? 'spot' : 'linear-perpetual',
    base,
    quote,
    ...steps,
    minSizeBase: steps.lotSize,
    maxSizeBase: stepText(LARGEST_ORDER_LOTS, steps.lotSize),
    minNotionalQuote: '0',
    ...fees,
    maxLeverage: 1,
    fundingIntervalHours: 0,
  });
}

function partsOf(id: string) {
  const [venue = '', symbol = '', settle] = id.split(':');
  const [base = '', quote = ''] = symbol.split('/');
  return { venue, base, quote, settle, symbol: settle === undefined ? symbol : `${symbol}:${settle}` };
}
