import type { ArmingReview } from '../../contract/arming.ts';
import type { VenueBalance } from '../../domain/venue/venue-report.ts';
import { openPositionCount } from '../kernel-rooms.ts';
import { WARM_UP_ENTRIES } from './armed.ts';
import type { Session } from '../session.ts';

/** What the venue holds may differ from our record by this part of it before both are named. */
const WORTH_NAMING = 0.01;

/** The amounts a person has to have read: what is at stake, and what may be lost of it. */
export function reviewWords(
  { description, kernel: { risk, rooms } }: Session,
  balances: readonly VenueBalance[] | undefined,
): Pick<ArmingReview, 'equity' | 'mostLossToday' | 'mostPosition' | 'warmUpEntries'> {
  const { currency, instruments } = description;
  const { balance, equity } = risk.numbers();
  const { limits } = risk;
  // Before the first day has begun nothing was lost in it.
  const atDayStart = risk.account.day.startEquity || equity;
  const mostLoss = Math.max(0, limits.dailyLoss * atDayStart - Math.max(0, atDayStart - equity));
  const words = (amount: number) => amountWords(amount, currency);
  const atVenue = Number(balances?.find(({ asset }) => asset === currency)?.totalDecimal ?? Number.NaN);
  // What was bought on spot is held in its own coin and no longer in the currency of the account.
  const isComparable = instruments.every(({ kind }) => kind !== 'spot') || openPositionCount(rooms) === 0;
  const differs = isComparable && Math.abs(atVenue - balance) > WORTH_NAMING * Math.abs(balance);
  return {
    equity: differs ? `${words(equity)} by our record, ${words(atVenue)} held at the venue` : words(equity),
    mostLossToday: words(mostLoss),
    mostPosition: words(Math.max(0, limits.symbolNotional * limits.leverage * equity)),
    warmUpEntries: Math.max(WARM_UP_ENTRIES, limits.warmUpEntries),
  };
}

/** `1,250.00 USDT`. */
export const amountWords = (amount: number, currency: string): string =>
  `${amount.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })} ${currency}`;
