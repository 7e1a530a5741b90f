import type { Instrument } from '../domain/instrument/instrument.ts';
import type { Fill } from '../domain/order/fill.ts';
import type { RunId } from '../domain/order/order-intent.ts';
import { signalLifeMs } from '../domain/order/signal-life.ts';
import type { Position } from '../domain/portfolio/position.ts';
import { bpsBetween } from '../domain/units/bps.ts';
import { moneyToNumber } from '../domain/units/money.ts';
import { unixMs, type UnixMs } from '../domain/units/time.ts';
import type { VoteDecision } from '../domain/vote/vote-decision.ts';
import type { VoteGroup } from '../domain/vote/vote-group.ts';
import type { FeatureHandle } from '../features/feature-handle.ts';
import type { FeatureHub } from '../features/feature-hub.ts';
import type { VoteDesk, VoteHandle } from '../features/vote-desk.ts';
import type { InstrumentMarket } from '../market/instrument-market.ts';
import type {
  Decision,
  FeatureNeed,
  Holding,
  Measure,
  Parameters,
  Strategy,
  StrategyRun,
} from '../strategies/strategy.ts';
import { type BlockedTally, CounterfactualLedger } from './counterfactual.ts';

const DAY_MS = 86_400_000;

/** What a run must remember across a restart. Plain data. */
export interface RunnerState {
  readonly runId: RunId;
  readonly strategyId: string;
  readonly instrument: string;
  readonly params: Parameters;
  readonly startedAt: number;
  readonly openedAt: number;
  readonly entries: number;
  readonly entriesToday: number;
  readonly entryDay: number;
  readonly decisions: number;
  readonly blocked: readonly BlockedTally[];
  /** What the strategy itself remembers, as plain data; absent where that is nothing. */
  readonly memory?: unknown;
}

/** Where a run has its numbers measured and its votes counted. */
export interface MeasuringRooms {
  readonly features: FeatureHub;
  readonly votes: VoteDesk;
}

/** What the kernel knows at a moment of decision. */
export interface DecisionContext {
  readonly time: UnixMs;
  readonly market: InstrumentMarket | undefined;
  readonly position: Position | undefined;
  readonly equityQuote: number;
}

/** One strategy on one instrument: asks it when it is due and warm, and keeps its tallies. */
export class StrategyRunner {
  readonly runId: RunId;
  readonly strategy: Strategy;
  readonly params: Parameters;
  readonly instrument: Instrument;
  readonly startedAt: UnixMs;
  /** How long what it decides counts, in ms. */
  readonly signalLifeMs: number;
  readonly blocked: CounterfactualLedger;
  lastDecision: Pick<Decision, 'kind' | 'reason'> | undefined;
  decisions: number;
  entries: number;
  isWarm = false;
  roundTripCostBps = 0;
  mid = 0;

  readonly #run: StrategyRun;
  readonly #features: readonly (readonly [string, FeatureNeed, FeatureHandle])[];
  readonly #votes: readonly (readonly [VoteGroup, VoteHandle])[];
  readonly #everyMs: number;
  readonly #values: Record<string, number> = {};
  #nextDecisionAt = 0;
  #quietUntil = 0;
  #openedAt: number;
  #entriesToday: number;
  #entryDay: number;
  #entryOrders = new Set<string>();

