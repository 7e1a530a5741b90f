import { moneyToNumber } from '../../domain/units/money.ts';
import type { Gate } from '../gate.ts';

/** Net expected value of a trade in bps of notional, and what is let through. */
export interface ExpectedValueZones {
  /** At or below it nothing passes (red). */
  readonly redBps: number;
  /** At or above it everything passes (green). Between the two is yellow. */
  readonly greenBps: number;
  /** Yellow passes, at half size, only for accounts of this equity, in quote units. */
  readonly yellowMinEquityQuote: number;
  readonly yellowMaxEquityQuote: number;
}

export const DEFAULT_ZONES: ExpectedValueZones = {
  redBps: -10,
  greenBps: 1.5,
  yellowMinEquityQuote: 6,
  yellowMaxEquityQuote: 25,
};

export type Zone = 'red' | 'yellow' | 'green';

export function zoneOf(edgeBps: number, zones: ExpectedValueZones = DEFAULT_ZONES): Zone {
  if (edgeBps <= zones.redBps) return 'red';
  return edgeBps >= zones.greenBps ? 'green' : 'yellow';
}

/** Judges an entry by the edge its strategy claims; entries without a claim (by hand, baselines) pass. */
export const expectedValueZone =
  (zones: ExpectedValueZones = DEFAULT_ZONES): Gate =>
  (intent, situation) => {
    if (intent.role !== 'entry' || intent.edgeBps === undefined) return undefined;
    const zone = zoneOf(intent.edgeBps, zones);
    if (zone === 'green') return undefined;
    if (zone === 'red')
      return { code: 'ev-red', measured: { edgeBps: intent.edgeBps, redBps: zones.redBps } };
    const equityQuote = moneyToNumber(situation.equity);
    const small = equityQuote >= zones.yellowMinEquityQuote && equityQuote <= zones.yellowMaxEquityQuote;
    return small
      ? undefined
      : {
          code: 'ev-yellow-equity',
          measured: { edgeBps: intent.edgeBps, greenBps: zones.greenBps, equityQuote },
        };
  };
