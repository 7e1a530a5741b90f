import {
  HEATMAP_PAGE,
  type HeatmapStretch,
  type HeatmapUpdate,
} from '../../../engine/contract/heatmap-commands.ts';
import { askEngine } from '../../engine-client/ask-engine.ts';
import { followFlow } from '../../engine-client/flow-updates.ts';
import { ColumnStore } from './column-store.ts';
import type { TimeZoom } from './viewport.ts';

/** After an answer that brought nothing new the engine is not asked again for so long. */
const PAUSE_MS = 500;

/** Keeps the columns of one instrument and length: live while it is open, the past when it is looked at. */
export class HeatmapFeed {
  readonly store: ColumnStore;
  readonly #instrument: string;
  readonly #columnMs: TimeZoom['columnMs'];
  readonly #onChange: () => void;
  readonly #endFollowing: () => void;
  #isAsking = false;
  #isClosed = false;
  #pauseUntil = 0;

  constructor(instrument: string, columnMs: TimeZoom['columnMs'], onChange: () => void) {
    this.store = new ColumnStore(columnMs);
    this.#instrument = instrument;
    this.#columnMs = columnMs;
    this.#onChange = onChange;
    this.#endFollowing = followFlow<HeatmapUpdate>({ kind: 'heatmap', instrument, columnMs }, (update) =>
      this.#take(update),
    );
  }

  close(): void {
    this.#isClosed = true;
    this.#endFollowing();
  }

  /** Asks for what is missing of spans `from` up to, not including, `to`: the newest page first. */
  need(from: number, to: number): void {
    if (this.#isAsking || performance.now() < this.#pauseUntil) return;
    const missing = this.store.firstMissing(Math.max(0, from), to);
    if (missing === undefined) return;
    this.#isAsking = true;
    const begin = Math.max(missing[0], missing[1] - HEATMAP_PAGE);
    void this.#ask(begin, missing[1]);
  }

  async #ask(from: number, to: number): Promise<void> {
    const columnMs = this.#columnMs;
    const answer = await askEngine('heatmap', {
      instrument: this.#instrument,
      columnMs,
      fromMs: from * columnMs,
      toMs: to * columnMs,
    });
    this.#isAsking = false;
    if (this.#isClosed) return;
    const told = answer.ok ? answer.reply : undefined;
    if (told === undefined || told.toMs <= told.fromMs) {
      this.#pauseUntil = performance.now() + PAUSE_MS;
      return;
    }
    this.#add(told);
    this.#onChange();
  }

  #take({ closed, forming }: HeatmapUpdate): void {
    if (closed !== undefined) this.#add(closed);
    if (forming !== undefined) this.store.setForming(forming);
    this.#onChange();
  }

  #add({ columns, fromMs, toMs }: HeatmapStretch): void {
    this.store.add(columns);
    this.store.markComplete(Math.round(fromMs / this.#columnMs), Math.round(toMs / this.#columnMs));
  }
}
