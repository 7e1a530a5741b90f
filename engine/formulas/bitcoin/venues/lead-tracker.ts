import { TimedValues } from '../../../numerics/timed-values.ts';
import { type LeadLag, leadLag } from './lead-lag.ts';
import { RecentMoves } from './recent-moves.ts';

/** How a lead is looked for. */
export interface LeadSettings {
  readonly windowMs: number;
  /** Time from one estimate to the next. */
  readonly refitMs: number;
  /** Lags that are tried. */
  readonly seconds: readonly number[];
}

/** Follows two log prices and estimates now and then by how much theirs is ahead of ours. */
export class LeadTracker {
  readonly #settings: LeadSettings;
  readonly #longestMs: number;
  readonly #ours: RecentMoves;
  #theirs: RecentMoves;
  #path = new TimedValues();
  #nextFit = NaN;
  #lead: LeadLag | undefined;

  constructor(settings: LeadSettings) {
    this.#settings = settings;
    this.#longestMs = 1000 * Math.max(...settings.seconds);
    this.#ours = new RecentMoves(settings.windowMs);
    this.#theirs = new RecentMoves(settings.windowMs);
  }

  /** The last estimate; undefined before the first, and where one of the prices had not moved. */
  get lead(): LeadLag | undefined {
    return this.#lead;
  }

  pushOurs(time: number, level: number): void {
    this.#ours.push(time, level);
  }

  pushTheirs(time: number, level: number): void {
    this.#theirs.push(time, level);
    this.#path.append(time, level);
    while (this.#path.timeAt(1) <= time - this.#longestMs) this.#path.dropOldest();
  }

  /** Forgets theirs, because it is another one from now on. */
  restart(): void {
    this.#theirs = new RecentMoves(this.#settings.windowMs);
    this.#path = new TimedValues();
    this.#nextFit = NaN;
    this.#lead = undefined;
  }

  /** What ours has still to move after theirs; 0 where theirs is not ahead. Estimates the lead when it is time. */
  catchUp(now: number): number | undefined {
    if (this.#path.count === 0) return undefined;
    this.#fit(now);
    const lead = this.#lead;
    if (lead === undefined) return undefined;
    if (lead.seconds <= 0) return 0;
    const path = this.#path;
    return lead.slope * (path.valueAt(path.count - 1) - levelAt(path, now - 1000 * lead.seconds));
  }

  #fit(now: number): void {
    const { refitMs, seconds, windowMs } = this.#settings;
    if (Number.isNaN(this.#nextFit)) this.#nextFit = now + windowMs;
    if (now < this.#nextFit) return;
    this.#nextFit += refitMs * (Math.floor((now - this.#nextFit) / refitMs) + 1);
    this.#ours.forget(now);
    this.#theirs.forget(now);
    this.#lead = leadLag(this.#theirs.toMoves(), this.#ours.toMoves(), seconds);
  }
}

/** The level that stood at a time; the oldest known where that is not known. */
function levelAt(path: TimedValues, time: number): number {
  let low = 0;
  let high = path.count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (path.timeAt(middle) <= time) low = middle + 1;
    else high = middle;
  }
  return path.valueAt(Math.max(0, low - 1));
}
