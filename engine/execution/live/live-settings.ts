/** Deadlines and paces of a real venue, in ms. */
export const PACE = {
  /** A request without an answer for so long has none. */
  reply: 3000,
  /** An answer to an order is still taken so much later. */
  lateReply: 60_000,
  /** What the venue's own rule for old requests is widened by: clocks that differ, and its own delay. */
  clockMargin: 1000,
  propagation: 2000,
  /** How long "not found" means nothing where the venue has no such rule. */
  settleWithoutWindow: 60_000,
  /** An order that was taken back counts so long as one that may have filled, unless the venue says otherwise. */
  lateFill: 10_000,
  /** What is over stays known for so long, and it is looked at so often which orders need not be known any more. */
  closedOrder: 60_000,
  forgetting: 10_000,
  /** Waits between the questions for an order that nobody knows of, then every so often. */
  inquiry: [500, 1000, 2000, 4000],
  inquiryLater: 5000,
  cancelRetry: 1000,
  /** After a person was called it is still tried so often. */
  cancelLater: 30_000,
  openOrders: 5000,
  positions: 15_000,
  balances: 60_000,
  /** A difference in money has to stand so long before it counts. */
  balanceSettles: 20_000,
  /** Cash flows are asked for no sooner after they were asked for last. */
  cashFlows: 10_000,
  /** Cash flows are asked for from so long before the last reading: venues may list them late. */
  cashOverlap: 3_600_000,
  /** Their ids are remembered for so long: longer than anything is asked for again. */
  cashMemory: 7_200_000,
  trades: 900_000,
  clock: 60_000,
  /** A comparison that fails is made again so much later. */
  recheck: 5000,
  /** Trades are asked for from so long before the last that are known. */
  tradeOverlap: 600_000,
  /** Ids of trades are remembered for so long: longer than anything is asked for again. */
  tradeMemory: 3_600_000,
  /** Rounds of comparing at the start, and the time between them. */
  startRounds: 5,
  startRound: 3000,
  protectionPass: 5000,
  /** An attached stop has so long to show itself before another is sent. */
  attachedStop: 1000,
  /** At a start, stops of positions are waited for so long before what shows none counts as bare. */
  positionStop: 10_000,
} as const;

/** Refusals to take one order back before a person is called. */
export const MOST_CANCELS = 3;

/** Shares of the venue's rate that stops, exits and cancels, then questions, then all else may use. */
export const SHARES = { urgent: 1, question: 0.9, normal: 0.7 } as const;

/** Waits after being limited without a stated one, in ms, doubling up to the last. */
export const LIMITED_FIRST_MS = 1000;
export const LIMITED_MOST_MS = 60_000;

/** Offset and round trip of the venue's clock, in ms, from which entries stop and from which we warn. */
export const CLOCK = { warnOffset: 1000, badOffset: 5000, badRoundTrip: 2000 } as const;

/** The venue's own switch cancels after so many seconds without word from us, and word is sent so often, in ms. */
export const DEAD_MAN = { seconds: 60, refreshMs: 15_000 } as const;

/**
 * A test of it: the least time venues take, in seconds; how long the venue may still be canceling, how often it is asked,
 * and how long it may take to set it, and after it has run out to say what became of the orders, in ms.
 */
export const DEAD_MAN_TRIAL = { seconds: 10, settleMs: 2000, askMs: 2000, patienceMs: 45_000 } as const;

/** From when on what was sent cannot arrive any more, by the venue's rule for requests that are older than `windowMs`. */
export const lastArrival = (sentAt: number, windowMs: number | undefined): number =>
  windowMs === undefined
    ? sentAt + PACE.settleWithoutWindow
    : sentAt + windowMs + PACE.clockMargin + PACE.propagation;
