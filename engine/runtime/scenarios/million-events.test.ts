import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { OrderIntent, OrderKind } from '../../domain/order/order-intent.ts';
import { signOf, type Side } from '../../domain/order/side.ts';
import { LIMIT_NAMES, LIMIT_RULES } from '../../domain/risk/limit-rules.ts';
import type { KernelCommand } from '../../domain/session/command.ts';
import type { SessionDescription } from '../../domain/session/session-description.ts';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { unixMs } from '../../domain/units/time.ts';
import { canonicalJson } from '../../journal/canonical-json.ts';
import { Random } from '../../numerics/random.ts';
import { readRecording } from '../../venues/recorded/read-recording.ts';
import { RecordingWriter } from '../../venues/recorded/recording-writer.ts';
import { createSandboxMarket } from '../../venues/sandbox/sandbox-market.ts';
import { Session } from '../session.ts';
import { strategyCatalog } from '../strategy-catalog.ts';
import { describeSession } from '../workstation-sessions.ts';

/** Events of the session; the whole test takes about a minute on one core. */
const EVENTS = 1_000_000;
/** One order by hand in so many events. */
const ORDER_EVERY = 500;
/** Losses pause an instrument or the account; the hand goes on after so many events. */
const PAUSES_END_EVERY = 5_000;
const BEGIN = 1_714_521_600_000;

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A person who places, changes and cancels orders of every kind, drawn from a seed. */
class BusyHand {
  readonly #session: Session;
  readonly #random = new Random(77);

  constructor(session: Session) {
    this.#session = session;
  }

  act(): void {
    const { kernel } = this.#session;
    const { venue } = kernel.rooms;
    const open = venue.openOrders().filter(({ protects, runId }) => runId === 'manual' && !protects);
    const [order] = open;
    if (order && this.#random.uniform() < 0.3) {
      if (this.#random.uniform() < 0.5) this.#tell({ kind: 'cancel-order', orderId: order.id });
      else if ('limit' in order.kind)
        this.#tell({
          kind: 'amend-order',
          orderId: order.id,
          change: { limit: ticks(order.kind.limit + this.#random.integer(5) - 2) },
        });
      return;
    }
    const markets = kernel.rooms.market.all;
    const market = markets[this.#random.integer(markets.length)];
    if (market && market.book.bestBid > 0 && market.book.bestAsk > 0)
      this.#tell({ kind: 'place-order', intent: this.#intent(market.instrument, market.book) });
  }

  endPauses(): void {
    for (const { instrument } of this.#session.kernel.rooms.market.all) {
      const of = { kind: 'symbol', instrument: instrument.id } as const;
      this.#tell({ kind: 'end-pause', of, because: 'a busy hand goes on' });
    }
    this.#tell({ kind: 'end-pause', of: { kind: 'account' }, because: 'a busy hand goes on' });
    this.#tell({ kind: 'set-trading-state', state: 'active', because: 'a busy hand goes on' });
  }

  #tell(command: KernelCommand): void {
    this.#session.take({ kind: 'command', time: this.#session.kernel.time, command });
  }

  #intent(instrument: Instrument, { bestAsk, bestBid }: { bestAsk: number; bestBid: number }): OrderIntent {
    const held = this.#session.kernel.rooms.ledger.signedLots('manual', instrument.id);
    const isLeaving = held !== 0 && this.#random.uniform() < 0.6;
    const side: Side = isLeaving
      ? held > 0
        ? 'sell'
        : 'buy'
      : this.#random.uniform() < 0.5
        ? 'buy'
        : 'sell';
    const sign = signOf(side);
    const near = side === 'buy' ? bestBid : bestAsk;
    const away = 1 + this.#random.integer(20);
    const size = isLeaving ? Math.abs(held) : 5 * instrument.minLots + this.#random.integer(50);
    return {
      runId: 'manual',
      instrument: instrument.id,
      role: isLeaving ? 'exit' : 'entry',
      side,
      lots: lots(size),
      kind: this.#kind(near, sign, away),
      reduceOnly: isLeaving,
      reason: 'a busy hand',
      ...(isLeaving
        ? {}
        : {
            protectiveStop: ticks(Math.round(near * (1 - sign * 0.01))),
            targets: [{ at: ticks(near + sign * (away + 10)), lots: lots(size) }],
          }),
    };
  }

