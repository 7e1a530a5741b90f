import type { Quote } from '../../domain/market/quote.ts';

/**
 * Net base size one quote update added to the buy side of the best quotes: the bid size it brought
 * less the ask size it brought. Above zero presses up. A side that steps back to a worse price counts
 * as its whole old size withdrawn, because a trader at the old price finds nothing left there.
 *
 * Source: Cont, Kukanov & Stoikov (2014), The Price Impact of Order Book Events, J. Financial
 * Econometrics 12(1).
 */
export function bestQuoteFlow(before: Omit<Quote, 'time'>, now: Omit<Quote, 'time'>): number {
  const bidFlow = (now.bid >= before.bid ? now.bidSize : 0) - (now.bid <= before.bid ? before.bidSize : 0);
  const askFlow = (now.ask <= before.ask ? now.askSize : 0) - (now.ask >= before.ask ? before.askSize : 0);
  return bidFlow - askFlow;
}
