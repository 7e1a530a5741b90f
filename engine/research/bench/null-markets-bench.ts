import { allFormulas } from '../../formulas/registry/all-formulas.generated.ts';
import { coinFlipVote } from '../vote/coin-flip-vote.ts';
import { nullFormulas, nullYear } from '../vote/null-market.ts';
import { type Benchmark, rounded } from './figures.ts';

const FORMULAS = 411;
const YEARS = 100;
const VOTES = 50_000;
const VOTERS = 60;

/**
 * What the control of false discoveries lets through in a hundred years of markets without anything to know,
 * and what a vote of coins earns before costs.
 */
export const nullMarkets: Benchmark = {
  name: 'nullMarkets',
  measure() {
    const formulas = nullFormulas(FORMULAS, allFormulas);
    const years = Array.from({ length: YEARS }, (_, year) => nullYear(year + 1, formulas));
    const { hitRate, meanReturn, shareDecided, standardError } = coinFlipVote({
      seed: 1785,
      formulas: VOTERS,
      votes: VOTES,
    });
    return {
      formulas,
      years: YEARS,
      outcomes: years.reduce((sum, { outcomes }) => sum + outcomes, 0),
      yearsWithNoneDeclared: years.filter(({ declared }) => declared === 0).length,
      yearsWithNoneDeclaredAtAnyTime: years.filter(({ declaredAtAnyTime }) => declaredAtAnyTime === 0).length,
      declaredAYearWithoutControl: rounded(
        years.reduce((sum, { uncontrolled }) => sum + uncontrolled, 0) / YEARS,
      ),
      coinFlipVote: {
        votes: VOTES,
        voters: VOTERS,
        shareDecided: rounded(shareDecided),
        meanReturnBps: rounded(meanReturn * 10_000),
        standardErrorBps: rounded(standardError * 10_000),
        hitRate: rounded(hitRate),
      },
    };
  },
};
