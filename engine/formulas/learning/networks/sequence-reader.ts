import type { Parameter } from '../../../numerics/neural/computation.ts';
import { LookBack } from '../../../numerics/neural/look-back.ts';
import { LstmWindow } from '../../../numerics/neural/lstm-window.ts';
import { GatedResidualRow } from './gated-residual-row.ts';

/** Lists of numbers before those of the last residual and of the output. */
const CELL_LISTS = 3;
const RESIDUAL_LISTS = 8;

/** The numbers of `readSequences` over the last rows of one stream, for networks that are asked and not trained. */
export class SequenceReader {
  readonly output: Float64Array;
  readonly #cells: LstmWindow;
  readonly #gated: GatedResidualRow;
  readonly #attention: LookBack;
  readonly #last: GatedResidualRow;
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
    this.#gated = new GatedResidualRow(gated);
    this.#attention = new LookBack([query, keys, values], { heads: 1, length });
    this.#last = new GatedResidualRow(last);
    this.#weights = weights.values.slice();
    this.#constants = starts.values.slice();
    this.output = new Float64Array(starts.columns);
  }

  push(row: Readonly<Float64Array>): void {
    this.#cells.push(row);
  }

  /** Reads the sequence that ends with the last row. */
  read(): void {
    const { answer } = this.#attention;
    const { states } = this.#cells;
    this.#cells.read();
    for (let from = 0; from < states.length; from += answer.length) this.#gated.apply(states, from);
    this.#attention.look(states);
    this.#last.apply(answer, 0);
    for (let i = 0, w = 0; i < this.output.length; i += 1) {
      let sum = this.#constants[i] as number;
      for (let j = 0; j < answer.length; j += 1, w += 1)
        sum += (this.#weights[w] as number) * (answer[j] as number);
      this.output[i] = sum;
    }
  }
}
