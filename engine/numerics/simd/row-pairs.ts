import { float, pair, read, steps, whole, write } from './instructions.ts';
import { counted, kernel } from './kernel.ts';

const FLOAT_BYTES = 8;
const PAIR_BYTES = 16;

/**
 * Puts rows that follow each other side by side, two at a time and number by number. Given are the `rows`, how far they
 * are `apart` in bytes, the `pairs` they go to, the bytes of a row (`width`), and the `count` of pairs of rows.
 */
export const pairRows = kernel((locals) => {
  const { apart, count, pairs, rows, width } = locals.given('rows', 'apart', 'pairs', 'width', 'count');
  const { at, j, lower } = locals.wholes('at', 'j', 'lower');
  const number = steps(
    pair.store(
      read(pairs),
      pair.loadSecond(whole.plus(read(lower), read(j)), pair.loadFirst(whole.plus(read(rows), read(j)))),
    ),
    write(pairs, whole.plus(read(pairs), whole.of(PAIR_BYTES))),
  );
  const two = steps(
    write(lower, whole.plus(read(rows), read(apart))),
    counted(j, read(width), number, FLOAT_BYTES),
    write(rows, whole.plus(read(lower), read(apart))),
  );
  return counted(at, read(count), two);
});

/** Puts them one after the other again: given the same. */
export const partRows = kernel((locals) => {
  const { apart, count, pairs, rows, width } = locals.given('rows', 'apart', 'pairs', 'width', 'count');
  const { at, j, lower } = locals.wholes('at', 'j', 'lower');
  const number = steps(
    float.store(whole.plus(read(rows), read(j)), float.load(read(pairs))),
    float.store(whole.plus(read(lower), read(j)), float.load(read(pairs), FLOAT_BYTES)),
    write(pairs, whole.plus(read(pairs), whole.of(PAIR_BYTES))),
  );
  const two = steps(
    write(lower, whole.plus(read(rows), read(apart))),
    counted(j, read(width), number, FLOAT_BYTES),
    write(rows, whole.plus(read(lower), read(apart))),
  );
  return counted(at, read(count), two);
});
