import type { Computation } from './computation.ts';
import { fedTensor, hasSlopes, type Tensor, tensor } from './tensor.ts';

/**
 * Rows of `input` side by side: row r of the result holds the rows `places[r * width]` to
 * `places[(r + 1) * width - 1]` one behind the other, zeros for a place below 0.
 */
export function gatheredRows(net: Computation, input: Tensor, places: Int32Array, width: number): Tensor {
  const { columns } = input;
  const shape = [places.length / width, width * columns] as const;
  const output = hasSlopes(input) ? tensor(...shape) : fedTensor(...shape);
  net.add({
    forward() {
      for (let p = 0; p < places.length; p += 1) {
        const from = (places[p] as number) * columns;
        if (from < 0) continue;
        for (let j = 0; j < columns; j += 1)
          output.values[p * columns + j] = input.values[from + j] as number;
      }
    },
    backward() {
      if (!hasSlopes(input)) return;
      for (let p = 0; p < places.length; p += 1) {
        const from = (places[p] as number) * columns;
        if (from < 0) continue;
        for (let j = 0; j < columns; j += 1) {
          const slope = output.slopes[p * columns + j] as number;
          input.slopes[from + j] = (input.slopes[from + j] as number) + slope;
        }
      }
      output.slopes.fill(0);
    },
  });
  return output;
}
