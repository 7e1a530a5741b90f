import { openRecordedFeed } from '../../venues/recorded/open-recorded-feed.ts';
import type { PulledFeed } from '../../venues/feed.ts';
import type { Benchmark, Figures } from './figures.ts';
import { type KernelRun, runKernel } from './kernel-run.ts';
import { spotSession } from './recorded-files.ts';
import { openSandboxHour, SANDBOX_BEGIN } from './sandbox-events.ts';
import { feedOf, storeEvents } from './stored-feed.ts';
import { perSecond, timeRuns } from './time-runs.ts';

const EFFORT = { runs: 5, repeats: 1 };

/** Events a second through the whole street on the sandbox, two strategies running. */
export const kernelSandbox: Benchmark = {
  name: 'kernelSandbox',
  measure: () =>
    measureKernel(openSandboxHour, {
      source: 'sandbox',
      strategies: 'renaissance-gate:as-described@BTC/USDT:USDT,renaissance-gate@ETH/USDT:USDT',
      beginAt: SANDBOX_BEGIN,
    }),
};

/** The same on the recorded Binance spot session, frames included in the second figure. */
export const kernelRecorded: Benchmark = {
  name: 'kernelRecorded',
  measure() {
    const paths = spotSession();
    if ('skipped' in paths) return paths;
    const open = () => {
      const opened = openRecordedFeed(paths);
      if (!opened.ok) throw new Error(opened.failure.detail);
      return opened.feed;
    };
    return measureKernel(open, {
      source: 'recorded',
      strategies: 'renaissance-gate:as-described,renaissance-gate',
    });
  },
};

function measureKernel(open: () => PulledFeed, run: KernelRun): Figures {
  const stored = storeEvents(open());
  const kernel = timeRuns(EFFORT, () => runKernel(feedOf(stored), run));
  const withFeed = timeRuns(EFFORT, () => runKernel(open(), run));
  if (withFeed.made.outcomeHash !== kernel.made.outcomeHash)
    throw new Error(
      `the same events must give the same outcomes, gave ${kernel.made.outcomeHash} and ${withFeed.made.outcomeHash}`,
    );
  return {
    ...kernel.made,
    strategies: run.strategies,
    kernel: { eventsPerSecond: perSecond(kernel.made.events, kernel.timing), ...kernel.timing },
    kernelAndFeed: { eventsPerSecond: perSecond(kernel.made.events, withFeed.timing), ...withFeed.timing },
  };
}
