/** The cheapest path through states of which each change costs the same. */
export interface JumpPath {
  readonly states: Int32Array;
  readonly cost: number;
}

/**
 * The path that loses least, changes included, by dynamic programming. `losses` holds the loss of each row
 * in each state, row by row; on ties the lower state wins.
 *
 * Source: Bemporad, Breschi, Piga & Boyd (2018), Fitting jump models, Automatica 96.
 */
export function jumpPath(losses: Float64Array, count: number, penalty: number): JumpPath {
  const rows = losses.length / count;
  const from = new Int32Array(losses.length);
  let values = losses.slice(0, count);
  for (let t = 1; t < rows; t += 1) {
    const cheapest = values.indexOf(Math.min(...values));
    const changed = (values[cheapest] as number) + penalty;
    values = values.map((value, j) => {
      const stays = value <= changed;
      from[t * count + j] = stays ? j : cheapest;
      return (stays ? value : changed) + (losses[t * count + j] as number);
    });
  }
  const cost = Math.min(...values);
  const states = new Int32Array(rows);
  states[rows - 1] = values.indexOf(cost);
  for (let t = rows - 1; t > 0; t -= 1) states[t - 1] = from[t * count + (states[t] as number)] as number;
  return { states, cost };
}

/** Takes the values of {@link jumpPath} one row on in place, counted from the smallest so that they do not grow. */
export function passJumpRow(values: Float64Array, losses: ArrayLike<number>, penalty: number): void {
  const changed = leastOf(values) + penalty;
  for (let j = 0; j < values.length; j += 1)
    values[j] = Math.min(values[j] as number, changed) + (losses[j] as number);
  const origin = leastOf(values);
  for (let j = 0; j < values.length; j += 1) values[j] = (values[j] as number) - origin;
}

function leastOf(values: Float64Array): number {
  let least = Infinity;
  for (let j = 0; j < values.length; j += 1) least = Math.min(least, values[j] as number);
  return least;
}
