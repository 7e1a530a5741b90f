import type { RunId } from '../domain/order/order-intent.ts';
import type { AccountState } from '../domain/portfolio/account.ts';
import type { KernelCommand } from '../domain/session/command.ts';
import type { Outcome } from '../domain/session/outcome.ts';
import { moneyToNumber } from '../domain/units/money.ts';
import type { UnixMs } from '../domain/units/time.ts';
import type { Decision } from '../strategies/strategy.ts';
import { entryIntent } from './entry-intent.ts';
import { countedLots } from './risk/counted-lots.ts';
import { entrySize } from './risk/entry-size.ts';
import type { KernelRooms } from './kernel-rooms.ts';
import type { KernelState } from './kernel-state.ts';
import type { Now, OrderDesk } from './order-desk.ts';
import type { StrategyCatalog } from './strategy-catalog.ts';
import { type RunnerState, StrategyRunner } from './strategy-runner.ts';
import { FIXED_REASONS } from '../domain/remark/fixed-reasons.ts';
import { toldReason } from '../domain/remark/reason.ts';

/** What the desk needs of the kernel it works in. */
export interface StrategyDeskParts {
  readonly orders: OrderDesk;
  readonly tell: (outcome: Outcome) => void;
  readonly valueAccount: () => AccountState;
}

type Start = Extract<KernelCommand, { kind: 'start-strategy' }>;
type Enter = Extract<Decision, { kind: 'enter' }>;

/** Where strategies are started, asked and stopped, and where their decisions become intents. */
export class StrategyDesk {
  readonly #rooms: KernelRooms;
  readonly #catalog: StrategyCatalog;
  readonly #parts: StrategyDeskParts;
  /** Runs that an earlier session left and that cannot be put back. */
  readonly #gone: RunnerState[] = [];

  constructor(rooms: KernelRooms, catalog: StrategyCatalog, parts: StrategyDeskParts) {
    this.#rooms = rooms;
    this.#catalog = catalog;
    this.#parts = parts;
  }

