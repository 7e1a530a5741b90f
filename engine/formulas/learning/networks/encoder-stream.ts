import type { Parameter } from '../../../numerics/neural/computation.ts';
import { attentionKernel, scaledRowsKernel } from '../../../numerics/simd/attention-kernels.ts';
import type { Kernel } from '../../../numerics/simd/kernel.ts';
import type { KernelFloats } from '../../../numerics/simd/kernel-memory.ts';
import { type EncoderLines, foldedEncoder } from './folded-encoder.ts';
import { evenOf, StreamLayout, StreamedLine } from './streamed-line.ts';

const SMALLEST_VARIANCE = 1e-5;
const FLOAT_BYTES = 8;

/** Where the numbers of an encoder stand that change with every bar. */
interface Places {
  readonly bar: number;
  /** A ring of embedded bars, the codes of their places, and both together, standardized. */
  readonly embedded: number;
  readonly codes: number;
  readonly rows: number;
  /** What the bars count for, and their means, one for each head. */
  readonly shares: number;
  readonly means: number;
  /** The last bar as it is passed on, and the same standardized. */
  readonly encoded: number;
  readonly standard: number;
}

/**
 * The numbers of `encoder` over the last rows of one stream, for a network that is asked and not trained.
 * Bars are embedded once, when they come; only their places change with every window.
 */
export class EncoderStream {
  readonly #length: number;
  readonly #width: number;
  /** Numbers a row takes. */
  readonly #size: number;
  readonly #heads: number;
  readonly #lines: EncoderLines<StreamedLine>;
  readonly #at: Places;
  readonly #floats: KernelFloats;
  readonly #place: Kernel;
  readonly #attend: Kernel;
  #next = 0;
  #count = 0;

  /** The lists of numbers of the network in the order in which it adds them, and the codes of the places. */
  constructor(lists: readonly Parameter[], codes: Readonly<Float64Array>, heads: number) {
    const { codes: centered, embed, ...folded } = foldedEncoder(lists, codes, heads);
    const width = embed.matrix.rows;
    const size = evenOf(width);
    const length = codes.length / width;
    const layout = new StreamLayout();
    const lineOf = ({ constants, matrix }: typeof embed) => new StreamedLine(layout, matrix, constants);
    this.#width = width;
    this.#size = size;
    this.#length = length;
    this.#heads = heads;
    this.#at = {
      bar: layout.reserve(embed.matrix.columns),
      embedded: layout.reserve(length * size),
      codes: layout.matrix(centered),
      rows: layout.reserve(length * size),
      shares: layout.reserve(length + 1),
      means: layout.reserve(heads * size),
      encoded: layout.reserve(width),
      standard: layout.reserve(width),
    };
    this.#lines = {
      embed: lineOf(embed),
      ask: lineOf(folded.ask),
      tell: lineOf(folded.tell),
      units: lineOf(folded.units),
      join: lineOf(folded.join),
      odds: lineOf(folded.odds),
    };
    this.#floats = layout.toFloats();
    this.#place = scaledRowsKernel(size / 2, { width, least: SMALLEST_VARIANCE });
    this.#attend = attentionKernel(size / 2);
  }

  /** The log odds after this bar; NaN while less than a whole sequence was seen. */
  next(bar: Readonly<Float64Array>): number {
    const { values } = this.#floats;
    const { bar: place, embedded } = this.#at;
    const { embed } = this.#lines;
    const row = embedded + this.#next * this.#size;
    for (let j = 0; j < bar.length; j += 1) values[place + j] = bar[j] as number;
    embed.apply(this.#floats, values, place);
    for (let j = 0; j < this.#width; j += 1) values[row + j] = values[embed.output + j] as number;
    this.#next = this.#next + 1 === this.#length ? 0 : this.#next + 1;
    if (this.#count < this.#length) this.#count += 1;
    return this.#count < this.#length ? NaN : this.#read(values, row);
  }

  /** Reads the bars in their places; the last one stands at `last`. */
  #read(values: Float64Array, last: number): number {
    const { codes, encoded, means, rows, standard } = this.#at;
    const { join, odds, tell, units } = this.#lines;
    const width = this.#width;
    const end = (this.#length - 1) * this.#size;
    this.#lookBack(values, rows + end);
    tell.apply(this.#floats, values, means);
    for (let j = 0; j < width; j += 1)
      values[encoded + j] =
        (values[tell.output + j] as number) +
        (values[last + j] as number) +
        (values[codes + end + j] as number);
    standardize(values, encoded, standard, width);
    units.apply(this.#floats, values, standard);
    for (let i = units.output; i < units.output + units.rows; i += 1)
      values[i] = Math.max(0, values[i] as number);
    join.apply(this.#floats, values, units.output);
    for (let j = 0; j < width; j += 1)
      values[encoded + j] = (values[encoded + j] as number) + (values[join.output + j] as number);
    standardize(values, encoded, standard, width);
    odds.apply(this.#floats, values, standard);
    return values[odds.output] as number;
  }

  /** Puts the bars in their places and works out what each head makes of them, asked by the last row. */
  #lookBack(values: Float64Array, last: number): void {
    const { address } = this.#floats;
    const size = FLOAT_BYTES * this.#size;
    const bytes = size * this.#length;
    const { codes, embedded, means, rows, shares } = this.#at;
    const { ask } = this.#lines;
    const ring = address + FLOAT_BYTES * embedded;
    const placed = address + FLOAT_BYTES * rows;
    this.#place(ring + size * this.#next, ring + bytes, bytes, address + FLOAT_BYTES * codes, placed, bytes);
    ask.apply(this.#floats, values, last);
    for (let head = 0; head < this.#heads; head += 1)
      this.#attend(
        placed,
        address + FLOAT_BYTES * ask.output + size * head,
        address + FLOAT_BYTES * shares,
        FLOAT_BYTES * this.#length,
        address + FLOAT_BYTES * means + size * head,
      );
  }
}

/** Writes a row whose mean is 0 in units of its deviation. */
function standardize(values: Float64Array, from: number, to: number, count: number): void {
  let squares = 0;
  for (let j = 0; j < count; j += 1) squares += (values[from + j] as number) ** 2;
  const scale = 1 / Math.sqrt(squares / count + SMALLEST_VARIANCE);
  for (let j = 0; j < count; j += 1) values[to + j] = scale * (values[from + j] as number);
}
