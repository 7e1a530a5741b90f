/** What an entry follows, which says how soon it is out of date: order flow, or bars of so many ms. */
export type SignalSource = 'order-flow' | { readonly barMs: number };

/** The book and the tape say something else within seconds. */
const ORDER_FLOW_MS = 5000;
const LONGEST_MS = 60_000;
const BARS = 2;

/** How long a signal counts, in ms: 5 s where it is order flow, else twice its bar and never more than a minute. */
export const signalLifeMs = (source: SignalSource): number =>
  source === 'order-flow' ? ORDER_FLOW_MS : Math.min(BARS * source.barMs, LONGEST_MS);
