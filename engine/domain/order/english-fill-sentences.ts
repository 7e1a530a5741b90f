import type { Wording, WordingFormat } from '../remark/wording.ts';
import type { FillSentenceValues } from './fill-sentence.ts';

/** The story of a fill in English, for tests and the window alike. */
export const englishFillSentences: Wording<FillSentenceValues> = {
  arrived: ({ afterMs, feedMs, role, side }, f) =>
    `The ${role} order to ${side} reached the venue ${f.plain(afterMs)} ms after it was sent; ` +
    `the market we saw then was ${f.plain(feedMs)} ms old.`,
  amended: ({ afterMs }, f) => `It was changed where it stood ${f.plain(afterMs)} ms after it was sent.`,
  'of-stop': ({ entryId }) => `It is the protective stop of ${entryId}.`,
  'of-bracket': ({ entryId }) => `It is a target of the bracket of ${entryId}.`,
  'of-pair': ({ otherId }) => `It is one of a pair: as one of the two fills, the other, ${otherId}, goes.`,
  'triggered-by': ({ by }) =>
    by === 'mark' ? 'Its trigger looks at the mark price.' : 'Its trigger looks at the last trade.',
  'set-off': ({ seen, trigger }, f) =>
    `A trade at ${f.plain(seen)} set off its trigger at ${f.plain(trigger)}.`,
  'set-off-in-bar': ({ seen, trigger }, f) =>
    `A bar that reached ${f.plain(seen)} set off its trigger at ${f.plain(trigger)}.`,
  'set-off-trailing': ({ best, seen, trigger }, f) =>
    `Its trigger had followed the best trade at ${f.plain(best)} to ${f.plain(trigger)}; a trade at ` +
    `${f.plain(seen)} set it off.`,
  'liquidated-account': (values, f) => liquidated('the account was worth', values, f),
  'liquidated-position': (values, f) => liquidated('the position was backed by', values, f),
  'liquidation-bound': ({ feeBps, price }, f) =>
    `It could not be closed worse than ${f.plain(price)}, where nothing is left; ` +
    `the fee holds ${f.plain(feeBps)} bps for the liquidation.`,
  'queue-risk-averse': () =>
    'Only trades move it up in its queue: who leaves is taken to have stood behind it (risk-averse).',
  'queue-power': ({ exponent }, f) =>
    'Cancellations move it up in its queue, too, by the share its place gives ' +
    `(power model, exponent ${f.plain(exponent)}).`,
  'queue-joined': ({ afterMs, ahead, base }, f) =>
    `It joined the queue ${after(afterMs, f)}, with ${f.plain(ahead)} ${base} ahead of it.`,
  'queue-trade': ({ afterMs, ahead, base }, f) =>
    `Trades left ${f.plain(ahead)} ${base} ahead of it ${after(afterMs, f)}.`,
  'queue-level-shrank': ({ afterMs, ahead, base }, f) =>
    `Its level shrank, so no more than ${f.plain(ahead)} ${base} could be ahead of it ${after(afterMs, f)}.`,
  'queue-level-gone': ({ afterMs }, f) => `Nobody was left ahead of it ${after(afterMs, f)}.`,
  'took-book': (values, f) => `It took ${filled(values, f)} from the displayed book.`,
  'walked-book': (values, f) =>
    `It walked the displayed book: after ${f.plain(values.before)} ${values.base} at better prices it took ${filled(values, f)}.`,
  'beyond-book': (values, f) =>
    `The recorded book held no more than ${f.plain(values.before)} ${values.base}; the remaining ` +
    `${filled(values, f)} counts ${f.plain(values.impactTicks)} ticks beyond its last level.`,
  'queue-reached': (values, f) =>
    `${who(values, f)} reached it in the queue${limitOf(values, f)} and filled ${filled(values, f)}.`,
  'traded-through': (values, f) =>
    `${who(values, f)} passed its limit${values.limit === null ? '' : ` of ${f.plain(values.limit)}`} and filled ${filled(values, f)}.`,
  touched: (values, f) =>
    `${who(values, f)} touched its limit${values.limit === null ? '' : ` of ${f.plain(values.limit)}`}; the optimistic touch-fill preset filled ${filled(values, f)} without a queue.`,
  'taken-over': (values, f) =>
    `The book had nothing better, so the venue took over ${filled(values, f)}, its bankruptcy price.`,
  'venue-record': (values, f) => `The venue reported ${filled(values, f)}.`,
  'closed-by-venue': (values, f) => `The venue itself closed ${filled(values, f)}: ${values.how}.`,
  'in-bar': (values, f) =>
    `There was a bar and no book: it filled ${filled(values, f)} at the worst price the bar allows it.`,
  'rested-in-bar': (values, f) =>
    `There was ${bar(values, f)} and no book. It traded through its limit` +
    `${values.limit === null ? '' : ` of ${f.plain(values.limit)}`} and filled ${filled(values, f)}.`,
  'took-in-bar': (values, f) =>
    `There was ${bar(values, f)} and no book: it filled ${filled(values, f)}: the worst price the bar allows it, ` +
    `and ${f.plain(values.slippage)} on top.`,
  'bar-slippage': ({ base, halfSpread, impact, range, volume }, f) =>
    `On top is half a spread of ${f.plain(halfSpread)} and an impact of ${f.plain(impact)} by the square-root law, ` +
    `for the bar before had a range of ${f.plain(range)} and traded ${f.plain(volume)} ${base}; ` +
    'the sum is rounded up to a tick.',
  'bar-share': ({ allowed, base, used }, f) =>
    `Our orders together get no more than ${f.plain(allowed)} ${base} of what the bar traded` +
    `${used === 0 ? '' : `; ${f.plain(used)} had gone before`}.`,
  'fee-paid': ({ amount, feeBps, liquidity, quote }, f) =>
    `As a ${liquidity} it paid ${f.plain(amount)} ${quote}, ${f.plain(feeBps)} bps of its value.`,
  'fee-received': ({ amount, feeBps, liquidity, quote }, f) =>
    `As a ${liquidity} it received ${f.plain(amount)} ${quote}, a rebate of ${f.plain(feeBps)} bps.`,
  known: ({ afterMs }, f) => `We knew of it ${f.plain(afterMs)} ms after it happened at the venue.`,
};

const after = (ms: number, f: WordingFormat): string => `${f.plain(ms)} ms after it was sent`;

const bar = (
  { high, low, open }: Omit<FillSentenceValues['took-in-bar'], 'slippage'>,
  f: WordingFormat,
): string => `a bar that opened at ${f.plain(open)} and traded from ${f.plain(low)} to ${f.plain(high)}`;

const limitOf = ({ limit }: FillSentenceValues['touched'], f: WordingFormat): string =>
  limit === null ? '' : ` at its limit of ${f.plain(limit)}`;

const filled = ({ base, price, size }: FillSentenceValues['took-book'], f: WordingFormat): string =>
  `${f.plain(size)} ${base} at ${f.plain(price)}`;

function who({ seen, tradeId }: FillSentenceValues['touched'], f: WordingFormat): string {
  const met = tradeId === null ? 'The other side of the book' : `Trade ${tradeId}`;
  return seen === null ? met : `${met} at ${f.plain(seen)}`;
}

const liquidated = (
  backing: string,
  { equity, maintenance, mark, quote }: FillSentenceValues['liquidated-account'],
  f: WordingFormat,
): string =>
  `The venue closed it by force: at a mark of ${f.plain(mark)} ${backing} ` +
  `${f.plain(equity)} ${quote}, below the ${f.plain(maintenance)} that keep it.`;
