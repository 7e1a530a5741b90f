import { pair, read, shorts, steps, whole, write } from './instructions.ts';
import { counted, type Kernel, kernel } from './kernel.ts';

const VECTOR_BYTES = 16;
const INTEGER_BYTES = 4;

/**
 * Writes the squared distance of a row of short whole numbers from each of many: given are the `rows`, the row
 * they are measured `from`, their `distances` as whole numbers of 32 bits, and the bytes of these. A row has
 * eight times as many numbers as `vectors`.
 */
export const squaredDistancesKernel = (vectors: number): Kernel =>
  kernel((locals) => {
    const { bytes, distances, from, rows } = locals.given('rows', 'from', 'distances', 'bytes');
    const { at } = locals.wholes('at');
    const { apart, sum } = locals.pairs('apart', 'sum');
    const products = shorts.neighborProducts(read(apart), read(apart));
    const vector = (i: number) =>
      steps(
        write(
          apart,
          shorts.minus(shorts.load(read(rows), VECTOR_BYTES * i), shorts.load(read(from), VECTOR_BYTES * i)),
        ),
        write(sum, i === 0 ? products : shorts.plusFour(read(sum), products)),
      );
    const row = steps(
      ...Array.from({ length: vectors }, (_, i) => vector(i)),
      whole.store(whole.plus(read(distances), read(at)), shorts.sumOfFour(sum)),
      write(rows, whole.plus(read(rows), whole.of(VECTOR_BYTES * vectors))),
    );
    return steps(write(sum, pair.of(0)), counted(at, read(bytes), row, INTEGER_BYTES));
  });
