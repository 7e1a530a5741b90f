/** A chain of hidden states: where it starts and how it goes on, `transition[i * count + j]` being from i to j. */
export interface HiddenChain {
  readonly start: Float64Array;
  readonly transition: Float64Array;
}

/** What a sequence says of the states, all of it in rows of one number per state. */
export interface ForwardPass {
  /** Probability of each state given all values up to that row. */
  readonly filtered: Float64Array;
  /** Natural log of the density of the sequence. */
  readonly logLikelihood: number;
}

/** The most likely path as a whole, and the log density of that path with the sequence. */
export interface LikeliestPath {
  readonly states: Int32Array;
  readonly logProbability: number;
}

/**
 * Filtered probabilities by the scaled forward recursion. `logDensities` holds the log density of each
 * value under each state, row by row; `filtered` takes the probabilities in.
 *
 * Source: Rabiner (1989), Proceedings of the IEEE 77(2).
 */
export function forwardPass(
  { start, transition }: HiddenChain,
  logDensities: Float64Array,
  filtered: Float64Array = new Float64Array(logDensities.length),
): ForwardPass {
  const count = start.length;
  const rows = logDensities.length / count;
  let logLikelihood = 0;
  for (let t = 0; t < rows; t += 1) {
    const at = t * count;
    let highest = -Infinity;
    for (let j = 0; j < count; j += 1) highest = Math.max(highest, logDensities[at + j] as number);
    let total = 0;
    for (let j = 0; j < count; j += 1) {
      const prior = t === 0 ? (start[j] as number) : reached(filtered, at - count, transition, j);
      const joint = prior * Math.exp((logDensities[at + j] as number) - highest);
      filtered[at + j] = joint;
      total += joint;
    }
    for (let j = 0; j < count; j += 1) filtered[at + j] = (filtered[at + j] as number) / total;
    logLikelihood += Math.log(total) + highest;
  }
  return { filtered, logLikelihood };
}

/** Probability of state `j` after one step from the probabilities that begin at `at`. */
function reached(from: Float64Array, at: number, transition: Float64Array, j: number): number {
  const count = Math.sqrt(transition.length);
  let sum = 0;
  for (let i = 0; i < count; i += 1) sum += (from[at + i] as number) * (transition[i * count + j] as number);
  return sum;
}

/** Probabilities of the states one step on, written into `next`. */
export function chainStep(
  probabilities: Float64Array,
  transition: Float64Array,
  next: Float64Array = new Float64Array(probabilities.length),
): Float64Array {
  for (let j = 0; j < next.length; j += 1) next[j] = reached(probabilities, 0, transition, j);
  return next;
}

/** What the whole sequence says of each row, and of each step between states on average over the rows. */
export interface BackwardPass {
  /** Probability of each state given all values, also the later ones. */
  readonly smoothed: Float64Array;
  /** Expected number of steps from i to j at `i * count + j`. */
  readonly steps: Float64Array;
}

/** Smoothed probabilities and expected steps from a forward pass. They know the future: not for a live screen. */
export function backwardPass({ transition }: HiddenChain, { filtered }: ForwardPass): BackwardPass {
  const count = Math.sqrt(transition.length);
  const smoothed = filtered.slice();
  const steps = new Float64Array(count * count);
  for (let at = filtered.length - 2 * count; at >= 0; at -= count) {
    for (let i = 0; i < count; i += 1) smoothed[at + i] = 0;
    for (let j = 0; j < count; j += 1) {
      const foretold = reached(filtered, at, transition, j);
      if (!(foretold > 0)) continue;
      const share = (smoothed[at + count + j] as number) / foretold;
      for (let i = 0; i < count; i += 1) {
        const step = (filtered[at + i] as number) * (transition[i * count + j] as number) * share;
        smoothed[at + i] = (smoothed[at + i] as number) + step;
        steps[i * count + j] = (steps[i * count + j] as number) + step;
      }
    }
  }
  return { smoothed, steps };
}

/** The most likely path of states through the sequence (Viterbi 1967). The lower number wins a tie. */
export function likeliestPath({ start, transition }: HiddenChain, logDensities: Float64Array): LikeliestPath {
  const count = start.length;
  const rows = logDensities.length / count;
  const from = new Int32Array(logDensities.length);
  let scores = start.map((each, j) => Math.log(each) + (logDensities[j] as number));
  for (let t = 1; t < rows; t += 1) {
    const before = scores;
    scores = before.map((_, j) => {
      const ways = before.map((score, i) => score + Math.log(transition[i * count + j] as number));
      const best = ways.indexOf(Math.max(...ways));
      from[t * count + j] = best;
      return (ways[best] as number) + (logDensities[t * count + j] as number);
    });
  }
  const states = new Int32Array(rows);
  const logProbability = Math.max(...scores);
  states[rows - 1] = scores.indexOf(logProbability);
  for (let t = rows - 1; t > 0; t -= 1) states[t - 1] = from[t * count + (states[t] as number)] as number;
  return { states, logProbability };
}
