import type { FormulaBoardUpdate } from '../../contract/formula-commands.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import { FormulaBank } from '../../features/formula-bank.ts';
import type { InstrumentMarket } from '../../market/instrument-market.ts';
import type { FlowSource } from '../flow/flow-source.ts';
import { DisplayHub } from './display-hub.ts';
import type { FormulaMarket } from './formula-market.ts';

const MINUTE_MS = 60_000;
/** Minutes of the past all formulas are warmed with, beside all the longer bars: enough for most, and a few seconds of work. */
const PAST_MINUTES = 600;
/** Told about once a second. */
const FRAMES_A_TELLING = 30;

/** Runs every formula on one instrument with its defaults and tells which have a value. */
export class FormulaBoardSource implements FlowSource {
  readonly seesAll = true;
  readonly readsNumbers = true;
  readonly #display: DisplayHub;
  readonly #bank: FormulaBank;
  readonly #ids: readonly string[];
  #most = 0;
  #frame = 0;

  /** @throws {RangeError} when the instrument is not of this session. */
  constructor({ instrument }: { readonly instrument: string }, market: FormulaMarket) {
    const now = market.markets().find((each) => each.instrument.id === instrument)?.lastEventTime ?? 0;
    this.#display = new DisplayHub({
      market,
      past: { fromTime: now - PAST_MINUTES * MINUTE_MS, longerFromTime: 0 },
      onFed: () => undefined,
      atOnce: 1,
      readsOwn: true,
    });
    this.#bank = new FormulaBank(this.#display.hub, instrument);
    this.#ids = this.#bank.members.map(({ formula }) => formula.id);
    this.#most = this.#display.waiting;
  }

  onEvent(event: MarketEvent, market: InstrumentMarket): void {
    this.#display.onEvent(event, market);
  }

  takeUpdate(): FormulaBoardUpdate | undefined {
    this.#display.catchUp();
    this.#frame += 1;
    if (this.#frame % FRAMES_A_TELLING !== 1) return undefined;
    const { members } = this.#bank;
    return {
      ids: this.#ids,
      values: Float64Array.from(members, ({ handle }) => handle.value ?? Number.NaN),
      done: this.#display.isLive ? 1 : 1 - this.#display.waiting / Math.max(1, this.#most),
      past: this.#display.pastRead,
    };
  }

  close(): void {
    this.#bank.release();
  }
}
