import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { CDPSession, Page } from '@playwright/test';
import { launchWorkstation, type Workstation } from '../launch/launch-workstation.ts';
import { choosePaths } from '../screens/native-dialogs.ts';
import { chooseCommand } from '../screens/palette.ts';
import { type BenchDisplay, openBenchDisplay } from './bench-display.ts';
import { copyBuiltApp } from './built-app.ts';
import { cpuBetween, type MainThreadTrace, traceMainThread } from './main-thread-trace.ts';
import { rendererMemory } from './process-memory.ts';
import { type ProbeReading, TAKE_PROBE, WORKSPACE_PROBE } from './workspace-probe.ts';

/** Before this nothing counts: panels open and code gets compiled. */
const SETTLE_SECONDS = 10;
/** Of every cycle so much is traced; tracing all the time would be most of what is measured. */
const CYCLE_SECONDS = 20;
const TRACED_SECONDS = 5;
/** Two intervals of a display of 60 Hz, and half a millisecond for its jitter. */
const LATE_FRAME_MS = 33.9;
const FIRST_MEMORY_SECONDS = 60;
const SETTLE_AFTER_TRACE_MS = 500;
/** So many tasks are shown with their parts. */
const LONGEST_TASKS = 12;

/** The Order flow workspace while a busy recording plays, beside a window that only repaints. */
export async function measureOrderFlowWorkspace(recording: string, seconds: number) {
  const display = await openBenchDisplay();
  if ('skipped' in display) return display;
  const built = copyBuiltApp();
  if ('skipped' in built) {
    display.close();
    return built;
  }
  try {
    const workspace = await onDesk(display, built.folder, (desk) =>
      measureWorkspace(desk, recording, seconds),
    );
    const folder = join(import.meta.dirname, 'repaint-window');
    const repaintedWindow = await onDesk(display, folder, (desk) =>
      measureRepaint(desk, workspace.canvasPx, Math.min(60, Math.max(10, seconds / 5))),
    );
    return { electron: display.electron, workspace, repaintedWindow };
  } finally {
    built.remove();
    display.close();
  }
}