  #kind(near: number, sign: 1 | -1, away: number): OrderKind {
    const terms = { limit: ticks(near - sign * away), timeInForce: 'gtc', postOnly: false } as const;
    const kinds: readonly OrderKind[] = [
      { type: 'market' },
      { type: 'limit', ...terms },
      { type: 'limit', ...terms, limit: ticks(near), postOnly: true },
      { type: 'limit', ...terms, limit: ticks(near + sign * away), timeInForce: 'ioc' },
      { type: 'stop-market', trigger: ticks(near + sign * away) },
      { type: 'stop-limit', ...terms, trigger: ticks(near + sign * away) },
      { type: 'take-profit-market', trigger: ticks(near - sign * away) },
      { type: 'take-profit-limit', ...terms, trigger: ticks(near - sign * away) },
      { type: 'trailing-stop', distance: ticks(away) },
    ];
    return kinds[this.#random.integer(kinds.length)] ?? { type: 'market' };
  }
}

/** Fees so low that the guard against them does not end the session. */
const describeMillion = (listed: readonly Instrument[]): SessionDescription => ({
  ...describeSession({
    settings: {
      depositQuote: '100000',
      engineVersion: 'test',
      latency: { feedMs: 40, orderMs: 40, responseMs: 40 },
      paper: { queue: { model: 'power', exponent: 2 } },
    },
    now: BEGIN,
    accountId: 'million',
    mode: 'paper',
    source: 'sandbox',
    seed: 3,
    instruments: listed.map((each) => ({ ...each, makerFeePpm: -10, takerFeePpm: 30 })),
  }),
  latency: {
    feedMs: 40,
    orderMs: 40,
    responseMs: 40,
    variation: { kind: 'log-normal', sigmaPerMille: 400 },
  },
});

/** Trades a million events and records them; commits come in portions as a machine under load would make them. */
function record(path: string): { hash: string; state: string; fills: number; kinds: Set<string> } {
  const market = createSandboxMarket({ seed: 3, startTime: unixMs(BEGIN) });
  const description = describeMillion(market.instruments);
  const recording = RecordingWriter.create(path, description);
  const session = new Session(description, strategyCatalog, { recording });
  const hand = new BusyHand(session);
  const portions = new Random(5);
  const kinds = new Set<string>();
  let fills = 0;
  let nextCommit = 1;
  session.take({ kind: 'command', time: unixMs(BEGIN), command: { kind: 'begin' } });
  for (const limit of LIMIT_NAMES) {
    const { least, loosens, most } = LIMIT_RULES[limit];
    const value = loosens === 'up' ? most : least;
    session.take({ kind: 'command', time: unixMs(BEGIN), command: { kind: 'set-limit', limit, value } });
  }
  for (const [index, { id }] of market.instruments.slice(0, 2).entries()) {
    const strategyId = index === 0 ? 'renaissance-gate' : 'buy-and-hold';
    session.take({
      kind: 'command',
      time: unixMs(BEGIN),
      command: { kind: 'start-strategy', runId: strategyId, strategyId, instrument: id, params: {} },
    });
  }
  while (session.kernel.sequence < EVENTS) {
    const event = market.next();
    if (!event) throw new Error('the sandbox has no end');
    session.take(event);
    if (session.kernel.sequence % ORDER_EVERY === 0) hand.act();
    if (session.kernel.sequence % PAUSES_END_EVERY === 0) hand.endPauses();
    if (session.kernel.sequence < nextCommit) continue;
    nextCommit = session.kernel.sequence + 1 + portions.integer(400);
    for (const { outcome } of session.commit()) {
      if (outcome.kind !== 'order-filled') continue;
      fills += 1;
      kinds.add(`${outcome.fill.role} ${outcome.fill.cause.model}`);
    }
  }
  session.end('done');
  market.close();
  return { hash: session.hash.digest(), state: canonicalJson(session.kernel.state()), fills, kinds };
}

describe(`a paper session of ${EVENTS} events`, () => {
  it(
    'run again as a backtest has every order, fill, fee and balance again: 0 differences',
    { timeout: 300_000 },
    () => {
      const folder = mkdtempSync(join(tmpdir(), 'million-'));
      folders.push(folder);
      const path = join(folder, 'paper.ewrec');
      const paper = record(path);
      expect(paper.fills).toBeGreaterThan(500);
      expect(paper.kinds.size).toBeGreaterThan(4);
      expect(statSync(path).size).toBeGreaterThan(EVENTS);

      const recording = readRecording(path);
      const again = new Session({ ...recording.description, mode: 'backtest' }, strategyCatalog);
      for (let event = recording.next(); event; event = recording.next()) {
        again.take(event);
        if (again.kernel.sequence % 5_000 === 0) again.commit();
      }
      again.commit();
      recording.close();
      expect(again.kernel.sequence).toBeGreaterThanOrEqual(EVENTS);
      expect(again.hash.digest()).toBe(paper.hash);
      expect(canonicalJson(again.kernel.state())).toBe(paper.state);
    },
  );
});
