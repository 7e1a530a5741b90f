/** A value at every distinct place, never falling, in blocks that share one. */
export interface IsotonicFit {
  /** Ascending. */
  readonly places: Float64Array;
  readonly values: Float64Array;
  /** Weight of the block each place belongs to. */
  readonly blockWeights: Float64Array;
}

interface Block {
  sum: number;
  weight: number;
  places: number;
}

/**
 * The values that never fall with their places and lie closest to what was observed, in squares. Observations
 * of one place are taken together first.
 *
 * Source: Ayer, Brunk, Ewing, Reid & Silverman (1955), An Empirical Distribution Function for Sampling with
 * Incomplete Information: pool adjacent violators.
 */
export function isotonicRegression(places: ArrayLike<number>, observed: ArrayLike<number>): IsotonicFit {
  const order = Array.from({ length: places.length }, (_, i) => i).toSorted(
    (a, b) => (places[a] as number) - (places[b] as number),
  );
  const distinct: number[] = [];
  const single: Block[] = [];
  for (const i of order) {
    const place = places[i] as number;
    if (place !== distinct.at(-1)) {
      distinct.push(place);
      single.push({ sum: 0, weight: 0, places: 1 });
    }
    const block = single.at(-1) as Block;
    block.sum += observed[i] as number;
    block.weight += 1;
  }
  const blocks = pooled(single);
  const spread = (of: (block: Block) => number) =>
    Float64Array.from(blocks.flatMap((block) => Array.from({ length: block.places }, () => of(block))));
  return {
    places: Float64Array.from(distinct),
    values: spread(({ sum, weight }) => sum / weight),
    blockWeights: spread(({ weight }) => weight),
  };
}

function pooled(single: readonly Block[]): Block[] {
  const blocks: Block[] = [];
  for (const each of single) {
    const block = { ...each };
    for (let left = blocks.at(-1); left && isViolated(left, block); left = blocks.at(-1)) {
      block.sum += left.sum;
      block.weight += left.weight;
      block.places += left.places;
      blocks.pop();
    }
    blocks.push(block);
  }
  return blocks;
}

const isViolated = (left: Block, right: Block): boolean => left.sum / left.weight >= right.sum / right.weight;

/** Place of the last of ascending `places` that is not above `at`; 0 where all are above. */
export function placeAtOrBelow(places: Readonly<Float64Array>, at: number): number {
  let low = 0;
  let high = places.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((places[middle] as number) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The value at any place: straight between the places of a fit, constant outside. NaN of none. */
export function isotonicValue({ places, values }: IsotonicFit, at: number): number {
  const low = placeAtOrBelow(places, at);
  const [left = NaN, right = NaN] = [places[low], places[low + 1]];
  const [from = NaN, to = NaN] = [values[low], values[low + 1]];
  return at <= left || !(right > left) ? from : from + ((to - from) * (at - left)) / (right - left);
}
