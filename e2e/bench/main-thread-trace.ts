import { setTimeout as wait } from 'node:timers/promises';
import type { CDPSession } from '@playwright/test';

/** A task of the page's main thread; ms since the trace began. */
export interface MainTask {
  readonly startMs: number;
  readonly wallMs: number;
  /** Time the thread really ran: the rest it waited for a processor. */
  readonly cpuMs: number;
  /** Of a task that alone makes a frame late: what it was made of, longest first, by Chromium's event names. */
  readonly parts?: readonly TaskPart[];
}

/** A piece of a task. */
export interface TaskPart {
  readonly name: string;
  readonly ms: number;
}

/** From here on a task may cost a frame, and its parts are kept. */
const LONG_TASK_MS = 16;
/** Pieces shorter than this explain nothing. */
const PART_MS = 1;

/** The main thread for a few seconds. */
export interface MainThreadTrace {
  readonly tasks: readonly MainTask[];
  /** When each animation frame began. */
  readonly framesMs: readonly number[];
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline'];

/** Records what the main thread of a page does for `lastsMs`. */
export async function traceMainThread(tools: CDPSession, lastsMs: number): Promise<MainThreadTrace> {
  const events: TraceEvent[] = [];
  const collect = ({ value }: { value: object[] }) => {
    for (const event of value) events.push(event as TraceEvent);
  };
  tools.on('Tracing.dataCollected', collect);
  const complete = new Promise((ended) => tools.once('Tracing.tracingComplete', ended));
  await tools.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: CATEGORIES, excludedCategories: ['*'] },
  });
  await wait(lastsMs);
  await tools.send('Tracing.end');
  await complete;
  tools.off('Tracing.dataCollected', collect);
  return readTrace(events);
}

/** The tasks and frames of the renderer whose main thread drew most frames: the page's. */
export function readTrace(events: readonly TraceEvent[]): MainThreadTrace {
  const drawn = events.filter(({ name }) => name === 'FireAnimationFrame');
  const [page] = drawn;
  if (page === undefined) return { tasks: [], framesMs: [] };
  const ours = events.filter(({ pid, tid }) => pid === page.pid && tid === page.tid);
  const begin = Math.min(page.ts, ours[0]?.ts ?? page.ts);
  const tasks = ours
    .filter(({ name, ph }) => ph === 'X' && name === 'RunTask')
    .map(({ dur = 0, tdur, ts }) => ({
      startMs: (ts - begin) / 1000,
      wallMs: dur / 1000,
      cpuMs: (tdur ?? dur) / 1000,
      ...(dur / 1000 >= LONG_TASK_MS ? { parts: partsOf(ours, ts, dur) } : {}),
    }))
    .toSorted((a, b) => a.startMs - b.startMs);
  return { tasks, framesMs: framesOf(drawn, page, begin) };
}

function partsOf(events: readonly TraceEvent[], beginUs: number, lastsUs: number): TaskPart[] {
  return events
    .filter(({ name, ph, ts }) => ph === 'X' && name !== 'RunTask' && ts >= beginUs && ts < beginUs + lastsUs)
    .map(({ dur = 0, name }) => ({ name, ms: dur / 1000 }))
    .filter(({ ms }) => ms >= PART_MS)
    .toSorted((a, b) => b.ms - a.ms);
}

/** Several callbacks of one frame lie close together and count once. */
function framesOf(drawn: readonly TraceEvent[], { pid, tid }: TraceEvent, begin: number): number[] {
  const frames: number[] = [];
  for (const event of drawn.filter((each) => each.pid === pid && each.tid === tid)) {
    const at = (event.ts - begin) / 1000;
    if (at - (frames.at(-1) ?? -Infinity) > 4) frames.push(at);
  }
  return frames;
}

/** Time the main thread really ran between two moments. */
export function cpuBetween(tasks: readonly MainTask[], fromMs: number, toMs: number): number {
  let sum = 0;
  for (const { cpuMs, startMs, wallMs } of tasks) {
    const inside = Math.min(toMs, startMs + wallMs) - Math.max(fromMs, startMs);
    if (inside > 0 && wallMs > 0) sum += cpuMs * (inside / wallMs);
  }
  return sum;
}
