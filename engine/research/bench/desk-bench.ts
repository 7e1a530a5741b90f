import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ViewChange } from '../../contract/feed.ts';
import { MarketState } from '../../market/market-state.ts';
import { marketView } from '../../runtime/views/market-view.ts';
import { benchFolder } from './bench-folder.ts';
import { writeBusyRecording } from './busy-recording.ts';
import type { Benchmark, Figures, Skipped } from './figures.ts';
import { openSandboxHour, SANDBOX_BEGIN } from './sandbox-events.ts';

/** What needs a real Electron is measured by a program of its own, which says so where there is none. */
const program = join(import.meta.dirname, '..', '..', '..', 'e2e', 'bench', 'main.ts');
const LADDER_DEPTH = 25;
/** Opening the window and the recording takes a while. */
const SPARE_SECONDS = 60;

/** A million bars in the chart: first draw and frames while it is moved, beside lightweight-charts. */
export const chart: Benchmark = { name: 'chart', measure: () => ask('chart') };

/** From starting the built workstation to its first paint, beside a bare window. */
export const coldStart: Benchmark = { name: 'coldStart', measure: () => ask('coldStart') };

/** What every process of the running workstation holds at rest. */
export const memory: Benchmark = { name: 'memory', measure: () => ask('memory') };

/** The Order flow workspace under 5,000 market updates a second, beside a window that only repaints. */
export const orderFlowWorkspace: Benchmark = {
  name: 'orderFlowWorkspace',
  measure() {
    const folder = mkdtempSync(join(benchFolder(), 'workspace-'));
    try {
      const path = join(folder, 'busy.jsonl');
      const seconds = Number(process.env['EDGEWRIGHT_BENCH_SECONDS'] ?? 600);
      writeBusyRecording({ path, seconds: seconds + SPARE_SECONDS, updatesPerSecond: 5000 });
      return ask('orderFlowWorkspace', path, String(seconds));
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

/** Frames a second from an engine-like process to a page. */
export const ports: Benchmark = {
  name: 'ports',
  measure() {
    const folder = mkdtempSync(join(benchFolder(), 'ports-'));
    try {
      const file = join(folder, 'frame.json');
      writeFileSync(file, JSON.stringify(ladderFrame()));
      return ask('ports', file);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

function ask(...what: readonly string[]): Figures | Skipped {
  const text = execFileSync(process.execPath, [program, ...what], { encoding: 'utf8' });
  return JSON.parse(text) as Figures | Skipped;
}

/** What one frame tells a window of three markets with their ladders on screen. */
function ladderFrame(): ViewChange[] {
  const feed = openSandboxHour();
  const state = new MarketState(feed.instruments);
  let time = 0;
  for (let event = feed.next(); event && time < SANDBOX_BEGIN; event = feed.next()) {
    state.apply(event);
    ({ time } = event);
  }
  feed.close();
  return state.all.map((market) => ({
    kind: 'market',
    market: marketView(market, time, LADDER_DEPTH),
  }));
}
