import type { MarketStep } from '../formula.ts';
import type { Peer } from '../step-contents.ts';
import { quote } from './sample-inputs.ts';

/** The first other instrument: the own coin at another venue. */
const SAME_COIN: Peer = { place: 1, isLeader: false, isSameCoin: true };

/** A quote of our own as a step, `spread` wide around `mid`. */
export const ownQuote = (time: number, mid: number, spread = 0.02): MarketStep => ({
  kind: 'quote',
  time,
  quote: quote(time, mid - spread / 2, 1, mid + spread / 2, 1),
});

/** A quote of another instrument as a step, the own coin at another venue unless `change` says otherwise. */
export const peerQuote = (time: number, mid: number, change: Partial<Peer> = {}): MarketStep => ({
  kind: 'peer-quote',
  time,
  quote: { ...SAME_COIN, ...change, quote: quote(time, mid - 0.01, 1, mid + 0.01, 1) },
});
