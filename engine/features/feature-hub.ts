import type { Instrument, InstrumentId } from '../domain/instrument/instrument.ts';
import type { Bar } from '../domain/market/bar.ts';
import type { MarketEvent } from '../domain/market/market-event.ts';
import type { FormulaId, StepKind } from '../formulas/formula.ts';
import { type Fitter, fitInline } from '../formulas/refit.ts';
import { findFormula } from '../formulas/registry/find-formula.ts';
import { outsideSeries } from '../formulas/outside-series.ts';
import { resolveParams } from '../formulas/resolve-params.ts';
import type { UnixMs } from '../domain/units/time.ts';
import type { MarketChange } from '../market/market-state.ts';
import type { FedTime, SharedRun } from './feature-run.ts';
import { readsFromBars } from './bar-steps.ts';
import { CatchUp } from './catch-up.ts';
import type { FeatureHandle } from './feature-handle.ts';
import { FitPlan } from './fit-plan.ts';
import { HeldRun } from './held-run.ts';
import { InputDoor, type RefusedInput } from './input-door.ts';
import { type FeatureParts, InstrumentFeatures, type RunRequest } from './instrument-features.ts';
import { InstrumentMemory } from './instrument-memory.ts';
import { type BarKeeper, KeptBars } from './kept-bars.ts';
import { OpinionReaders } from './opinion-readers.ts';
import type { OwnAccount } from './own-account.ts';
import { OwnSteps } from './own-steps.ts';
import { PeerBarCollector } from './peer-bar-collector.ts';
import { PeerTape } from './peer-tape.ts';
import type { RunWatch } from './run-watch.ts';
import { seriesOfEvent } from './series-of-event.ts';
import { ToldSeries } from './told-series.ts';

/** Bars are one minute long when nobody says otherwise. */
const DEFAULT_INTERVAL_MS = 60_000;

/** Kinds of steps that are told as a bar ends. */
const RUN_ON_BARS: ReadonlySet<StepKind> = new Set(['bar', 'peers', 'strategy-returns']);

/** A named number somebody wants to follow. */
export interface FeatureRequest {
  /** Id or key of a formula, e.g. `F105` or `order-flow-imbalance`. */
  readonly formula: string;
  /** What differs from the formula's defaults. */
  readonly params?: Readonly<Record<string, number>>;
  /** Length of the bars that bar and price formulas run on, their own when left out; whole minutes that divide a day. */
  readonly intervalMs?: number;
}

/** What a hub may be given besides its instruments. */
export interface FeatureHubOptions {
  /** Has formulas fitted that learn; the numbers are the same whoever it is. On the spot when left out. */
  readonly fitter?: Fitter | undefined;
  /** Hears of inputs that were kept from the formulas. */
  readonly onRefused?: ((refused: RefusedInput) => void) | undefined;
  /** What we hold, for formulas that ask; nothing when left out. */
  readonly account?: OwnAccount | undefined;
  /** Measures or examines every run; none when left out. */
  readonly watch?: RunWatch | undefined;
  /** Where closed bars are kept, so that formulas that start are told of the past; they are told of none when left out. */
  readonly past?: BarKeeper | undefined;
}

/**
 * The named numbers of this moment. Whoever asks for the same formula with the same parameters on the
 * same stream shares one run; an instrument nobody asks about costs two lookups per event.
 */
export class FeatureHub {
  readonly #instruments: ReadonlyMap<InstrumentId, Instrument>;
  readonly #features = new Map<InstrumentId, InstrumentFeatures>();
  readonly #runs = new Map<string, SharedRun>();
  readonly #parts: FeatureParts;
  readonly #peerTape: PeerTape;
  readonly #memories: ReadonlyMap<InstrumentId, InstrumentMemory>;
  readonly #shared = new ToldSeries();
  readonly #now: FedTime = new Float64Array(1);
  readonly #fits = new FitPlan();
  readonly #catchUp: CatchUp | undefined;
  /** Before the first live event more of the past may come. */
  #isPast = true;
  /** What we ourselves do is told here. */
  readonly own: OwnSteps;
  /** What other formulas say, and their votes, are told here. */
  readonly opinions = new OpinionReaders();

