import { openRecordedFeed } from '../../venues/recorded/open-recorded-feed.ts';
import type { PulledFeed } from '../../venues/feed.ts';
import type { Benchmark, Figures } from './figures.ts';
import { type KernelRun, runKernel } from './kernel-run.ts';
import { spotSession } from './recorded-files.ts';
import { openSandboxHour, SANDBOX_BEGIN } from './sandbox-events.ts';
import { feedOf, storeEvents } from './stored-feed.ts';
import { type Effort, perSecond, timeRuns } from './time-runs.ts';

const HOUR = { runs: 7, repeats: 1 };
/** The recorded session is short. */
const SHORT = { runs: 7, repeats: 6 };

/** Events a second through the whole street on the sandbox, two strategies running. */
export const kernelSandbox: Benchmark = {
  name: 'kernelSandbox',
  measure: () =>
    measureKernel(openSandboxHour, HOUR, {
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
    return measureKernel(open, SHORT, {
      source: 'recorded',
      strategies: 'renaissance-gate:as-described,renaissance-gate',
    });
  },
};

async function measureKernel(open: () => PulledFeed, effort: Effort, run: KernelRun): Promise<Figures> {
  const stored = storeEvents(open());
  const kernel = await timeRuns(effort, () => runKernel(feedOf(stored), run));
  const withFeed = await timeRuns(effort, () => runKernel(open(), run));
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
