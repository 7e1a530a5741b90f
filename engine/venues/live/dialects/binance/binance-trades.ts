import { type Fields, fieldsOf, listOf } from '../../../wire/frame-fields.ts';
import { told } from '../../report-fields.ts';
import type { Ask } from '../../venue-trader.ts';

const PAGE = 1000;

/** How own trades of one symbol are asked for. */
export interface TradeQuestion {
  readonly method: string;
  readonly symbol: string;
  readonly weight: number;
  readonly from: number;
  readonly to: number;
  /** The longest span one question may cover, in ms. */
  readonly spanMs: number;
}

/** All own trades of a symbol between two moments: by time, and by number from the first full page on. */
export async function ownTrades(ask: Ask, question: TradeQuestion): Promise<readonly Fields[]> {
  const { from, method, spanMs, symbol, to, weight } = question;
  const trades: Fields[] = [];
  for (let startTime = from; startTime <= to; startTime += spanMs) {
    const params = { symbol, startTime, endTime: startTime + spanMs - 1, limit: PAGE };
    const page = entriesOf(await ask({ method, params, weight }));
    trades.push(...page);
    if (page.length >= PAGE) return [...trades, ...(await following(ask, question, page))];
  }
  return trades;
}

async function following(ask: Ask, { method, symbol, weight }: TradeQuestion, first: readonly Fields[]) {
  const trades: Fields[] = [];
  for (let page = first; page.length >= PAGE;) {
    const last = BigInt(told(page.at(-1)?.['id']) ?? '0');
    const params = { symbol, fromId: String(last + 1n), limit: PAGE };
    page = entriesOf(await ask({ method, params, weight }));
    trades.push(...page);
  }
  return trades;
}

/** The entries of an answer that is a list. @throws {BrokenRule} when it is none. */
export const entriesOf = (body: unknown): readonly Fields[] =>
  listOf(body, 'an answer').map((each) => fieldsOf(each, 'an entry'));
