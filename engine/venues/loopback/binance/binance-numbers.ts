/** Which of the venue's two markets is spoken for; their numbers and addresses differ. */
export type BinanceSide = 'spot' | 'usdm';

/** The whole book is told by its changes. */
export const BINANCE_DEPTH = 5000;
/** Each message holds so many updates of the book. */
const UPDATES_PER_MESSAGE = 3;
const FIRST_NUMBER = 40_000_000_000;

/** The number a client knows a published book by: that of the last update in its message. */
export const binanceUpdateId = (updateId: number): number => FIRST_NUMBER + updateId * UPDATES_PER_MESSAGE;