async function onDesk<Answer>(
  { env }: BenchDisplay,
  appFolder: string,
  measure: (desk: Workstation) => Promise<Answer>,
): Promise<Answer> {
  const desk = await launchWorkstation({ appFolder, env });
  const child = desk.app.process();
  try {
    return await measure(desk);
  } finally {
    child.kill('SIGKILL');
    await wait(500);
    rmSync(desk.userDataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

async function measureWorkspace(desk: Workstation, recording: string, seconds: number) {
  const { app, page } = desk;
  await choosePaths(app, [recording]);
  await page.getByRole('button', { name: 'Order flow', exact: true }).click({ timeout: 60_000 });
  await page.locator('.heatmap-canvas').waitFor();
  await chooseCommand(page, 'Open recording…');
  await page.getByRole('status', { name: 'Mode: REPLAY' }).waitFor({ timeout: 60_000 });
  await page.evaluate(WORKSPACE_PROBE);
  await wait(SETTLE_SECONDS * 1000);
  await page.evaluate(TAKE_PROBE);
  return measureFor(desk, seconds);
}

async function measureFor({ app, page }: Workstation, seconds: number) {
  const tools = await page.context().newCDPSession(page);
  const traces: MainThreadTrace[] = [];
  const readings: ProbeReading[] = [];
  const memory: { readonly atSeconds: number; readonly pssMiB: number; readonly heapMiB: number }[] = [];
  const startedAt = performance.now();
  const elapsed = () => (performance.now() - startedAt) / 1000;
  const readMemory = async () => {
    const now = Math.round(elapsed());
    memory.push({ atSeconds: now, ...(await memoryOf(app.process().pid ?? 0, tools, page)) });
  };
  while (elapsed() < seconds) {
    const untraced = Math.min(CYCLE_SECONDS - TRACED_SECONDS, seconds - elapsed() - TRACED_SECONDS);
    await wait(Math.max(0, untraced) * 1000);
    readings.push(await page.evaluate<ProbeReading>(TAKE_PROBE));
    traces.push(await traceMainThread(tools, TRACED_SECONDS * 1000));
    if (memory.length === 0 && elapsed() >= Math.min(FIRST_MEMORY_SECONDS, seconds / 4)) await readMemory();
    // Handing the trace over and collecting garbage stop the page; what they cost is not the workspace's.
    await wait(SETTLE_AFTER_TRACE_MS);
    await page.evaluate(TAKE_PROBE);
  }
  await readMemory();
  return { seconds, ...summaryOf(traces, readings), memory };
}

async function memoryOf(appPid: number, tools: CDPSession, page: Page) {
  await tools.send('HeapProfiler.collectGarbage');
  const used = await page.evaluate<number>('performance.memory.usedJSHeapSize');
  return { pssMiB: rendererMemory(appPid), heapMiB: Math.round(used / 104_857.6) / 10 };
}

/** A window that repaints as many pixels thirty times a second: what this machine does to frames by itself. */
async function measureRepaint(desk: Workstation, canvasPx: number, seconds: number) {
  const { page } = desk;
  const width = 1400;
  await page.evaluate(`repaint(${width}, ${Math.round(canvasPx / width)})`);
  await page.evaluate(WORKSPACE_PROBE);
  await wait(2000);
  await page.evaluate(TAKE_PROBE);
  const { canvasPx: repaintedPx, frames, mainThread } = await measureFor(desk, seconds);
  return { seconds, canvasPx: repaintedPx, frames, mainThread };
}

function summaryOf(traces: readonly MainThreadTrace[], readings: readonly ProbeReading[]) {
  const deltas = readings.flatMap(({ frames }) => differences(frames));
  const late = deltas.filter((ms) => ms > LATE_FRAME_MS);
  const health = readings.flatMap((reading) => reading.health);
  const longTasks = readings.flatMap((reading) => reading.longTasks);
  return {
    canvasPx: readings.at(-1)?.canvasPx ?? 0,
    updatesPerSecond: Math.round(medianOf(health.map(({ eventsPerSecond }) => eventsPerSecond))),
    frames: {
      count: deltas.length,
      medianMs: rounded(medianOf(deltas)),
      p99Ms: rounded(quantileOf(deltas, 0.99)),
      maxMs: rounded(Math.max(0, ...deltas)),
      late: late.length,
      lateShare: rounded(late.length / Math.max(1, deltas.length)),
    },
    mainThread: mainThreadSummary(traces),
    longTasks: { count: longTasks.length, maxMs: rounded(Math.max(0, ...longTasks)) },
    engine: {
      loopDelayP99Ms: rounded(medianOf(health.map(({ loopDelayP99Ms }) => loopDelayP99Ms))),
      loopDelayP99WorstMs: rounded(Math.max(0, ...health.map(({ loopDelayP99Ms }) => loopDelayP99Ms))),
      rssMiB: rounded(health.at(-1)?.rssMb ?? 0),
    },
  };
}

/** What the traced seconds say: tasks of at least 1 ms, by the clock and by time really run. */
function mainThreadSummary(traces: readonly MainThreadTrace[]) {
  const tasks = traces.flatMap((trace) => trace.tasks);
  const wall = tasks.map(({ wallMs }) => wallMs);
  const work = tasks.filter(({ cpuMs }) => cpuMs >= 1).map(({ cpuMs }) => cpuMs);
  const late = traces.flatMap(lateFrames);
  const seconds = traces.length * TRACED_SECONDS;
  return {
    tracedSeconds: seconds,
    tasks: tasks.length,
    busyShare: rounded(tasks.reduce((sum, { cpuMs }) => sum + cpuMs, 0) / (seconds * 1000)),
    p50Ms: rounded(quantileOf(wall, 0.5)),
    p99Ms: rounded(quantileOf(wall, 0.99)),
    maxMs: rounded(Math.max(0, ...wall)),
    ofTasksOverOneMs: {
      count: work.length,
      cpuP50Ms: rounded(quantileOf(work, 0.5)),
      cpuP99Ms: rounded(quantileOf(work, 0.99)),
      cpuMaxMs: rounded(Math.max(0, ...work)),
    },
    lateFrames: late.length,
    lateFramesOurs: late.filter(({ cpuMs, ms }) => cpuMs > ms / 2).length,
    longestTasks: tasks
      .toSorted((a, b) => b.wallMs - a.wallMs)
      .slice(0, LONGEST_TASKS)
      .map(({ cpuMs, parts = [], wallMs }) => ({ wallMs: rounded(wallMs), cpuMs: rounded(cpuMs), parts })),
    worstCpuInLateFrameMs: rounded(Math.max(0, ...late.map(({ cpuMs }) => cpuMs))),
  };
}

/** Frames that came late, with how long the main thread really ran meanwhile. */
const lateFrames = ({ framesMs, tasks }: MainThreadTrace) =>
  framesMs.slice(1).flatMap((at, place) => {
    const before = framesMs[place] ?? at;
    const ms = at - before;
    return ms > LATE_FRAME_MS ? [{ ms, cpuMs: cpuBetween(tasks, before, at) }] : [];
  });

const differences = (times: readonly number[]): number[] =>
  times.slice(1).map((time, at) => time - (times[at] ?? time));
const quantileOf = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
const medianOf = (values: readonly number[]): number => quantileOf(values, 0.5);
const rounded = (value: number): number => Number(value.toPrecision(4));
