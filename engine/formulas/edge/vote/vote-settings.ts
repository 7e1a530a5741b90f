/** The numbers a vote is counted with. */
export interface VoteSettings {
  /** Weight of the prior belief, in outcomes, and its mean: 0.51 on paper, 0.5 for real orders. */
  readonly priorN: number;
  readonly priorMean: number;
  /** What is left of earlier outcomes with each new one. */
  readonly forget: number;
  /** Most that one formula may claim to be right; it is not believed below 1 less this either. */
  readonly cap: number;
  /** Signals of at least this size put their side first, those up to `neutral` none. */
  readonly strong: number;
  readonly neutral: number;
  readonly minConfidence: number;
  /** Fewest independent voices, and fewest categories among them. */
  readonly quorum: number;
  readonly minCategories: number;
  /** Share of all weight by which a side has to beat FLAT. */
  readonly flatMargin: number;
}

/** The vote of paper trading: a new system votes with small equal weights. */
export const PAPER_VOTE: VoteSettings = {
  priorN: 50,
  priorMean: 0.51,
  forget: 0.998,
  cap: 0.65,
  strong: 0.3,
  neutral: 0.05,
  minConfidence: 0.05,
  quorum: 5,
  minCategories: 3,
  flatMargin: 0.1,
};

/** The vote behind real orders: no record, no vote. */
export const REAL_VOTE: VoteSettings = { ...PAPER_VOTE, priorMean: 0.5 };

/** Names the settings, so that a stored decision says how it was counted. */
export const settingsText = (settings: VoteSettings): string =>
  Object.entries(settings)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
