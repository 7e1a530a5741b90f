/** A line of a capture that broke a rule and was skipped. */
export interface CaptureProblem {
  readonly path: string;
  readonly lineNumber: number;
  readonly rule: string;
}

/** What reading a capture came upon so far. */
export interface CaptureStatistics {
  lines: number;
  /** Well-formed frames, of whatever kind. */
  frames: number;
  diffs: number;
  snapshots: number;
  trades: number;
  tickers: number;
  /** Well-formed frames of other streams or another symbol. */
  others: number;
  /** Diffs and snapshots whose content the book already held. */
  repeated: number;
  /** Sizes finer than the lot, of which whole lots were kept. */
  roundedSizes: number;
  /** Holes in the sequence after which a new snapshot was needed. */
  gaps: number;
  /** Levels of snapshots left out because their price is off today's tick grid. */
  offGridLevels: number;
  /** Books whose checksum was that of the venue, and those where it was not. */
  checksumsPassed: number;
  checksumsFailed: number;
  /** The venue's names of what was recorded and cannot be held here, such as inverse contracts. */
  readonly unrepresented: string[];
  /** Lines skipped for a broken rule; the first hundred are in `problems`. */
  malformed: number;
  readonly problems: CaptureProblem[];
  /** Times the local clock stepped back; such frames are given the time of the one before. */
  clockSteps: number;
  /** Files whose gzip stream breaks off. */
  cutShort: readonly string[];
  /** Updates after which the rebuilt book was crossed; only with a checked book. */
  crossed: number;
  /** Moments at which the rebuilt book and the latest recorded best prices stand at one update id. */
  comparable: number;
  /** Those at which best prices and sizes are all equal. */
  equal: number;
}

/** How many problems are kept by line; all are counted. */
const MOST_PROBLEMS = 100;

export function emptyStatistics(): CaptureStatistics {
  return {
    lines: 0,
    frames: 0,
    diffs: 0,
    snapshots: 0,
    trades: 0,
    tickers: 0,
    others: 0,
    repeated: 0,
    gaps: 0,
    roundedSizes: 0,
    offGridLevels: 0,
    checksumsPassed: 0,
    checksumsFailed: 0,
    unrepresented: [],
    malformed: 0,
    problems: [],
    clockSteps: 0,
    cutShort: [],
    crossed: 0,
    comparable: 0,
    equal: 0,
  };
}

export function countProblem(statistics: CaptureStatistics, problem: CaptureProblem): void {
  statistics.malformed += 1;
  if (statistics.problems.length < MOST_PROBLEMS) statistics.problems.push(problem);
}
