import { join } from 'node:path';
import { askPage, PageLeft } from './ask-page.ts';
import { type BenchDisplay, openBenchDisplay } from './bench-display.ts';
import { copyBuiltApp } from './built-app.ts';
import { type StartedApp, startApp } from './started-app.ts';

const RUNS = 5;

/** When the page began and when it first painted something, Unix ms, as the page's own clock recorded them. */
interface PageTimes {
  readonly began: number;
  readonly painted: number;
}

const FIRST_PAINT = `new Promise((painted) => {
  new PerformanceObserver((list) => {
    const entry = list.getEntriesByName('first-contentful-paint')[0];
    if (entry) painted({ began: performance.timeOrigin, painted: performance.timeOrigin + entry.startTime });
  }).observe({ type: 'paint', buffered: true });
})`;

/** One start: how long until the page began, and from there until it painted. */
interface Start {
  readonly toPageMs: number;
  readonly toPaintMs: number;
}

/** From starting the program to the first paint with something in it, beside a bare window, in turns. */
export async function measureColdStart() {
  const display = await openBenchDisplay();
  if ('skipped' in display) return display;
  const built = copyBuiltApp();
  if ('skipped' in built) {
    display.close();
    return built;
  }
  try {
    const bareFolder = join(import.meta.dirname, 'bare-window');
    const workstation: Start[] = [];
    const bare: Start[] = [];
    // The first start of each fills the disk cache and does not count.
    for (let run = 0; run <= RUNS; run += 1) {
      const bareStart = await startOf(display, bareFolder);
      const workstationStart = await startOf(display, built.folder);
      if (run === 0) continue;
      bare.push(bareStart);
      workstation.push(workstationStart);
    }
    const ours = summaryOf(workstation);
    const theirs = summaryOf(bare);
    return {
      electron: display.electron,
      workstation: ours,
      bareWindow: theirs,
      timesBareWindow: round(ours.medianMs / theirs.medianMs),
      timesBareWindowByBest: round(ours.bestMs / theirs.bestMs),
    };
  } finally {
    built.remove();
    display.close();
  }
}

async function startOf(display: BenchDisplay, appFolder: string): Promise<Start> {
  const app = startApp(display, { appFolder });
  try {
    const { began, painted } = await pageTimes(app);
    return { toPageMs: began - app.startedAt, toPaintMs: painted - began };
  } finally {
    await app.stop();
  }
}

async function pageTimes(app: StartedApp, tries = 10): Promise<PageTimes> {
  try {
    return await askPage<PageTimes>(await app.pageDebugger(), FIRST_PAINT);
  } catch (error) {
    if (!(error instanceof PageLeft) || tries === 1) throw error;
    return pageTimes(app, tries - 1);
  }
}

const summaryOf = (starts: readonly Start[]) => {
  const totals = starts.map(({ toPageMs, toPaintMs }) => toPageMs + toPaintMs);
  return {
    runs: starts.length,
    bestMs: round(Math.min(...totals)),
    medianMs: round(medianOf(totals)),
    medianToPageMs: round(medianOf(starts.map(({ toPageMs }) => toPageMs))),
    medianToPaintMs: round(medianOf(starts.map(({ toPaintMs }) => toPaintMs))),
  };
};
const medianOf = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const round = (value: number): number => Number(value.toPrecision(4));
