import type { VenueRequest } from '../../domain/venue/venue-request.ts';
import type { OrderLimit, Urgency } from '../../venues/live/order-gate.ts';
import type { ExchangeKind } from './exchange/exchange-kinds.ts';

/** What an exchange lets an account ask for, and what each request counts. */
export interface RateLimit extends OrderLimit {
  readonly weightOf: (request: VenueRequest) => number;
}

/** Both lists of open orders are asked for, and each counts forty. */
const BINANCE_WEIGHTS: { readonly [Kind in VenueRequest['kind']]?: number } = {
  'ask-open-orders': 80,
  'ask-trades': 5,
  'ask-positions': 5,
  'ask-balances': 5,
};

/** Orders are counted elsewhere, and history counts twice. */
const krakenWeightOf = ({ kind }: VenueRequest): number => {
  if (kind === 'place' || kind === 'amend' || kind === 'cancel' || kind === 'cancel-all-after') return 0;
  return kind === 'ask-trades' ? 2 : 1;
};

const BINANCE: RateLimit = {
  weight: 2400,
  perMs: 60_000,
  weightOf: ({ kind }) => BINANCE_WEIGHTS[kind] ?? 1,
};
const OKX: RateLimit = { weight: 60, perMs: 2000, weightOf: () => 1 };
const KRAKEN: RateLimit = { weight: 20, perMs: 40_000, leaks: true, weightOf: krakenWeightOf };

/** The published limits of the venues after which the kinds are named. */
export const RATE_LIMITS: Readonly<Record<ExchangeKind, RateLimit>> = {
  'bybit-like': { weight: 600, perMs: 5000, weightOf: () => 1 },
  'binance-like': BINANCE,
  'okx-like': OKX,
  'kraken-like': KRAKEN,
  'binance-spot-like': BINANCE,
  'kraken-spot-like': KRAKEN,
  'okx-spot-like': OKX,
  'coinbase-spot-like': OKX,
};

/** How pressing a request is for whoever hands it to the venue. */
export const urgencyOf = (request: VenueRequest): Urgency => {
  const isEntry = request.kind === 'place' && !request.reduceOnly;
  if (isEntry || request.kind === 'cancel-all-after') return 'normal';
  return request.kind.startsWith('ask-') ? 'question' : 'urgent';
};
