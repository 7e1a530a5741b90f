import { type Code, float, type Local, read, steps, whole, write } from './instructions.ts';
import { counted, kernel } from './kernel.ts';

/** Bytes of a node: its threshold, where its number stands in a row, how far the left child is, and where the right. */
export const NODE_BYTES = 16;
const COLUMN = 8;
const LEFT = 10;
const RIGHT = 12;
const INTEGER_BYTES = 4;

/**
 * Where a row ends in each of some trees, whose numbers up to a threshold go left, four trees at a time, so that no walk waits for another's memory. Leaves lead
 * to themselves: all walks take as many steps. Given are the `nodes`, the `row`, the `roots` and `ends` as bytes
 * from the first node, the bytes of these lists, a multiple of 16, and the `depth` of the deepest tree.
 */
export const walkUpTo = kernel((locals) => {
  const given = locals.given('nodes', 'row', 'roots', 'ends', 'bytes', 'depth');
  const { bytes, depth, ends, nodes, roots, row } = given;
  const { at, step } = locals.wholes('at', 'step');
  const walks = Object.values(locals.wholes('first', 'second', 'third', 'fourth'));
  const place = (list: Local) => whole.plus(read(list), read(at));
  const next = (walk: Local): Code => {
    const node = whole.plus(read(nodes), read(walk));
    const number = float.load(whole.plus(read(row), whole.loadShort(node, COLUMN)));
    const left = whole.plus(read(walk), whole.loadShort(node, LEFT));
    return write(walk, whole.choose(whole.load(node, RIGHT), left, float.above(number, float.load(node))));
  };
  const four = steps(
    ...walks.map((walk, i) => write(walk, whole.load(place(roots), INTEGER_BYTES * i))),
    counted(step, read(depth), steps(...walks.map(next))),
    ...walks.map((walk, i) => whole.store(place(ends), read(walk), INTEGER_BYTES * i)),
  );
  return counted(at, read(bytes), four, INTEGER_BYTES * walks.length);
});
