import type { Parameter } from '../../../numerics/neural/computation.ts';
import { LookBack } from '../../../numerics/neural/look-back.ts';

const SMALLEST_VARIANCE = 1e-5;

/** A learned gain and shift of standardized rows. */
type Norm = readonly [gain: Parameter, shift: Parameter];

/**
 * The numbers of `encoder` over the last rows of one stream, for a network that is asked and not trained.
 * Bars are embedded once, when they come; only their places change with every window.
 */
export class EncoderStream {
  readonly #length: number;
  readonly #width: number;
  readonly #codes: Readonly<Float64Array>;
  readonly #lists: readonly Parameter[];
  readonly #attention: LookBack;
  /** A ring of embedded bars, and the same in their places, standardized. */
  readonly #embedded: Float64Array;
  readonly #normal: Float64Array;
  readonly #encoded: Float64Array;
  readonly #scratch: Float64Array;
  readonly #units: Float64Array;
  #next = 0;
  #count = 0;

  /** The lists of numbers of the network in the order in which it adds them, and the codes of the places. */
  constructor(lists: readonly Parameter[], codes: Readonly<Float64Array>, heads: number) {
    const width = listAt(lists, 0).rows;
    this.#lists = lists;
    this.#width = width;
    this.#length = codes.length / width;
    this.#codes = codes;
    const matrices = [listAt(lists, 4), listAt(lists, 5), listAt(lists, 6)] as const;
    this.#attention = new LookBack(matrices, { heads, length: this.#length });
    this.#embedded = new Float64Array(codes.length);
    this.#normal = new Float64Array(codes.length);
    this.#encoded = new Float64Array(width);
    this.#scratch = new Float64Array(width);
    this.#units = new Float64Array(listAt(lists, 10).rows);
  }

  /** The log odds after this bar; NaN while less than a whole sequence was seen. */
  next(bar: Readonly<Float64Array>): number {
    const width = this.#width;
    const row = this.#embedded.subarray(this.#next * width, (this.#next + 1) * width);
    row.set(listAt(this.#lists, 1).values);
    addProduct(row, listAt(this.#lists, 0), bar);
    this.#next = this.#next + 1 === this.#length ? 0 : this.#next + 1;
    if (this.#count < this.#length) this.#count += 1;
    return this.#count < this.#length ? NaN : this.#read();
  }

  #read(): number {
    const scratch = this.#scratch;
    const encoded = this.#encoded;
    this.#place();
    this.#attention.look(this.#normal);
    addProduct(encoded, listAt(this.#lists, 7), this.#attention.answer);
    standardize(encoded, this.#norm(8), { to: scratch, at: 0 });
    this.#units.fill(0);
    addProduct(this.#units, listAt(this.#lists, 10), scratch);
    for (let i = 0; i < this.#units.length; i += 1) this.#units[i] = Math.max(0, this.#units[i] as number);
    addProduct(encoded, listAt(this.#lists, 11), this.#units);
    standardize(encoded, this.#norm(12), { to: scratch, at: 0 });
    const line = listAt(this.#lists, 14).values;
    let odds = listAt(this.#lists, 15).values[0] as number;
    for (let j = 0; j < line.length; j += 1) odds += (line[j] as number) * (scratch[j] as number);
    return odds;
  }

  /** Puts the bars in their places and standardizes them; the last one is kept as it is, too. */
  #place(): void {
    const width = this.#width;
    const encoded = this.#encoded;
    const codes = this.#codes;
    const embedded = this.#embedded;
    const norm = this.#norm(2);
    for (let step = 0; step < this.#length; step += 1) {
      const place = this.#next + step < this.#length ? this.#next + step : this.#next + step - this.#length;
      const at = step * width;
      for (let j = 0; j < width; j += 1)
        encoded[j] = (embedded[place * width + j] as number) + (codes[at + j] as number);
      standardize(encoded, norm, { to: this.#normal, at });
    }
  }

  #norm(place: number): Norm {
    return [listAt(this.#lists, place), listAt(this.#lists, place + 1)];
  }
}

function listAt(lists: readonly Parameter[], place: number): Parameter {
  const list = lists[place];
  if (list === undefined) throw new Error(`an encoder has 16 lists of numbers, not ${lists.length}`);
  return list;
}

/** Adds the product of a matrix with a column. */
function addProduct(
  target: Float64Array,
  { columns, values }: Parameter,
  column: Readonly<Float64Array>,
): void {
  for (let i = 0, w = 0; i < target.length; i += 1) {
    let sum = 0;
    for (let j = 0; j < columns; j += 1, w += 1) sum += (values[w] as number) * (column[j] as number);
    target[i] = (target[i] as number) + sum;
  }
}

/** Writes a row around its mean in units of its deviation, times the gain plus the shift. */
function standardize(
  row: Readonly<Float64Array>,
  [gain, shift]: Norm,
  { at, to }: { readonly to: Float64Array; readonly at: number },
): void {
  const count = gain.columns;
  let mean = 0;
  for (let j = 0; j < count; j += 1) mean += row[j] as number;
  mean /= count;
  let variance = 0;
  for (let j = 0; j < count; j += 1) variance += ((row[j] as number) - mean) ** 2;
  const scale = 1 / Math.sqrt(variance / count + SMALLEST_VARIANCE);
  for (let j = 0; j < count; j += 1) {
    const score = ((row[j] as number) - mean) * scale;
    to[at + j] = score * (gain.values[j] as number) + (shift.values[j] as number);
  }
}
