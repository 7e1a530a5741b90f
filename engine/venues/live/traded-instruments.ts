import type { Instrument, InstrumentId } from '../../domain/instrument/instrument.ts';
import { formatFixed, parseFixed } from '../../domain/units/fixed.ts';
import { type Lots, lots } from '../../domain/units/lots.ts';
import { type Ticks, ticks } from '../../domain/units/ticks.ts';
import type { ListedInstrument } from '../ccxt/dialect.ts';
import { BrokenRule } from '../wire/frame-fields.ts';
import { WireSteps } from '../wire/wire-steps.ts';

const SCALE = 18;

/** An instrument as orders name it, and its steps as the venue writes them. */
export class TradedInstrument {
  readonly instrument: Instrument;
  /** The venue's name in frames: `BTCUSDT`, `BTC-USDT-SWAP`, `BTC/USD`. */
  readonly wireSymbol: string;
  /** The venue's name in requests, where it is another one: `XXBTZUSD`. */
  readonly marketId: string;
  readonly #tick: bigint;
  readonly #lot: bigint;
  readonly #steps: WireSteps;

  constructor({ instrument, steps, wireSymbol }: ListedInstrument, marketId: string) {
    const { sizeStep, stepsPerLot, tickSize } = steps ?? {
      tickSize: instrument.tickSize,
      sizeStep: instrument.lotSize,
      stepsPerLot: 1,
    };
    this.instrument = instrument;
    this.wireSymbol = wireSymbol;
    this.marketId = marketId;
    this.#tick = parseFixed(tickSize, SCALE);
    this.#lot = parseFixed(sizeStep, SCALE) * BigInt(stepsPerLot);
    this.#steps = new WireSteps({ tickSize, sizeStep, stepsPerLot });
  }

  get id(): InstrumentId {
    return this.instrument.id;
  }

  get isSpot(): boolean {
    return this.instrument.kind === 'spot';
  }

  /** A price as the venue takes it, exactly on its grid. */
  priceText(at: Ticks): string {
    return formatFixed(BigInt(at) * this.#tick, SCALE);
  }

  /** A size as the venue takes it: base units, or contracts where it counts contracts. */
  sizeText(size: Lots): string {
    return formatFixed(BigInt(size) * this.#lot, SCALE);
  }

  /** @throws {BrokenRule} when the text is no price on the grid. */
  ticksOf(text: string, name: string): Ticks {
    return ticks(this.#steps.ticks(text, name));
  }

  /** @throws {BrokenRule} when the text is no size on the grid. */
  lotsOf(text: string, name: string): Lots {
    return lots(this.#steps.lots(text, name));
  }

  /** The nearest tick of a price that lies between ticks; undefined for nothing or zero. */
  nearestTicksOf(text: string, name: string): Ticks | undefined {
    return text === '' || Number(text) <= 0 ? undefined : ticks(this.#steps.nearestTicks(text, name));
  }
}

/** Everything a session may trade, by every name of it. */
export class TradedInstruments {
  readonly all: readonly TradedInstrument[];
  readonly #byId: ReadonlyMap<InstrumentId, TradedInstrument>;
  readonly #byName: ReadonlyMap<string, readonly TradedInstrument[]>;

  constructor(all: readonly TradedInstrument[]) {
    this.all = all;
    this.#byId = new Map(all.map((each) => [each.id, each]));
    const names = all.flatMap(({ marketId, wireSymbol }) => [marketId, wireSymbol]);
    this.#byName = new Map(
      names.map((name) => [name, all.filter((each) => each.wireSymbol === name || each.marketId === name)]),
    );
  }

  find(id: InstrumentId): TradedInstrument | undefined {
    return this.#byId.get(id);
  }

  /** @throws {RangeError} when the session does not trade it. */
  of(id: InstrumentId): TradedInstrument {
    const found = this.#byId.get(id);
    if (found === undefined) throw new RangeError(`${id} is not traded in this session`);
    return found;
  }

  /**
   * By the venue's name; undefined for what the session does not trade. Some venues give a perpetual and its spot
   * one name.
   */
  named(name: unknown, isSpot?: boolean): TradedInstrument | undefined {
    const found = typeof name === 'string' ? this.#byName.get(name) : undefined;
    return isSpot === undefined ? found?.[0] : found?.find((each) => each.isSpot === isSpot);
  }

  /** @throws {BrokenRule} when the session does not trade what the venue names. */
  expect(name: unknown, what: string): TradedInstrument {
    const found = this.named(name);
    if (found === undefined) throw new BrokenRule(`${what} must be a symbol of this session`);
    return found;
  }
}