  constructor(
    strategy: Strategy,
    instrument: Instrument,
    { features, votes }: MeasuringRooms,
    state: Omit<RunnerState, 'strategyId' | 'instrument'>,
  ) {
    const params = strategy.params.parse(state.params);
    this.runId = state.runId;
    this.strategy = strategy;
    this.params = params as Parameters;
    this.instrument = instrument;
    this.startedAt = unixMs(state.startedAt);
    this.signalLifeMs = signalLifeMs(strategy.signalSource(params));
    this.blocked = new CounterfactualLedger(state.blocked);
    this.decisions = state.decisions;
    this.entries = state.entries;
    this.#openedAt = state.openedAt;
    this.#entriesToday = state.entriesToday;
    this.#entryDay = state.entryDay;
    this.#run = strategy.start(params, state.memory);
    this.#everyMs = strategy.decideEveryMs(params);
    this.#features = Object.entries(strategy.needs(params)).map(
      ([name, need]) => [name, need, features.request(instrument.id, need)] as const,
    );
    this.#votes = (strategy.votes?.(params) ?? []).map(
      (group) => [group, votes.request(instrument.id, group)] as const,
    );
  }

  /** A run that starts now and remembers nothing. */
  static begin(
    strategy: Strategy,
    instrument: Instrument,
    rooms: MeasuringRooms,
    run: Pick<RunnerState, 'runId' | 'params' | 'startedAt'>,
  ): StrategyRunner {
    const unused = { openedAt: 0, entries: 0, entriesToday: 0, entryDay: -1, decisions: 0, blocked: [] };
    return new StrategyRunner(strategy, instrument, rooms, { ...run, ...unused });
  }

  isDue(time: UnixMs): boolean {
    return time >= this.#nextDecisionAt;
  }

  /** Asks the strategy. Undefined while a feature is not warm or there is no two-sided market. */
  decide(context: DecisionContext): Decision | undefined {
    const { market, time } = context;
    this.#nextDecisionAt = time - (time % this.#everyMs) + this.#everyMs;
    if (market?.feed !== 'live') return undefined;
    const { bestAsk, bestBid } = market.book;
    if (bestBid === 0 || bestAsk === 0) return undefined;
    const bid = bestBid * this.instrument.tickValue;
    const ask = bestAsk * this.instrument.tickValue;
    this.mid = (bid + ask) / 2;
    this.blocked.observe(time, this.mid);
    if (!this.#readFeatures()) return undefined;

    this.roundTripCostBps = ((ask - bid) / this.mid) * 10_000 + (2 * this.instrument.takerFeePpm) / 100;
    this.decisions += 1;
    const decision = this.#run.decide({
      time,
      bid,
      ask,
      mid: this.mid,
      features: this.#values,
      votes: this.#decisions(),
      holding: this.#holding(context.position),
      roundTripCostBps: this.roundTripCostBps,
      equityQuote: context.equityQuote,
      entries: this.entries,
      entriesToday: Math.floor(time / DAY_MS) === this.#entryDay ? this.#entriesToday : 0,
    });
    this.lastDecision = decision;
    return decision;
  }

  /** Whether the run may propose another entry; after one it keeps quiet for `spacingMs`. */
  mayEnter(time: UnixMs, spacingMs: number): boolean {
    if (time < this.#quietUntil) return false;
    this.#quietUntil = time + spacingMs;
    return true;
  }

  noteBlocked(gate: string, side: 'buy' | 'sell', time: UnixMs): void {
    this.blocked.note(gate, { side, mid: this.mid, costBps: this.roundTripCostBps, time });
  }

  noteFill(fill: Fill, positionBefore: number): void {
    if (positionBefore === 0) this.#openedAt = fill.time;
    if (fill.role !== 'entry' || this.#entryOrders.has(fill.orderId)) return;
    this.#entryOrders.add(fill.orderId);
    const day = Math.floor(fill.time / DAY_MS);
    this.#entriesToday = day === this.#entryDay ? this.#entriesToday + 1 : 1;
    this.#entryDay = day;
    this.entries += 1;
  }

  measures(): readonly Measure[] {
    return this.#run.measures();
  }

  /** Gives its features and votes back, so that formulas nobody needs stop. */
  release(): void {
    for (const [, , handle] of this.#features) handle.release();
    for (const [, handle] of this.#votes) handle.release();
  }

  state(): RunnerState {
    const memory = this.#run.memory?.();
    return {
      runId: this.runId,
      strategyId: this.strategy.id,
      instrument: this.instrument.id,
      params: this.params,
      startedAt: this.startedAt,
      openedAt: this.#openedAt,
      entries: this.entries,
      entriesToday: this.#entriesToday,
      entryDay: this.#entryDay,
      decisions: this.decisions,
      blocked: this.blocked.tallies(),
      ...(memory === undefined ? {} : { memory }),
    };
  }

  #readFeatures(): boolean {
    for (const [name, { otherwise, reading }, handle] of this.#features) {
      const value = (reading === undefined ? handle.value : handle.reading(reading)) ?? otherwise;
      if (value === undefined) return false;
      this.#values[name] = value;
    }
    this.isWarm = true;
    return true;
  }

  #decisions(): Partial<Record<VoteGroup, VoteDecision>> {
    const decisions: Partial<Record<VoteGroup, VoteDecision>> = {};
    for (const [group, { decision }] of this.#votes) if (decision) decisions[group] = decision;
    return decisions;
  }

  #holding(position: Position | undefined): Holding | undefined {
    if (!position || position.signedLots === 0) return undefined;
    const side = position.signedLots > 0 ? 'buy' : 'sell';
    const sizeBase = position.signedLots * this.instrument.lotValue;
    const entryPrice = moneyToNumber(position.cost) / sizeBase;
    const moveBps: number = bpsBetween(entryPrice, this.mid);
    return {
      side,
      openedAt: unixMs(this.#openedAt),
      entryPrice,
      gainBps: side === 'buy' ? moveBps : -moveBps,
    };
  }
}
