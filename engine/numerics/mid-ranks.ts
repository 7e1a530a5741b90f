/**
 * Place of each value among all: the share that lies strictly below it plus half the share equal to it, itself
 * counted. From 0 to 1; a value that is no number has rank 0. Quadratic, for the few dozen of a cross-section.
 */
export function midRanks(values: ArrayLike<number>): Float64Array {
  const { length } = values;
  const ranks = new Float64Array(length);
  for (let i = 0; i < length; i += 1) {
    let place = 0;
    for (let j = 0; j < length; j += 1) {
      if ((values[j] as number) < (values[i] as number)) place += 1;
      else if (values[j] === values[i]) place += 0.5;
    }
    ranks[i] = place / length;
  }
  return ranks;
}
