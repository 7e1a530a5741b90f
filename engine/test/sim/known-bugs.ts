import { besideOthersBug, bug, change, type KnownBug } from './known-bug.ts';
import { LINKED_BUGS } from './known-linked-bugs.ts';

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
const SIGNALS = 'domain/order/signal-life.ts';

/** What the simulation must find, each of them within 300 seeds; beside the name, the first of them that shows it. */
export const KNOWN_BUGS: readonly KnownBug[] = [
  bug(
    'one "not found" ends an order',
    14,
    change(
      INQUIRIES,
      'if (!inquiry || askedAt < inquiry.settlesAt) return;\n    inquiry.misses += 1;\n    this.settle(record);',
      'if (inquiry) this.#end(record);',
    ),
  ),
  bug(
    'a request counts as unable to arrive after one second',
    1,
    change(
      INQUIRIES,
      'return lastArrival(sent, findsByClientId ? windowMs : undefined);',
      'return sent + 1000;',
    ),
    change(INQUIRIES, 'inquiry.misses >= 2', 'inquiry.misses >= 1'),
  ),
  bug(
    'requests leave before they are written down',
    28,
    change(
      HOST,
      "if (point === 'before') return this.#die();\n    const append",
      "if (point === 'before') {\n      for (const { outcome } of outcomes)\n        if (outcome.kind === 'venue-request') this.#wire?.send(outcome.request);\n      return this.#die();\n    }\n    const append",
    ),
  ),
  bug('trades are counted as often as they are told', 1, change(INTAKE, 'this.#seen.has(key) || ', '')),
  bug(
    'stops are not looked at again after a restart',
    2,
    change('execution/live/start-procedure.ts', 'this.#parts.street.protection.doubt();', ''),
    change('execution/live/order-reader.ts', 'if (stands && !shown.has(record)', 'if (stands && false'),
  ),
  bug(
    'a stop is taken back before its successor is placed',
    2,
    change(
      TENDING,
      'const { entryId, lots, toProtect = lots, trigger } = cover;',
      "const { entryId, lots, toProtect = lots, trigger } = cover;\n  if (cover.standing) tending.door.cancel(cover.standing.id, 'a successor comes');",
    ),
  ),
  bug('the stop is for the first fill only', 1, change(PROTECTION, 'known.lots += cover.lots;', '')),
  bug(
    'a fill after a cancel is left out',
    52,
    change(
      BOOKING,
      'const isLate = isClosed(order.status);',
      'const isLate = isClosed(order.status);\n    if (isLate) return;',
    ),
  ),
  bug(
    'an order that was limited is sent again under its id',
    1,
    change(
      VENUE,
      'this.#parts.requests.limit(now, answer.retryAfterMs);',
      "{\n      this.#parts.requests.limit(now, answer.retryAfterMs);\n      const { request } = pending;\n      if (request.kind === 'place') this.#parts.street.emit({ kind: 'venue-request', request: { ...request, requestId: request.requestId + 1e6 } });\n    }",
    ),
  ),
  bug(
    'only the stream is believed for trades',
    1,
    change(FINDINGS, 'for (const trade of answer.trades) trades.take(trade);', ''),
  ),
  bug(
    'trades of others are booked as ours',
    5,
    change(
      BOOKING,
      'if (left > 0) this.#addExternal(trade, left);',
      "if (left > 0) this.#bookTo('manual', trade, { size: left, before }, false);",
    ),
  ),
  bug(
    'the space between entries begins anew at a restart',
    177,
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
  bug('exits and stops may increase', 1, change(COVER, 'reduceOnly: true', 'reduceOnly: false')),
  bug(
    'a kill takes back the stops',
    7,
    change(DESK, "if (order.role === 'entry' && isMeant) this.cancel", 'if (isMeant) this.cancel'),
  ),
  bug(
    'a stop counts when the venue says yes',
    70,
    change('execution/live/live-street.ts', "confirmedBy: 'read-back'", "confirmedBy: 'acceptance'"),
  ),
  bug(
    'no answer is an answer: not done',
    1,
    change(
      ANSWERS,
      "answer.kind === 'refused' &&\n      (answer.class === 'not-done' || answer.class === 'limited')",
      "(answer.kind === 'no-answer' || answer.class === 'not-done')",
    ),
  ),
  bug(
    'a kill is forgotten at a restart',
    34,
    change(
      KERNEL,
      'this.#commands.restore(state.tradingState, state.tradingStateReason);',
      "this.#commands.restore('active', '');",
    ),
  ),
  bug(
    'an entry leaves however old its signal is',
    2,
    change(
      RULES,
      "if (signal !== undefined && now > signal.at + signal.validMs) return 'signal-too-old';",
      '',
    ),
  ),
  bug(
    'the signal of every strategy counts for a minute',
    2,
    change(SIGNALS, 'ORDER_FLOW_MS : Math.min(', 'LONGEST_MS : Math.max('),
  ),
  bug(
    'numbers of requests begin anew at a restart',
    1,
    change(
      VENUE,
      'this.#parts.requests.restore(state.nextRequestId, state.limited);',
      'this.#parts.requests.restore(1, state.limited);',
    ),
  ),
  bug(
    'a stop that cannot be confirmed is waited for',
    1,
    change(TENDING, 'cover.exposed ??= `not confirmed within ${confirmMs} ms`', 'cover.deadline += 0'),
  ),
  bug(
    'an exit is not capped by what is held',
    15,
    change(RULES, 'return most > 0 && most < intent.lots ? lots(most) : intent.lots;', 'return intent.lots;'),
    change(
      RULES,
      "return order.lots > most ? 'reduce-only-would-increase' : undefined;",
      'return undefined;',
    ),
  ),
  bug(
    'stops stay where nothing is held',
    1,
    change(PROTECTION, 'if (cover.lots === 0) releaseCover(cover, door);\n      else', 'if (cover.lots > 0)'),
  ),
  besideOthersBug(
    'a stop of others holds nothing back',
    2,
    change(
      'execution/live/order-reader.ts',
      'if (trigger === undefined || foreign.isAccepted(venueOrderId)) return;',
      'if (trigger !== undefined) return;',
    ),
  ),
  besideOthersBug(
    'what others would sell is not counted',
    11,
    change(
      'execution/live/foreign-orders.ts',
      'const claimed = this.#claimed.get(instrument) ?? 0;',
      'const claimed = 0;',
    ),
  ),
  besideOthersBug(
    'a person who lets a symbol go counts what was held before as of others',
    5,
    change(
      'execution/live/position-check.ts',
      'this.#countAsTheirs(instrument, mismatch?.isTold === true ? mismatch.lots : 0);',
      'this.#countAsTheirs(instrument, this.#differenceIn(instrument));',
    ),
  ),
  ...LINKED_BUGS,
];
