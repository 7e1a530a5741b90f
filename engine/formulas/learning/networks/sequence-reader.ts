import type { Parameter } from '../../../numerics/neural/computation.ts';
import { LookBack } from '../../../numerics/neural/look-back.ts';
import { LstmWindow } from '../../../numerics/neural/lstm-window.ts';
import { GatedResidualRows } from './gated-residual-rows.ts';

/** Lists of numbers before those of the last residual and of the output. */
const CELL_LISTS = 3;
const RESIDUAL_LISTS = 8;

/** The numbers of `readSequences` over the last rows of one stream, for networks that are asked and not trained. */
export class SequenceReader {
  readonly output: Float64Array;
  readonly #cells: LstmWindow;
  readonly #gated: GatedResidualRows;
  readonly #attention: LookBack;
  readonly #last: GatedResidualRows;
  readonly #weights: Float64Array;
  readonly #constants: Float64Array;

  /** The lists of numbers of the network, in the order in which it adds them, and the rows of a sequence. */
  constructor(parameters: readonly Parameter[], length: number) {
    const rest = [...parameters];
    const [inputs, states, constants] = rest.splice(0, CELL_LISTS);
    const gated = rest.splice(0, RESIDUAL_LISTS);
    const [query, keys, values] = rest.splice(0, CELL_LISTS);
    const last = rest.splice(0, RESIDUAL_LISTS);
    const [weights, starts] = rest;
    if (!inputs || !states || !constants || !query || !keys || !values || !weights || !starts)
      throw new Error('a network of sequences has fewer lists of numbers than it reads');
    this.#cells = new LstmWindow({ inputs, states, constants }, length);
    this.#gated = new GatedResidualRows([gated], length);
    this.#attention = new LookBack([query, keys, values], length);
    this.#last = new GatedResidualRows([last], 1);
    this.#weights = weights.values.slice();
    this.#constants = starts.values.slice();
    this.output = new Float64Array(starts.columns);
  }

  push(row: Readonly<Float64Array>): void {
    this.#cells.push(row);
  }

  /** Reads the sequence that ends with the last row. */
  read(): void {
    const { answer, rowLength, rows } = this.#attention;
    this.#cells.read();
    this.#gated.take(this.#cells.statesAddress, this.#cells.rowLength);
    this.#gated.apply();
    this.#gated.give(rows.address, rowLength);
    this.#attention.look();
    const last = this.#last.values;
    for (let j = 0; j < answer.length; j += 1) last[2 * j] = answer[j] as number;
    this.#last.apply();
    for (let i = 0, w = 0; i < this.output.length; i += 1) {
      let sum = this.#constants[i] as number;
      for (let j = 0; j < answer.length; j += 1, w += 1)
        sum += (this.#weights[w] as number) * (last[2 * j] as number);
      this.output[i] = sum;
    }
  }
}
