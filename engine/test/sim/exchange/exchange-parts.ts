import type { Instrument } from '../../../domain/instrument/instrument.ts';
import type { VenueTraits } from '../../../domain/venue/venue-traits.ts';
import type { ExchangeMatching, MatchingParts } from './exchange-matching.ts';
import type { ExchangeOrder } from './exchange-order.ts';

/** What the exchange is made of. */
export interface ExchangeParts extends Pick<MatchingParts, 'account' | 'agenda' | 'readDelay'> {
  readonly instruments: readonly Instrument[];
  readonly traits: VenueTraits;
  readonly answersWithIdsOnly: boolean;
  readonly matching: ExchangeMatching;
  /** A stop was taken back as we asked. */
  readonly onTakenBack: (stop: ExchangeOrder, isSetOff: boolean) => void;
}
