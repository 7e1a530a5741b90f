/** The numbers of `autoencoderLayers` for one row after the other, for a network that is asked and not trained. */
export class AutoencoderRow {
  readonly #model: Readonly<Float64Array>;
  /** A row in each of its layers, the input first. */
  readonly #layers: readonly Float64Array[];

  /** The numbers of the network in the order in which it adds them, and the widths of its layers. */
  constructor(model: Readonly<Float64Array>, widths: readonly number[]) {
    this.#model = model;
    this.#layers = widths.map((width) => new Float64Array(width));
  }

  /** Mean squared distance of what comes out from what went in. */
  errorOf(row: Readonly<Float64Array>, scale: number): number {
    const [input = new Float64Array()] = this.#layers;
    for (let j = 0; j < input.length; j += 1) input[j] = scale * (row[j] as number);
    let from = 0;
    for (let layer = 1; layer < this.#layers.length; layer += 1) from = this.#feed(layer, from);
    const output = this.#layers.at(-1) ?? input;
    let error = 0;
    for (let j = 0; j < input.length; j += 1) {
      const apart = (output[j] as number) - (input[j] as number);
      error += (apart * apart) / input.length;
    }
    return error;
  }

  /** Computes a layer, whose numbers begin at `from`; answers where those of the next begin. */
  #feed(layer: number, from: number): number {
    const model = this.#model;
    const before = this.#layers[layer - 1] as Float64Array;
    const row = this.#layers[layer] as Float64Array;
    const isLast = layer === this.#layers.length - 1;
    const constants = from + row.length * before.length;
    for (let i = 0, w = from; i < row.length; i += 1) {
      let sum = model[constants + i] as number;
      for (let j = 0; j < before.length; j += 1, w += 1) sum += (model[w] as number) * (before[j] as number);
      row[i] = isLast ? sum : Math.tanh(sum);
    }
    return constants + row.length;
  }
}
