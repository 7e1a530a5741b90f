import type { Instrument, InstrumentId } from '../domain/instrument/instrument.ts';
import type { Bar } from '../domain/market/bar.ts';
import type { MarketEvent } from '../domain/market/market-event.ts';
import type { ClosedTrade, HeldPosition } from '../formulas/step-contents.ts';
import { type Fitter, fitInline } from '../formulas/refit.ts';
import { findFormula } from '../formulas/registry/find-formula.ts';
import { resolveParams } from '../formulas/resolve-params.ts';
import type { UnixMs } from '../domain/units/time.ts';
import type { MarketChange } from '../market/market-state.ts';
import type { SharedRun } from './feature-run.ts';
import { InstrumentFeatures } from './instrument-features.ts';
import { PeerBarCollector } from './peer-bar-collector.ts';

/** Bars are one minute long when nobody says otherwise. */
const DEFAULT_INTERVAL_MS = 60_000;

/** A named number somebody wants to follow. */
export interface FeatureRequest {
  /** Id or key of a formula, e.g. `F105` or `order-flow-imbalance`. */
  readonly formula: string;
  /** What differs from the formula's defaults. */
  readonly params?: Readonly<Record<string, number>>;
  /** Length of the bars that bar and price formulas run on, their own when left out; whole minutes that divide a day. */
  readonly intervalMs?: number;
}

/** A number being followed. Whoever asked owns it and gives it back with `release`. */
export interface FeatureHandle {
  /** The value now; undefined until warm and whenever it does not exist. */
  readonly value: number | undefined;
  /** Inputs the formula has taken in so far, so a change can be told from a repeat. */
  readonly updates: number;
  /**
   * What the formula says beyond its value, such as `signal` or `gate`: neutral while there is no value,
   * undefined where the formula says no such thing.
   */
  reading(name: string): number | undefined;
  /** Gives the handle back; a second call does nothing. A formula nobody holds stops. */
  release(): void;
}

/**
 * The named numbers of this moment. Whoever asks for the same formula with the same parameters on the
 * same stream shares one run; an instrument nobody asks about costs one lookup per event.
 */
export class FeatureHub {
  readonly #instruments: ReadonlyMap<InstrumentId, Instrument>;
  readonly #features = new Map<InstrumentId, InstrumentFeatures>();
  readonly #runs = new Map<string, SharedRun>();
  readonly #peers: PeerBarCollector;
  readonly #fitter: Fitter;

  /** Formulas that are fitted have it done by `fitter`; the numbers are the same whoever it is. */
  constructor(instruments: readonly Instrument[], fitter: Fitter = fitInline) {
    this.#instruments = new Map(instruments.map((instrument) => [instrument.id, instrument]));
    this.#peers = new PeerBarCollector(instruments);
    this.#fitter = fitter;
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
    return new Handle(run, () => this.#letGo(instrument, run));
  }

  /** Call it after the market room has taken in the event; the change is read at once and not kept. */
  onChange(change: MarketChange, event: MarketEvent): void {
    for (const bar of change.closedBars) this.onClosedBar(event.instrument, bar);
    this.#features.get(event.instrument)?.onChange(change, event);
  }

  /** Call it for a one-minute bar that ended because time passed, with no event. */
  onClosedBar(instrument: InstrumentId, bar: Bar): void {
    this.#features.get(instrument)?.onClosedBar(bar);
    this.#peers.onClosedBar(instrument, bar);
  }

  /** Call it when a round trip of ours in this instrument has ended. */
  onClosedTrade(instrument: InstrumentId, trade: ClosedTrade): void {
    this.#features.get(instrument)?.steps.feedClosedTrade(trade);
  }

  /** Call it when what we hold in this instrument was opened, closed or turned round. */
  onPosition(instrument: InstrumentId, time: UnixMs, position: HeldPosition): void {
    this.#features.get(instrument)?.steps.feedPosition(time, position);
  }

  /** Call it when a number of a named series from outside is known; every instrument may read it. */
  onSeries(name: string, time: UnixMs, value: number): void {
    for (const features of this.#features.values()) features.steps.feedSeries(name, time, value);
  }

  #runOf(instrument: InstrumentId, request: FeatureRequest): SharedRun {
    const formula = findFormula(request.formula);
    const params = resolveParams(formula, request.params);
    const intervalMs = request.intervalMs ?? formula.barMs ?? DEFAULT_INTERVAL_MS;
    const onBars =
      formula.input === 'bar' ||
      formula.input === 'price' ||
      (formula.reads?.some((kind) => kind === 'bar' || kind === 'peers') ?? false);
    const settings = Object.entries(params).map(([name, value]) => `${name}=${value}`);
    const name = [instrument, formula.id, onBars ? intervalMs : '', ...settings].join('|');

    const known = this.#runs.get(name);
    if (known !== undefined) return known;
    const started = this.#featuresOf(instrument).start(name, formula, params, intervalMs);
    this.#runs.set(name, started);
    return started;
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
    const features = new InstrumentFeatures(instrument, this.#peers, this.#fitter);
    this.#features.set(id, features);
    return features;
  }

  #letGo(instrument: InstrumentId, run: SharedRun): void {
    run.holders -= 1;
    if (run.holders > 0) return;
    this.#runs.delete(run.name);
    this.#features.get(instrument)?.stop(run);
  }
}

class Handle implements FeatureHandle {
  readonly #run: SharedRun;
  readonly #letGo: () => void;
  #isHeld = true;

  constructor(run: SharedRun, letGo: () => void) {
    this.#run = run;
    this.#letGo = letGo;
  }

  get value(): number | undefined {
    return this.#run.value;
  }

  get updates(): number {
    return this.#run.updates;
  }

  reading(name: string): number | undefined {
    return this.#run.reading(name);
  }

  release(): void {
    if (!this.#isHeld) return;
    this.#isHeld = false;
    this.#letGo();
  }
}
