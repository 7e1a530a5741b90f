import type { FormulaVoteParameters } from './parameters.ts';

type GateTerms = Pick<FormulaVoteParameters, 'greenBps' | 'redBps' | 'smallEquity' | 'yellowShare'>;

/**
 * Share of the size that a bet may have by what it is expected to bring after costs (formula 337): all of it
 * from `greenBps` on, none below `redBps`, and between them `yellowShare` in accounts up to `smallEquity`.
 */
export function valueGate(
  edgeBps: number,
  equityQuote: number,
  { greenBps, redBps, smallEquity, yellowShare }: GateTerms,
): number {
  if (edgeBps < redBps) return 0;
  if (edgeBps >= greenBps) return 1;
  return equityQuote <= smallEquity ? yellowShare : 0;
}