  start({ instrument: instrumentId, params, runId, strategyId }: Start, time: UnixMs): void {
    const { instruments, runners } = this.#rooms;
    const { tell } = this.#parts;
    const strategy = this.#catalog.get(strategyId);
    const instrument = instruments.get(instrumentId);
    if (!strategy || !instrument) {
      const missing = strategy ? `instrument ${instrumentId}` : `strategy ${strategyId}`;
      return tell({
        kind: 'notice',
        level: 'warning',
        text: `cannot start ${runId}: there is no ${missing}`,
      });
    }
    const runner = StrategyRunner.begin(strategy, instrument, this.#rooms, {
      runId,
      params,
      startedAt: time,
    });
    runners.set(runId, runner);
    this.#noteRun(runId, strategyId);
    return tell({
      kind: 'strategy-started',
      runId,
      strategyId,
      instrument: instrumentId,
      params: runner.params,
    });
  }

  stop(runId: RunId, openPosition: 'keep' | 'close', now: Now): void {
    const { runners } = this.#rooms;
    const { orders, tell } = this.#parts;
    const runner = runners.get(runId);
    if (!runner) return;
    orders.cancelEntries(FIXED_REASONS['strategy-stopped'], now.time, { runId });
    orders.risk.maker.release(runId);
    if (openPosition === 'close') {
      orders.unwanted.disown(FIXED_REASONS['strategy-stopped'], runId);
      orders.close(runId, runner.instrument, FIXED_REASONS['strategy-stopped'], now);
    }
    runner.release();
    runners.delete(runId);
    const fate = openPosition === 'close' ? 'stopped-position-closed' : 'stopped-position-kept';
    tell({ kind: 'strategy-stopped', runId, because: FIXED_REASONS[fate] });
  }

  /** Asks every strategy whose moment has come, and does what it decides. */
  askAll(now: Now): void {
    const { ledger, market, runners } = this.#rooms;
    if (this.#parts.orders.risk.strategiesAreStopped) return;
    for (const runner of runners.values()) {
      if (!runner.isDue(now.time)) continue;
      const { id } = runner.instrument;
      const decision = runner.decide({
        time: now.time,
        market: market.of(id),
        position:
          countedLots(this.#rooms, runner.runId, runner.instrument) === 0
            ? undefined
            : ledger.position(runner.runId, id),
        equityQuote: moneyToNumber(this.#parts.valueAccount().equity),
      });
      if (decision) this.#follow(runner, decision, now);
    }
  }

  /** Puts back the strategies that ran when the state was taken. */
  restore(runs: KernelState['runs']): void {
    const { instruments, runners } = this.#rooms;
    for (const run of runs) {
      const strategy = this.#catalog.get(run.strategyId);
      const instrument = instruments.get(run.instrument);
      // Whose runs these are must be known, whatever an older record has forgotten.
      this.#parts.orders.risk.record.noteRun(run.runId, run.strategyId);
      if (strategy && instrument)
        runners.set(run.runId, new StrategyRunner(strategy, instrument, this.#rooms, run));
      else this.#gone.push(run);
    }
  }

  /** Takes back the entries of runs that could not be put back, and has what they still fill closed. */
  disownGone(now: Now): void {
    const { orders, tell } = this.#parts;
    for (const { instrument, runId, strategyId } of this.#gone.splice(0)) {
      const missing = this.#catalog.has(strategyId) ? `instrument ${instrument}` : `strategy ${strategyId}`;
      const because = `${runId} cannot go on: there is no ${missing}`;
      orders.unwanted.disown(because, runId);
      orders.cancelEntries(because, now.time, { runId });
      orders.risk.maker.release(runId);
      tell({ kind: 'notice', level: 'warning', text: `${because}; what it holds stays behind its stop` });
      tell({ kind: 'strategy-stopped', runId, because });
    }
  }

  /** Whose strategy a run is; runs that nothing is left of are forgotten. */
  #noteRun(runId: RunId, strategyId: string): void {
    const { ledger, runners, venue } = this.#rooms;
    const { record } = this.#parts.orders.risk;
    const held = new Set(ledger.positions().map((position) => position.runId));
    record.forgetRuns((run) => runners.has(run) || held.has(run) || venue.remembersRun(run));
    record.noteRun(runId, strategyId);
  }

  #follow(runner: StrategyRunner, decision: Decision, now: Now): void {
    switch (decision.kind) {
      case 'hold':
        if (decision.blocked) runner.noteBlocked(decision.blocked.gate, decision.blocked.side, now.time);
        return;
      case 'exit':
        if (this.#parts.orders.close(runner.runId, runner.instrument, wishOf(decision), now))
          this.#tellDecision(runner, decision);
        return;
      case 'enter':
        if (this.#enter(runner, decision, now)) this.#tellDecision(runner, decision);
    }
  }

  #enter(runner: StrategyRunner, decision: Enter, now: Now): boolean {
    const { instrument, runId } = runner;
    const { description, market, venue } = this.#rooms;
    const book = market.of(instrument.id)?.book;
    if (!book || countedLots(this.#rooms, runId, instrument) !== 0) return false;
    if (venue.hasEntryInFlight(runId, instrument.id)) return false;
    if (!runner.mayEnter(now.time, description.risk.entrySpacingMs)) return false;
    const { equity } = this.#parts.valueAccount();
    const { bestAsk, bestBid } = book;
    const { risk } = this.#parts.orders;
    const conviction = convictionOf(decision);
    const intent = entryIntent(decision, {
      runId,
      instrument,
      equity,
      bestBid,
      bestAsk,
      risk: description.risk,
      signal: { at: now.time, validMs: runner.signalLifeMs },
      conviction,
      ...(risk.hasPolicy ? { sizeOf: (entry) => entrySize(risk, this.#rooms, entry) } : {}),
    });
    this.#parts.orders.own.noteConviction(runId, conviction);
    const terms = risk.rules.maker[runner.strategy.id];
    return terms
      ? this.#parts.orders.rest(intent, runner.strategy.id, terms, now)
      : this.#parts.orders.propose(intent, now);
  }

  #tellDecision(runner: StrategyRunner, decision: Exclude<Decision, { kind: 'hold' }>): void {
    const { kind: action, measured, reason } = decision;
    const { instrument, runId } = runner;
    const told = toldReason(reason);
    this.#parts.tell({ kind: 'decision', runId, instrument: instrument.id, action, ...told, measured });
  }
}

const wishOf = ({ reason }: Extract<Decision, { kind: 'exit' }>) => ({ ...toldReason(reason), isWish: true });

/** How sure a strategy was that says so: the size of its signal times its confidence. */
function convictionOf({ measured }: Enter): number | undefined {
  const confidence = measured['confidence'];
  const signal = measured['signal'];
  if (confidence === undefined || signal === undefined) return undefined;
  return Math.min(1, Math.abs(signal) * confidence);
}
