import { openRecordedFeed } from '../../venues/recorded/open-recorded-feed.ts';
import { type Benchmark, type Figures, rounded, type Skipped } from './figures.ts';
import {
  contestQueues,
  PLACE_EVERY_MS,
  type QueueModelName,
  type QueueOutcome,
  REST_MS,
} from './queue-contest.ts';
import { recordedFiles, spotSession } from './recorded-files.ts';

/** Share of passive orders at the touch that fill, under our models and those that are documented, side by side. */
export const queueModels: Benchmark = {
  name: 'queueModels',
  measure() {
    const spot = spotSession();
    const perpetual = recordedFiles('book/binance-usdm_BTCUSDT_20240808.raw.gz');
    return {
      placeEveryMs: PLACE_EVERY_MS,
      restMs: REST_MS,
      binanceSpot: 'skipped' in spot ? spot : contestOf(spot),
      binanceUsdm: 'skipped' in perpetual ? perpetual : contestOf(perpetual),
    };
  },
};

function contestOf(paths: readonly string[]): Figures | Skipped {
  const opened = openRecordedFeed(paths);
  if (!opened.ok) throw new Error(opened.failure.detail);
  const outcomes = contestQueues(opened.feed);
  const shares = documentedShares(outcomes);
  const isWithin = (name: QueueModelName) => {
    const { filledShare } = outcomes[name];
    return filledShare >= shares.lowest && filledShare <= shares.highest;
  };
  return {
    ...Object.fromEntries(
      Object.entries(outcomes).map(([name, { filledShare, medianSecondsToFill, orders }]) => [
        name,
        { orders, filledShare: rounded(filledShare), medianSecondsToFill: rounded(medianSecondsToFill) },
      ]),
    ),
    documentedRange: { lowest: rounded(shares.lowest), highest: rounded(shares.highest) },
    withinDocumentedRange: {
      edgewrightRiskAverse: isWithin('edgewrightRiskAverse'),
      edgewrightPower2: isWithin('edgewrightPower2'),
      edgewrightPower3: isWithin('edgewrightPower3'),
    },
  };
}

/** The range the documented models span. */
export function documentedShares(outcomes: Readonly<Record<QueueModelName, QueueOutcome>>): {
  readonly lowest: number;
  readonly highest: number;
} {
  const { documentedPower2, documentedPower3, documentedRiskAverse } = outcomes;
  const shares = [documentedPower2, documentedPower3, documentedRiskAverse].map((each) => each.filledShare);
  return { lowest: Math.min(...shares), highest: Math.max(...shares) };
}
