import { KernelFloats } from '../../../numerics/simd/kernel-memory.ts';
import { answerReservoir, hearReservoir, UNITS_TOGETHER } from '../../../numerics/simd/reservoir-kernel.ts';

const FLOAT_BYTES = 8;
/** Whole numbers in the place of a floating-point number. */
const INTEGERS = 2;

/** A fixed network that is driven from outside and remembers for a while. */
export class Reservoir {
  readonly units: number;
  /** Units in the kernel: the last may be there for nothing. */
  readonly #held: number;
  readonly #inputs: KernelFloats;
  /** Weights of the inputs, of some units at a time. */
  readonly #drive: KernelFloats;
  /** How many links these units have, whom they listen to, and how much. */
  readonly #counts: KernelFloats;
  readonly #places: KernelFloats;
  readonly #weights: KernelFloats;
  readonly #state: KernelFloats;
  /** What each unit hears, and behind it the share of a state that is new and the one that stays. */
  readonly #heard: KernelFloats;

  /** `drive` weighs the inputs of each unit, `links` the units it listens to; `leak` of a state is new each step. */
  constructor(drive: readonly Float64Array[], links: readonly Float64Array[], leak: number) {
    const { length: units } = drive;
    const groups = Math.ceil(units / UNITS_TOGETHER);
    const width = drive[0]?.length ?? 0;
    this.units = units;
    this.#held = groups * UNITS_TOGETHER;
    this.#inputs = new KernelFloats(width);
    this.#drive = new KernelFloats(width * this.#held);
    this.#state = new KernelFloats(this.#held);
    this.#heard = new KernelFloats(this.#held + 2);
    this.#heard.values.set([leak, 1 - leak], this.#held);
    const held = links.map((row) => [...row.keys()].filter((place) => row[place] !== 0));
    const counts = Array.from({ length: groups }, (_, group) =>
      Math.max(
        ...held.slice(group * UNITS_TOGETHER, (group + 1) * UNITS_TOGETHER).map(({ length }) => length),
      ),
    );
    const linksInAll = UNITS_TOGETHER * counts.reduce((sum, count) => sum + count, 0);
    this.#counts = new KernelFloats(Math.ceil(groups / INTEGERS));
    this.#places = new KernelFloats(Math.ceil(linksInAll / INTEGERS));
    this.#weights = new KernelFloats(linksInAll);
    this.#counts.integers.set(counts);
    this.#placeLinks(held, links, counts);
    drive.forEach((row, unit) =>
      row.forEach((weight, j) => {
        const group = Math.floor(unit / UNITS_TOGETHER);
        this.#drive.values[(group * width + j) * UNITS_TOGETHER + (unit % UNITS_TOGETHER)] = weight;
      }),
    );
  }

  /** What drives the next step, to be written into; to be asked for anew each time. */
  get inputs(): Float64Array {
    return this.#inputs.values;
  }

  /** States as of the last step, and others behind them; to be asked for anew each time. */
  get state(): Float64Array {
    return this.#state.values;
  }

  step(): void {
    hearReservoir(
      this.#drive.address,
      this.#inputs.address,
      FLOAT_BYTES * this.#inputs.length,
      this.#counts.address,
      this.#places.address,
      this.#weights.address,
      this.#state.address,
      this.#heard.address,
      FLOAT_BYTES * this.#held,
    );
    answerReservoir(this.#state.address, this.#heard.address, FLOAT_BYTES * this.#held);
  }

  /** Lays links side by side, those of some units at a time; one that is missing weighs nothing. */
  #placeLinks(
    held: readonly (readonly number[])[],
    links: readonly Float64Array[],
    counts: readonly number[],
  ): void {
    const places = this.#places.integers;
    const weights = this.#weights.values;
    let first = 0;
    for (const [group, count] of counts.entries()) {
      for (let each = 0; each < UNITS_TOGETHER; each += 1) {
        const unit = group * UNITS_TOGETHER + each;
        for (const [k, place] of held[unit]?.entries() ?? []) {
          places[first + k * UNITS_TOGETHER + each] = FLOAT_BYTES * place;
          weights[first + k * UNITS_TOGETHER + each] = links[unit]?.[place] as number;
        }
      }
      first += count * UNITS_TOGETHER;
    }
  }
}