  constructor(instruments: readonly Instrument[], options: FeatureHubOptions = {}) {
    const { account, fitter = fitInline, onRefused, past, watch } = options;
    const kept = past && new KeptBars(past);
    const begun = (id: InstrumentId, intervalMs: number) => kept?.begun(id, intervalMs) ?? [];
    this.#instruments = new Map(instruments.map((instrument) => [instrument.id, instrument]));
    this.#parts = {
      peers: new PeerBarCollector(instruments, begun),
      fitter: (formula, fit, job) => {
        this.#fits.add(formula as FormulaId);
        return fitter(formula, fit, job);
      },
      door: new InputDoor(onRefused),
      watch,
      now: this.#now,
      begun,
    };
    if (kept) this.#catchUp = new CatchUp({ kept, instruments, now: this.#now, fits: this.#fits });
    this.#peerTape = new PeerTape(instruments);
    this.#memories = new Map(instruments.map((instrument) => [instrument.id, memoryOf(instrument)]));
    this.own = new OwnSteps({
      followed: instruments,
      features: this.#features,
      memories: this.#memories,
      account,
    });
  }

  /** Formulas running now, each shared one counted once. */
  get runningCount(): number {
    return this.#runs.size;
  }

  /**
   * Starts to follow a number, or joins those who do already.
   * @throws {RangeError} naming the nearest known name when the formula or a parameter is unknown, and
   * when the instrument is not of this session or a parameter is out of its range.
   */
  request(instrument: InstrumentId, request: FeatureRequest): FeatureHandle {
    const run = this.#runOf(instrument, request);
    run.holders += 1;
    return new HeldRun(run, () => this.#letGo(instrument, run));
  }

  /** Inputs kept from the formulas so far: numbers and prices that cannot be, times out of order. */
  get refusedCount(): number {
    return this.#parts.door.refusedCount;
  }

  /** Whether formulas that started are still being told of the past; those that wait for a fit do not count. */
  get isCatchingUp(): boolean {
    return this.#catchUp?.isReading === true;
  }

  /** Whether every formula that started has been told of the past, those too that wait for a fit. */
  get isPastTold(): boolean {
    return this.#catchUp?.isEmpty !== false;
  }

  /** Bars of the past that formulas were told so far. */
  get toldBars(): number {
    return this.#catchUp?.told ?? 0;
  }

  /**
   * Call it before the market room takes in what happens at `time`, once the past has been told: formulas that
   * started are told some more of the bars that are kept.
   */
  catchUp(time: UnixMs): void {
    this.#isPast = false;
    this.#fits.passTime(time);
    if (this.#catchUp?.isEmpty === false) this.#catchUp.advance(time);
  }

  /** Call it after the market room has taken in the event; the change is read at once and not kept. */
  onChange(change: MarketChange, event: MarketEvent): void {
    const { instrument, time } = event;
    for (const bar of change.closedBars) this.onClosedBar(instrument, bar);
    if (change.otherBar !== undefined) this.onClosedBar(instrument, change.otherBar);
    const memory = this.#memories.get(instrument);
    if (memory === undefined || !this.#parts.door.admitsTime(instrument, time, memory.lastTime)) return;
    memory.lastTime = time;
    this.#now[0] = time;
    this.#features.get(instrument)?.onChange(change, event);
    if (this.#peerTape.isRead) this.#peerTape.onChange(change, event);
    const told = seriesOfEvent(event, change.market.instrument);
    if (told === undefined) return;
    for (const [name, value] of told) this.onSeries(instrument, { name, time, value });
  }

  /**
   * Call it for a one-minute bar that ended because time passed, with no event; and for bars of the past of
   * other lengths, which formulas on bars of that length are fed.
   */
  onClosedBar(instrument: InstrumentId, bar: Bar): void {
    const memory = this.#memories.get(instrument);
    if (memory === undefined) return;
    const last = memory.lastBarTimes.get(bar.intervalMs) ?? -Infinity;
    if (!this.#parts.door.admitsBar(`${instrument} bar`, bar, last)) return;
    memory.lastBarTimes.set(bar.intervalMs, bar.openTime);
    this.#now[0] = bar.openTime + bar.intervalMs;
    const features = this.#features.get(instrument);
    if (features !== undefined) this.own.tellHoldings(features, bar.openTime + bar.intervalMs);
    features?.onClosedBar(bar);
    this.#parts.peers.onClosedBar(instrument, bar);
  }

  /**
   * Call it when a number of a named series is known: one that speaks of an instrument is told to its
   * formulas, any other to the formulas of all.
   */
  onSeries(
    instrument: InstrumentId,
    told: { readonly name: string; readonly time: UnixMs; readonly value: number },
  ): void {
    const { name, time, value } = told;
    const { door } = this.#parts;
    if (!door.admitsSeries(name, value)) return;
    const isOwn = outsideSeries[name].about === 'instrument';
    const series = isOwn ? this.#memories.get(instrument)?.series : this.#shared;
    if (series === undefined || !door.admitsTime(name, time, series.lastTime(name))) return;
    series.take(name, time, value);
    this.#now[0] = time;
    if (isOwn) this.#features.get(instrument)?.steps.feedSeries(name, time, value);
    else for (const { steps } of this.#features.values()) steps.feedSeries(name, time, value);
  }

  #runOf(instrument: InstrumentId, request: FeatureRequest): SharedRun {
    const formula = findFormula(request.formula);
    const params = resolveParams(formula, request.params);
    const intervalMs = request.intervalMs ?? formula.barMs ?? DEFAULT_INTERVAL_MS;
    const onBars =
      formula.input === 'bar' ||
      formula.input === 'price' ||
      (formula.reads?.some((kind) => RUN_ON_BARS.has(kind)) ?? false);
    const settings = Object.entries(params).map(([name, value]) => `${name}=${value}`);
    const name = [instrument, formula.id, onBars ? intervalMs : '', ...settings].join('|');

    const known = this.#runs.get(name);
    if (known !== undefined) return known;
    const started = this.#started(instrument, { name, formula, params, intervalMs });
    this.#runs.set(name, started);
    this.opinions.start(instrument, started, { reads: formula.reads ?? [], params });
    this.#listenToPeers();
    return started;
  }

  #started(instrument: InstrumentId, asked: Omit<RunRequest, 'withPast'>): SharedRun {
    const { formula, intervalMs, params } = asked;
    const own = { instrument, formula, params, intervalMs };
    const catchUp = readsFromBars(formula) === 'none' ? undefined : this.#catchUp;
    const withPast = catchUp !== undefined && (this.#isPast || catchUp.hasPastOf(own));
    const prepared = this.#featuresOf(instrument).prepare({ ...asked, withPast });
    if (withPast) catchUp.add({ ...own, prepared });
    else prepared.join();
    return prepared.run;
  }

  #featuresOf(id: InstrumentId): InstrumentFeatures {
    const known = this.#features.get(id);
    if (known !== undefined) return known;
    const instrument = this.#instruments.get(id);
    if (instrument === undefined) {
      throw new RangeError(
        `features: instrument ${id} is not one of ${[...this.#instruments.keys()].join(', ')}`,
      );
    }
    const features = new InstrumentFeatures(
      instrument,
      this.#parts,
      () => this.#memories.get(id)?.steps(this.#shared) ?? [],
    );
    this.#features.set(id, features);
    return features;
  }

  #letGo(instrument: InstrumentId, run: SharedRun): void {
    run.holders -= 1;
    if (run.holders > 0) return;
    this.#runs.delete(run.name);
    this.#catchUp?.remove(run);
    this.#features.get(instrument)?.stop(run);
    this.opinions.stop(run);
    this.#listenToPeers();
  }

  #listenToPeers(): void {
    this.#peerTape.listen([...this.#features.values()].map(({ steps }) => steps));
  }
}

/** How long a funding interval is, is known before the first event. */
function memoryOf({ fundingIntervalHours }: Instrument): InstrumentMemory {
  const memory = new InstrumentMemory();
  if (fundingIntervalHours > 0) memory.series.take('derivative.funding-interval', 0, fundingIntervalHours);
  return memory;
}
