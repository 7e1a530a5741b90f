const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** A setting holds until the next one is told. */
const UNTIL_TOLD = Infinity;

/** A named number that comes from outside the tape, the book and the bars of an instrument. */
export interface OutsideSeries {
  /** `quote` and `base` are units of the instrument, `USD` and `BTC` are what they say. */
  readonly unit: string;
  readonly meaning: string;
  /**
   * What one value speaks of: the chain of bitcoin, the followed instrument (then its perpetual, its futures
   * and its options, at its venue unless the feed has only another), or all of crypto.
   */
  readonly about: 'bitcoin' | 'instrument' | 'market';
  /** Age in ms beyond which a value no longer counts; a formula then has no value. */
  readonly freshMs: number;
}

/** What one value speaks of, then its unit, the age up to which it counts, and its meaning. */
const bitcoin = (unit: string, freshMs: number, meaning: string): OutsideSeries => ({
  about: 'bitcoin',
  unit,
  freshMs,
  meaning,
});
const instrument = (unit: string, freshMs: number, meaning: string): OutsideSeries => ({
  about: 'instrument',
  unit,
  freshMs,
  meaning,
});
const market = (unit: string, freshMs: number, meaning: string): OutsideSeries => ({
  about: 'market',
  unit,
  freshMs,
  meaning,
});

/**
 * The named series formulas may read. `series` steps carry these names; the time of a step is when we
 * learned the number. What is told once a day stays fresh for three days, because it is published late.
 */
export const outsideSeries = {
  'chain.height': bitcoin('blocks', 2 * DAY_MS, 'height of the newest block, the first one has 0'),
  'chain.block-time': bitcoin('unix seconds', 2 * DAY_MS, 'time in the header of the newest block'),
  'chain.difficulty': bitcoin('1', 2 * DAY_MS, 'mining difficulty'),
  'chain.hash-rate': bitcoin(
    'hashes/s',
    3 * DAY_MS,
    'hash rate of the network, estimated from the blocks of about a day',
  ),
  'chain.blocks-per-day': bitcoin('blocks/day', 3 * DAY_MS, 'blocks mined in the last full UTC day'),
  'chain.issuance': bitcoin(
    'BTC/day',
    3 * DAY_MS,
    'coins newly issued in the last full UTC day, without fees',
  ),
  'chain.fees': bitcoin('BTC/day', 3 * DAY_MS, 'fees paid to miners in the last full UTC day'),
  'chain.transfer-volume': bitcoin(
    'USD/day',
    3 * DAY_MS,
    'value transferred on the chain in the last full UTC day, without change where the source can tell',
  ),
  'chain.active-addresses': bitcoin(
    'addresses/day',
    3 * DAY_MS,
    'addresses that sent or received in the last full UTC day',
  ),
  'mining.electricity-price': bitcoin(
    'USD/kWh',
    UNTIL_TOLD,
    'what miners pay for electricity; an assumption, not a measurement',
  ),
  'mining.fleet-efficiency': bitcoin(
    'J/TH',
    UNTIL_TOLD,
    'energy the mean machine of the network takes; an assumption, not a measurement',
  ),
  'derivative.funding-rate': instrument(
    'fraction per interval',
    9 * HOUR_MS,
    'rate settled at a funding moment, told once for each; above zero longs pay shorts',
  ),
  'derivative.funding-interval': instrument('hours', UNTIL_TOLD, 'time between two funding moments'),
  'derivative.predicted-funding-rate': instrument(
    'fraction per interval',
    10 * MINUTE_MS,
    'rate the venue expects for the next funding moment; above zero longs pay shorts',
  ),
  'derivative.next-funding-time': instrument('unix ms', 9 * HOUR_MS, 'next funding moment'),
  'derivative.impact-notional': instrument(
    'quote',
    UNTIL_TOLD,
    'notional with which the venue walks the book to find its premium',
  ),
  'derivative.mark-price': instrument('quote', 2 * MINUTE_MS, "the venue's fair price of the perpetual"),
  'derivative.index-price': instrument(
    'quote',
    2 * MINUTE_MS,
    'spot index the perpetual and the futures follow',
  ),
  'derivative.open-interest': instrument(
    'base',
    15 * MINUTE_MS,
    'contracts held open in all, times their size, each counted once',
  ),
  'derivative.long-short-ratio': instrument(
    '1',
    HOUR_MS,
    'accounts that hold longs per account that holds shorts',
  ),
  'derivative.liquidation': instrument(
    'base',
    HOUR_MS,
    'size of one position closed by force; below zero a long was closed',
  ),
  'future.near-price': instrument('quote', 15 * MINUTE_MS, 'price of the dated future that expires first'),
  'future.near-expiry': instrument('unix ms', UNTIL_TOLD, 'when the future that expires first does so'),
  'future.far-price': instrument('quote', 15 * MINUTE_MS, 'price of the next later dated future'),
  'future.far-expiry': instrument('unix ms', UNTIL_TOLD, 'when the next later future expires'),
  'option.volatility-index': instrument(
    'fraction per root year',
    2 * HOUR_MS,
    'implied volatility of the next 30 days from the whole chain of options, 0.5 is 50 percent a year',
  ),
  'option.call-volatility': instrument(
    'fraction per root year',
    2 * HOUR_MS,
    'implied volatility of the 30-day call with a delta of 0.25',
  ),
  'option.put-volatility': instrument(
    'fraction per root year',
    2 * HOUR_MS,
    'implied volatility of the 30-day put with a delta of -0.25',
  ),
  'option.at-the-money-volatility': instrument(
    'fraction per root year',
    2 * HOUR_MS,
    'implied volatility of the 30-day option at the money',
  ),
  'account.leverage': instrument(
    '1',
    UNTIL_TOLD,
    'notional per unit of initial margin set for the instrument',
  ),
  'loan.borrow-rate': instrument(
    'fraction per year',
    DAY_MS,
    'what borrowing the coin for a short sale costs',
  ),
  'spot.reference-price': instrument(
    'quote',
    MINUTE_MS,
    'median of the mid prices of the coin at other spot venues',
  ),
  'market.capitalization': instrument(
    'quote',
    3 * DAY_MS,
    'price of all coins of the instrument in existence',
  ),
  'market.circulating-supply': instrument('base', 3 * DAY_MS, 'coins of the instrument in existence'),
  'market.total-capitalization': market('USD', 3 * DAY_MS, 'price of all coins of all kinds in existence'),
  'market.bitcoin-dominance': market(
    'fraction',
    3 * DAY_MS,
    'share of bitcoin in the market capitalization of all coins',
  ),
  'sentiment.fear-and-greed': market('index', 3 * DAY_MS, 'fear and greed index, 0 is fear and 100 is greed'),
} as const satisfies Readonly<Record<string, OutsideSeries>>;

/** Name of a series formulas may read. */
export type OutsideSeriesName = keyof typeof outsideSeries;
