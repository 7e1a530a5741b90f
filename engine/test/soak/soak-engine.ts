import { monitorEventLoopDelay } from 'node:perf_hooks';
import { MessageChannel } from 'node:worker_threads';
import type { FromEngine } from '../../contract/host-control.ts';
import { systemClock } from '../../runtime/clock.ts';
import { compileSoon } from '../../runtime/compiler-settings.ts';
import { type HostLine, runEngine } from '../../runtime/run-engine.ts';
import type { FromSoakEngine } from './soak-line.ts';

/**
 * The real engine as a child of the soak: its line to the host goes over the child's, its feed to the window, too.
 * It says what it holds every minute, or as often as argv[2] says in ms. Started with `--expose-gc`, so that only what is in use counts.
 */

/** How often it measures by itself; 0 where it is asked to. */
const MEASURE_EVERY_MS = Number(process.argv[2] ?? 60_000);
const tell = (message: FromSoakEngine): void => void process.send?.(message);
const delay = monitorEventLoopDelay({ resolution: 1 });

/** A window's end of a feed, whose messages go to the parent. */
function feedPort() {
  const { port1, port2 } = new MessageChannel();
  port2.on('message', (message: unknown) => tell({ kind: 'feed', message }));
  return port1;
}

const host: HostLine = {
  postMessage: (message: FromEngine) => tell({ kind: 'host', message }),
  on: (_event, listener) =>
    void process.on('message', (data: { readonly type: string }) =>
      listener({ data, ports: data.type === 'connect-feed' ? [feedPort()] : [] }),
    ),
};

/** What is running, counted by kind: sockets, timers, files. */
function handles(): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

const nsToMs = (ns: number): number => ns / 1e6;

function measure(): void {
  const loop = {
    p50: nsToMs(delay.percentile(50)),
    p99: nsToMs(delay.percentile(99)),
    max: nsToMs(delay.max),
  };
  globalThis.gc?.();
  globalThis.gc?.();
  const { arrayBuffers, heapUsed, rss } = process.memoryUsage();
  tell({
    kind: 'measured',
    heapBytes: heapUsed,
    arrayBytes: arrayBuffers,
    rssBytes: rss,
    handles: handles(),
    loopMs: loop,
  });
  // Collecting all garbage at once is the measuring's own and no delay of the engine.
  delay.reset();
}

compileSoon();
runEngine(host, { admit: () => undefined, onAlarm: () => undefined } as never);
delay.enable();
if (MEASURE_EVERY_MS > 0) systemClock.every(MEASURE_EVERY_MS, measure);
process.on('message', ({ type }: { readonly type: string }) => {
  if (type === 'measure') measure();
});
