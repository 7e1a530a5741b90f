import { type Code, type Local, read, steps, whole, write } from './instructions.ts';
import { counted, kernel } from './kernel.ts';

/** A block is a part of a tree four steps deep: its nodes, and the ways out of it. */
export const BLOCK_DEPTH = 4;
export const BLOCK_NODES = 15;
export const BLOCK_EXITS = 16;
/** It fills a cache line: thresholds of 16 bits, then a byte for the column of each node, then one for each exit. */
export const BLOCK_BYTES = 64;
export const COLUMNS_AT = 2 * BLOCK_NODES;
export const EXITS_AT = BLOCK_BYTES - BLOCK_EXITS;
/** Added to what stands at an exit where one of the numbers on the way was as large as the threshold. */
export const IN_DOUBT = 256;

const INTEGER_BYTES = 4;
const SHORT_BYTES = 2;
const WALKS = ['first', 'second', 'third', 'fourth'] as const;

/** Where one walk is: its tree, the block and its address, the node of that block, and whether it is in doubt. */
type Walk = Readonly<Record<'tree' | 'block' | 'here' | 'node' | 'doubt', Local>>;

/**
 * Walks through trees made of blocks, block `b` leading to the blocks `16 b + 1` to `16 b + 16`, four trees at a
 * time, so that no walk waits for another's memory; numbers above a threshold go right. Given are the `trees` and
 * the `size` of each in bytes, the `row` of whole numbers of 16 bits, the `levels` of blocks, and where the `exits`
 * go, of which there are as many `bytes`, a multiple of 16.
 */
export const walkBlocks = kernel((locals) => {
  const given = locals.given('trees', 'size', 'row', 'levels', 'exits', 'bytes');
  const { bytes, exits, levels, row, size, trees } = given;
  const { at, level } = locals.wholes('at', 'level');
  const walks = WALKS.map((): Walk => locals.wholes('tree', 'block', 'here', 'node', 'doubt'));
  const each = (body: (walk: Walk) => Code): Code => steps(...walks.map(body));
  const begin = (walk: Walk): Code =>
    steps(
      write(walk.tree, read(trees)),
      write(trees, whole.plus(read(trees), read(size))),
      write(walk.block, whole.of(0)),
      write(walk.doubt, whole.of(0)),
    );
  const enter = ({ block, here, node, tree }: Walk): Code =>
    steps(
      write(here, whole.plus(read(tree), whole.times(read(block), whole.of(BLOCK_BYTES)))),
      write(node, whole.of(0)),
    );
  const leave = ({ block, node }: Walk): Code => {
    const exit = whole.minus(read(node), whole.of(BLOCK_NODES - 1));
    return write(block, whole.plus(whole.times(read(block), whole.of(BLOCK_EXITS)), exit));
  };
  const answer = ({ doubt, here, node }: Walk, i: number): Code =>
    whole.store(
      whole.plus(read(exits), read(at)),
      whole.plus(
        whole.loadByte(whole.plus(read(here), read(node)), EXITS_AT - BLOCK_NODES),
        whole.times(read(doubt), whole.of(IN_DOUBT)),
      ),
      INTEGER_BYTES * i,
    );
  const { number, threshold } = locals.wholes('number', 'threshold');
  const step = (walk: Walk): Code => decide(walk, { number, threshold, row });
  const down = steps(...Array.from({ length: BLOCK_DEPTH }, () => each(step)));
  const four = steps(
    each(begin),
    counted(level, read(levels), steps(each(enter), down, each(leave))),
    ...walks.map(answer),
  );
  return counted(at, read(bytes), four, INTEGER_BYTES * WALKS.length);
});

/** One step of a walk: the number of the column against the threshold. */
function decide(
  { doubt, here, node }: Walk,
  { number, row, threshold }: Readonly<Record<'number' | 'row' | 'threshold', Local>>,
): Code {
  const place = (one: Code): Code => whole.plus(read(here), one);
  const double = whole.plus(read(node), read(node));
  const column = whole.loadByte(place(read(node)), COLUMNS_AT);
  return steps(
    write(threshold, whole.loadShort(place(double))),
    write(number, whole.loadShort(whole.plus(read(row), whole.times(column, whole.of(SHORT_BYTES))))),
    write(doubt, whole.or(read(doubt), whole.equal(read(number), read(threshold)))),
    write(node, whole.plus(whole.plus(double, whole.of(1)), whole.below(read(threshold), read(number)))),
  );
}
