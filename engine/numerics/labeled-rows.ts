/** Rows of numbers of equal width in one block, each with a label. */
export interface LabeledRows {
  readonly count: number;
  readonly width: number;
  /** Row by row. */
  readonly inputs: Float64Array;
  readonly labels: Float64Array;
}

/** Mean of each column. */
export function columnMeans({ count, inputs, width }: LabeledRows): Float64Array {
  const means = new Float64Array(width);
  for (let at = 0; at < count * width; at += 1) {
    const column = at % width;
    means[column] = (means[column] as number) + (inputs[at] as number);
  }
  return means.map((sum) => sum / count);
}

/** Mean of the labels. */
export function meanLabel({ count, labels }: LabeledRows): number {
  let sum = 0;
  for (let i = 0; i < count; i += 1) sum += labels[i] as number;
  return sum / count;
}

/** Products of columns with each other, with the labels, and of the labels with themselves. */
export interface RowProducts {
  readonly gram: readonly Float64Array[];
  readonly withLabels: Float64Array;
  readonly ofLabels: number;
}

/** Sums of products over all rows, around `means` of the columns and `labelMean`. */
export function productsOf(
  { count, inputs, labels, width }: LabeledRows,
  means: Readonly<Float64Array>,
  labelMean: number,
): RowProducts {
  const gram = Array.from({ length: width }, () => new Float64Array(width));
  const withLabels = new Float64Array(width);
  const row = new Float64Array(width);
  let ofLabels = 0;
  for (let i = 0; i < count; i += 1) {
    const label = (labels[i] as number) - labelMean;
    ofLabels += label * label;
    for (let j = 0; j < width; j += 1) row[j] = (inputs[i * width + j] as number) - (means[j] as number);
    for (let j = 0; j < width; j += 1) {
      const each = row[j] as number;
      const products = gram[j] as Float64Array;
      withLabels[j] = (withLabels[j] as number) + each * label;
      for (let k = 0; k <= j; k += 1) products[k] = (products[k] as number) + each * (row[k] as number);
    }
  }
  gram.forEach((products, j) => {
    for (let k = 0; k < j; k += 1) (gram[k] as Float64Array)[j] = products[k] as number;
  });
  return { gram, withLabels, ofLabels };
}
