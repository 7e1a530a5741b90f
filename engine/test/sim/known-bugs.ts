import { besideOthersBug, bug, change, type KnownBug, linkedBug } from './known-bug.ts';

const SENDER = 'execution/live/order-sender.ts';
const RULES = 'execution/live/leave-rules.ts';
const INQUIRIES = 'execution/live/inquiries.ts';
const INTAKE = 'execution/live/trade-intake.ts';
const BOOKING = 'execution/live/trade-booking.ts';
const ANSWERS = 'execution/live/answers.ts';
const FINDINGS = 'execution/live/findings.ts';
const VENUE = 'execution/live/live-venue.ts';
const PROTECTION = 'execution/protection.ts';
const TENDING = 'execution/tend-cover.ts';
const COVER = 'execution/cover.ts';
const DESK = 'runtime/order-desk.ts';
const STATE = 'runtime/kernel-state.ts';
const KERNEL = 'runtime/kernel.ts';
const HOST = 'test/sim/engine-host.ts';
const PAIRS = 'execution/live/live-pairs.ts';
const TARGETS = 'execution/live/live-targets.ts';
const RESTING = 'execution/live/resting-exits.ts';
const SIGNALS = 'domain/order/signal-life.ts';

/** What the simulation must find, each of them within 300 seeds. */
export const KNOWN_BUGS: readonly KnownBug[] = [
  bug(
    'one "not found" ends an order',
    change(
      INQUIRIES,
      'if (!inquiry || askedAt < inquiry.settlesAt) return;\n    inquiry.misses += 1;\n    this.settle(record);',
      'if (inquiry) this.#end(record);',
    ),
  ),
  bug(
    'a request counts as unable to arrive after one second',
    change(
      INQUIRIES,
      'return lastArrival(sent, findsByClientId ? windowMs : undefined);',
      'return sent + 1000;',
    ),
    change(INQUIRIES, 'inquiry.misses >= 2', 'inquiry.misses >= 1'),
  ),
  bug(
    'requests leave before they are written down',
    change(
      HOST,
      "if (point === 'before') return this.#die();\n    const append",
      "if (point === 'before') {\n      for (const { outcome } of outcomes)\n        if (outcome.kind === 'venue-request') this.#wire?.send(outcome.request);\n      return this.#die();\n    }\n    const append",
    ),
  ),
  bug('trades are counted as often as they are told', change(INTAKE, 'this.#seen.has(key) || ', '')),
  bug(
    'stops are not looked at again after a restart',
    change('execution/live/start-procedure.ts', 'this.#parts.street.protection.doubt();', ''),
    change('execution/live/order-reader.ts', 'if (stands && !shown.has(record)', 'if (stands && false'),
  ),
  bug(
    'a stop is taken back before its successor is placed',
    change(
      TENDING,
      'const { entryId, lots, toProtect = lots, trigger } = cover;',
      "const { entryId, lots, toProtect = lots, trigger } = cover;\n  if (cover.standing) tending.door.cancel(cover.standing.id, 'a successor comes');",
    ),
  ),
  bug('the stop is for the first fill only', change(PROTECTION, 'known.lots += cover.lots;', '')),
  bug(
    'a fill after a cancel is left out',
    change(
      BOOKING,
      'const isLate = isClosed(order.status);',
      'const isLate = isClosed(order.status);\n    if (isLate) return;',
    ),
  ),
  bug(
    'an order that was limited is sent again under its id',
    change(
      VENUE,
      'this.#parts.requests.limit(now, answer.retryAfterMs);',
      "{\n      this.#parts.requests.limit(now, answer.retryAfterMs);\n      const { request } = pending;\n      if (request.kind === 'place') this.#parts.street.emit({ kind: 'venue-request', request: { ...request, requestId: request.requestId + 1e6 } });\n    }",
    ),
  ),
  bug(
    'only the stream is believed for trades',
    change(FINDINGS, 'for (const trade of answer.trades) trades.take(trade);', ''),
  ),
  bug(
    'trades of others are booked as ours',
    change(
      BOOKING,
      'if (left > 0) this.#addExternal(trade, left);',
      "if (left > 0) this.#bookTo('manual', trade, { size: left, before }, false);",
    ),
  ),
  bug(
    'the space between entries begins anew at a restart',
    change(
      SENDER,
      'for (const [instrument, at] of entrySentAt) this.#rules.entrySentAt.set(instrument, at);',
      '',
    ),
    change(
      STATE,
      'for (const [id, time] of Object.entries(state.lastEntrySentAt)) desk.restoreLastEntry(id, unixMs(time));',
      '',
    ),
  ),
  bug('exits and stops may increase', change(COVER, 'reduceOnly: true', 'reduceOnly: false')),
  bug(
    'a kill takes back the stops',
    change(DESK, "if (order.role === 'entry' && isMeant) this.cancel", 'if (isMeant) this.cancel'),
  ),
  bug(
    'a stop counts when the venue says yes',
    change('execution/live/live-street.ts', "confirmedBy: 'read-back'", "confirmedBy: 'acceptance'"),
  ),
  bug(
    'no answer is an answer: not done',
    change(
      ANSWERS,
      "answer.kind === 'refused' &&\n      (answer.class === 'not-done' || answer.class === 'limited')",
      "(answer.kind === 'no-answer' || answer.class === 'not-done')",
    ),
  ),
  bug(
    'a kill is forgotten at a restart',
    change(
      KERNEL,
      'this.#commands.restore(state.tradingState, state.tradingStateReason);',
      "this.#commands.restore('active', '');",
    ),
  ),
  bug(
    'an entry leaves however old its signal is',
    change(
      RULES,
      "if (signal !== undefined && now > signal.at + signal.validMs) return 'signal-too-old';",
      '',
    ),
  ),
  bug(
    'the signal of every strategy counts for a minute',
    change(SIGNALS, 'ORDER_FLOW_MS : Math.min(', 'LONGEST_MS : Math.max('),
  ),
  bug(
    'numbers of requests begin anew at a restart',
    change(
      VENUE,
      'this.#parts.requests.restore(state.nextRequestId, state.limited);',
      'this.#parts.requests.restore(1, state.limited);',
    ),
  ),
  bug(
    'a stop that cannot be confirmed is waited for',
    change(TENDING, 'cover.exposed ??= `not confirmed within ${confirmMs} ms`', 'cover.deadline += 0'),
  ),
  bug(
    'an exit is not capped by what is held',
    change(RULES, 'return most > 0 && most < intent.lots ? lots(most) : intent.lots;', 'return intent.lots;'),
    change(
      RULES,
      "return order.lots > most ? 'reduce-only-would-increase' : undefined;",
      'return undefined;',
    ),
  ),
  bug(
    'stops stay where nothing is held',
    change(PROTECTION, 'if (cover.lots === 0) releaseCover(cover, door);\n      else', 'if (cover.lots > 0)'),
  ),
  linkedBug(
    'the other leg of a pair leaves as soon as the first was asked back',
    change(
      PAIRS,
      'if (pair.isSetOff) this.#door.cancel(id, OTHER_LEG);',
      'if (pair.isSetOff) {\n        this.#door.cancel(id, OTHER_LEG);\n        return this.#sendOther(pair, record.order);\n      }',
    ),
  ),
  linkedBug(
    'the other leg of a pair leaves for all of the lots',
    change(PAIRS, 'lots(first.lots - first.filledLots)', 'first.lots'),
  ),
  linkedBug(
    'the other leg leaves before the venue has said what was filled of the first',
    change(PAIRS, 'if (!this.#isCertain(pair, record)) return true;', ''),
  ),
  linkedBug(
    'pairs are forgotten over a restart',
    change('execution/live/linked-orders.ts', 'this.#pairs.restore(pairs);', ''),
  ),
  linkedBug(
    'exits that rest stay where less is held',
    change(RESTING, 'if (excess <= 0) return;', 'return;'),
    change(TARGETS, 'this.#takeBack(bracket, standing - open);', ''),
  ),
  linkedBug(
    'a target nobody knows of is taken for none',
    change(
      TARGETS,
      'order && !isClosed(order.status) ? [order] : []',
      "order?.status === 'working' ? [order] : []",
    ),
    change('execution/live/exit-room.ts', '(waits || !isRestingExit(order))', '!isRestingExit(order)'),
  ),
  linkedBug(
    'an exit plan moves stops away from the market, too',
    change(
      'runtime/risk/stop-mover.ts',
      'filter((stop) => isTighter(stop, at, stop.trigger))',
      'filter((stop) => at !== stop.trigger)',
    ),
  ),
  besideOthersBug(
    'a stop of others holds nothing back',
    change(
      'execution/live/order-reader.ts',
      'if (trigger === undefined || foreign.isAccepted(venueOrderId)) return;',
      'if (trigger !== undefined) return;',
    ),
  ),
  besideOthersBug(
    'what others would sell is not counted',
    change(
      'execution/live/foreign-orders.ts',
      'const claimed = this.#claimed.get(instrument) ?? 0;',
      'const claimed = 0;',
    ),
  ),
  besideOthersBug(
    'a person who lets a symbol go counts what was held before as of others',
    change(
      'execution/live/position-check.ts',
      'this.#countAsTheirs(instrument, mismatch?.isTold === true ? mismatch.lots : 0);',
      'this.#countAsTheirs(instrument, this.#differenceIn(instrument));',
    ),
  ),
  {
    name: 'a leg that was reached while nobody was there is not asked for',
    shownBy: { linked: true, hasFarLegs: true },
    changes: [change('execution/live/missed-prices.ts', 'pair.missedFrom ??= pair.watchedAt;', '')],
  },
];
