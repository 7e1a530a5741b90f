import type { VenueAnswer } from '../../domain/venue/venue-report.ts';
import { parseMessageOfNumbers } from '../wire/read-message.ts';
import { outcomeOf, type Purpose } from './outcome-of.ts';
import type { WholeResponse } from './transport.ts';
import type { TradingDialect } from './venue-trader.ts';

/** A reply after our own table has judged it. */
export type JudgedReply =
  | { readonly kind: 'good'; readonly body: unknown }
  | {
      readonly kind: 'bad';
      readonly answer: VenueAnswer;
      readonly isAbsent: boolean;
      readonly isAboutClock: boolean;
      readonly isAboutKey: boolean;
      readonly isLimited: boolean;
    };

const LONGEST_RETRY_AFTER_S = 3600;
const MOST_CODE_CHARACTERS = 60;

/** Judges a whole reply; ccxt's own classes of errors are not asked. */
export function judgeReply(dialect: TradingDialect, purpose: Purpose, response: WholeResponse): JudgedReply {
  const { status } = response;
  const body = parseMessageOfNumbers(response.text, (content) => ({ content }));
  const isReadable = !('kind' in body) && typeof body.content === 'object' && body.content !== null;
  const content = isReadable ? body.content : undefined;
  const isSuccess = status >= 200 && status < 300;
  const told = isReadable ? dialect.codeOf({ status, body: content }) : undefined;
  if (isSuccess && isReadable && told === undefined) return { kind: 'good', body: content };
  const outcome = outcomeOf(dialect.venue, purpose, { status, code: told });
  const isLimited = outcome.class === 'limited';
  const flags = {
    isAbsent: outcome.isAbsent,
    isAboutClock: outcome.isAboutClock,
    isAboutKey: outcome.isAboutKey,
    isLimited,
  };
  const venueCode = codeText(told ?? `HTTP ${status}`);
  if (!isReadable && !isLimited)
    return { kind: 'bad', answer: { kind: 'no-answer', because: venueCode }, ...flags };
  const retryAfterMs = isLimited ? retryAfterMsOf(response.headers) : undefined;
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  const reason = outcome.reason === undefined ? {} : { reason: outcome.reason };
  const isHalf = isReadable && dialect.hasTakenBack?.({ status, body: content }) === true;
  const half = isHalf ? ({ hasTakenBack: true } as const) : {};
  return {
    kind: 'bad',
    answer: { kind: 'refused', class: outcome.class, venueCode, ...reason, ...wait, ...half },
    ...flags,
  };
}

/** When a venue wants to be asked again, in ms from now. */
export function retryAfterMsOf(headers: Readonly<Record<string, string>>): number | undefined {
  const entry = Object.entries(headers).find(([name]) => name.toLowerCase() === 'retry-after');
  const seconds = Number(entry?.[1].trim() || Number.NaN);
  if (!Number.isFinite(seconds) || seconds < 0) return undefined;
  return Math.min(seconds, LONGEST_RETRY_AFTER_S) * 1000;
}

/** A code may be a sentence of the venue's; only plain characters of it are kept. */
const codeText = (code: string): string =>
  code.replaceAll(/[^\w .:,()/-]/g, '').slice(0, MOST_CODE_CHARACTERS);
