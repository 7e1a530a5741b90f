import type { MeanView, ReliabilityView, VoteWorthView } from '../../contract/vote-commands.ts';
import { RELIABILITY_BINS, type VoteRecord } from '../../domain/vote/vote-record.ts';
import { normalQuantile } from '../../numerics/normal-distribution.ts';
import { plattProbability, plattScaling } from '../../numerics/platt-scaling.ts';
import { wilsonInterval } from '../../numerics/wilson.ts';

const BPS = 10_000;
const PPM_PER_BPS = 100;
/** Forecasts before a calibration is fitted. */
export const CALIBRATION_NEEDS = 60;
/** Outcomes before a mean has an interval and a share is a base rate: below, both say nothing. */
const FEWEST_FOR_RANGE = 10;
const Z_95 = normalQuantile(0.975);

/** What the record of a vote says, with what it cannot say left open. The fee is that of one taker fill. */
export function voteWorth(record: VoteRecord | undefined, takerFeePpm: number): VoteWorthView {
  if (record === undefined) return NOTHING;
  const { decided, forecasts, hits, rises, spreads, squaredErrors } = record;
  const spreadBps = decided > 0 ? (spreads / decided) * BPS : 0;
  const base = rises / forecasts;
  return {
    decided,
    hits,
    hitRange: wilsonInterval(hits, decided) ?? null,
    beforeCost: meanOf(record, 0),
    afterCost: meanOf(record, spreadBps + (2 * takerFeePpm) / PPM_PER_BPS),
    forecasts,
    rises,
    brier: forecasts > 0 ? squaredErrors / forecasts : null,
    brierOfBase: forecasts >= FEWEST_FOR_RANGE ? base * (1 - base) : null,
    reliability: reliabilityOf(record),
  };
}

const NO_MEAN: MeanView = { meanBps: null, range: null };
const NOTHING: VoteWorthView = {
  decided: 0,
  hits: 0,
  hitRange: null,
  beforeCost: NO_MEAN,
  afterCost: NO_MEAN,
  forecasts: 0,
  rises: 0,
  brier: null,
  brierOfBase: null,
  reliability: [],
};

/** Mean signed move less a cost; the cost is taken as known, so the interval keeps its width. */
function meanOf({ decided, returns, squaredReturns }: VoteRecord, costBps: number): MeanView {
  if (decided === 0) return NO_MEAN;
  const mean = returns / decided;
  const meanBps = mean * BPS - costBps;
  if (decided < FEWEST_FOR_RANGE) return { meanBps, range: null };
  const variance = Math.max(0, squaredReturns - decided * mean * mean) / (decided - 1);
  const reach = Z_95 * Math.sqrt(variance / decided) * BPS;
  return { meanBps, range: { low: meanBps - reach, high: meanBps + reach } };
}

function reliabilityOf({ binned, binnedRises }: VoteRecord): ReliabilityView[] {
  return binned.flatMap((count, bin) => {
    const rises = binnedRises[bin] ?? 0;
    const range = wilsonInterval(rises, count);
    return range ? [{ foretold: middleOf(bin), count, happened: rises / count, range }] : [];
  });
}

const middleOf = (bin: number): number => (bin + 0.5) / RELIABILITY_BINS;
const logOdds = (p: number): number => Math.log(p / (1 - p));

/**
 * The probability of a rise after a logistic line through what came of those said before (Platt 1999);
 * undefined before {@link CALIBRATION_NEEDS} forecasts.
 */
export function calibratedProbability(
  record: VoteRecord | undefined,
  probabilityUp: number,
): number | undefined {
  if (record === undefined || record.forecasts < CALIBRATION_NEEDS) return undefined;
  const scores: number[] = [];
  const rises: number[] = [];
  for (const [bin, count] of record.binned.entries()) {
    for (let i = 0; i < count; i += 1) {
      scores.push(logOdds(middleOf(bin)));
      rises.push(i < (record.binnedRises[bin] ?? 0) ? 1 : 0);
    }
  }
  return plattProbability(plattScaling(scores, rises), logOdds(probabilityUp));
}
