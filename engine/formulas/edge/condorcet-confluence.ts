import { defineFormula, type MarketStep } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import type { VoteTally } from './vote/condorcet-vote.ts';
import { StartedVote } from './vote/started-vote.ts';
import type { VoteSettings } from './vote/vote-settings.ts';

/**
 * Winner of a vote of the direction formulas by majorities of pairs: 1 long, -1 short, 0 flat. `group` says
 * who votes: 0 the fast formulas, 1 the medium ones, 2 the slow ones. Learns from quotes how often each is
 * right. Warm with the first opinions.
 */
export const condorcetConfluence = defineFormula({
  id: 'F335',
  key: 'condorcet-confluence',
  title: 'Condorcet confluence vote over direction formulas',
  family: 'edge',
  output: { unit: 'winner', min: -1, max: 1 },
  role: 'direction',
  source:
    "Condorcet, 'Essai sur l'application de l'analyse a la probabilite des decisions rendues a la pluralite des voix', 1785; weights: Nitzan, S. & Paroush, J., 'Optimal Decision Rules in Uncertain Dichotomous Choice Situations', International Economic Review 23(2), 1982; Shapley & Grofman 1984",
  catalogue: {
    inputs: ['external'],
    params: {
      prior_n: { unit: 'outcomes', meaning: 'strength of the Beta prior of each competence' },
      prior_mean: { unit: 'probability', meaning: 'prior mean while paper trading; 0.50 for real orders' },
      forget: { unit: 'per outcome', meaning: 'forgetting of outcomes' },
      p_cap: { unit: 'probability', meaning: 'largest competence used' },
      strong: { unit: '1', meaning: '|signal| from which the side is ranked above FLAT' },
      neutral: { unit: '1', meaning: '|signal| up to which the ballot is FLAT first' },
      min_conf: { unit: '1', meaning: 'confidence below which the formula abstains' },
      quorum: { unit: 'effective votes', meaning: 'minimum of sum d_i' },
      min_categories: { unit: 'categories', meaning: 'different catalogue categories among the voters' },
      flat_margin: { unit: 'share of total weight', meaning: 'LONG or SHORT must beat FLAT by this' },
    },
    definition: `
      Alternatives LONG, FLAT, SHORT (ballots are single-peaked on the axis SHORT-FLAT-LONG). Each ready
      direction formula (this id and the other aggregators 78, 223, 224, 353, 387, 388, 389, 400 excluded)
      casts one ranked ballot: s >= strong: L>F>S; neutral < s < strong: F>L>S; |s| <= neutral: F first, L
      and S tied; negative mirrored; confidence < min_conf or not ready: abstains. Weight w_i =
      conf_i*d_i*max(0,ln(p_i/(1-p_i))), p_i = Beta posterior mean clipped to [1-p_cap,p_cap], d_i =
      1/(1+sum_{j != i} rho_ij) over the other voters with rho_ij the shrunk non-negative error
      correlation. Pairwise margin M(X,Y) = sum of weights preferring X to Y minus the reverse (ties 0); W
      = sum w. LONG wins if M(L,S) > 0 and M(L,F) > flat_margin*W; SHORT mirrored; otherwise FLAT. Quorum:
      sum d_i >= quorum and at least min_categories, else FLAT with confidence 0. P(up) = 1/(1+exp(-sum_i
      d_i*conf_i*sign(s_i)*max(0,ln(p_i/(1-p_i))))) over voters with |s_i| > neutral. Full procedure,
      learning rule, cycles, ties and worked examples: spec/voting.md. Value = winner code (+1,0,-1).
    `,
    update: 'O(number of direction formulas) per decision; competence update O(1) per outcome.',
    signal:
      'signal = winner*min(1, M(winner,FLAT)/W); confidence = |2*P(up)-1| capped by id 336, 0 for FLAT.',
    range: '{-1,0,1}',
  },
  defaults: {
    prior_n: 50,
    prior_mean: 0.51,
    forget: 0.998,
    p_cap: 0.65,
    strong: 0.3,
    neutral: 0.05,
    min_conf: 0.05,
    quorum: 5,
    min_categories: 3,
    flat_margin: 0.1,
    group: 1,
  },
  input: 'step',
  reads: ['opinions', 'quote'],
  keepsOverGaps: true,
  readings: {
    ...DIRECTION,
    /** Probability of a rise from the pooled log odds, not calibrated. */
    probabilityUp: { unit: 'probability', min: 0, max: 1 },
    /** Independent voices among those that count. */
    effectiveVotes: { unit: 'votes', min: 0 },
    /** Categories among them. */
    categories: { unit: 'categories', min: 0 },
    /** Margins in shares of all weight. */
    longShort: { unit: 'share of weight', min: -1, max: 1 },
    longFlat: { unit: 'share of weight', min: -1, max: 1 },
    flatShort: { unit: 'share of weight', min: -1, max: 1 },
  },
  warmUp: () => 1,

  start(params) {
    const run = new StartedVote(params.group, settingsOf(params));
    let decision: VoteTally | undefined;
    const share = (margin: 'longShort' | 'longFlat' | 'flatShort') => (): number | undefined =>
      decision && decision.totalWeight > 0 ? decision.margins[margin] / decision.totalWeight : 0;

    return withReadings(
      (step: MarketStep) => {
        if (step.kind === 'quote') run.onQuote(step.quote);
        if (step.kind === 'opinions') decision = run.tally(step.time, step.opinions);
        return decision?.winner;
      },
      {
        signal: () => decision?.signal,
        confidence: () => decision?.confidence,
        probabilityUp: () => decision?.probabilityUp,
        effectiveVotes: () => decision?.effectiveVotes,
        categories: () => decision?.categories.length,
        longShort: share('longShort'),
        longFlat: share('longFlat'),
        flatShort: share('flatShort'),
      },
    );
  },
});

/** The parameters by the names of the catalogue. */
type ConfluenceParams = Readonly<
  Record<
    | 'prior_n'
    | 'prior_mean'
    | 'forget'
    | 'p_cap'
    | 'strong'
    | 'neutral'
    | 'min_conf'
    | 'quorum'
    | 'min_categories'
    | 'flat_margin',
    number
  >
>;

const settingsOf = (params: ConfluenceParams): VoteSettings => ({
  priorN: params.prior_n,
  priorMean: params.prior_mean,
  forget: params.forget,
  cap: params.p_cap,
  strong: params.strong,
  neutral: params.neutral,
  minConfidence: params.min_conf,
  quorum: params.quorum,
  minCategories: params.min_categories,
  flatMargin: params.flat_margin,
});
