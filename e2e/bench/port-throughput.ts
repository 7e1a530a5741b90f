import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openBenchDisplay } from './bench-display.ts';
import { type StartedApp, startApp } from './started-app.ts';

const LIMIT_MS = 120_000;

interface PortTimes {
  readonly messagesPerRound: number;
  readonly messageBytes: number;
  readonly throughputMs: readonly number[];
  readonly roundTripMs: readonly number[];
  readonly frameRoundTripMs: readonly number[];
}

/** Frames a second from an engine-like utility process to a page, and how long an answer takes. */
export async function measurePorts(messageFile: string) {
  const display = await openBenchDisplay();
  if ('skipped' in display) return display;
  const app = startApp(display, {
    appFolder: join(import.meta.dirname, 'port-app'),
    env: { EDGEWRIGHT_BENCH_MESSAGE: messageFile },
  });
  try {
    const times = await resultOf(app);
    const bestMs = Math.min(...times.throughputMs);
    const framesPerSecond = Math.round((times.messagesPerRound / bestMs) * 1000);
    return {
      electron: display.electron,
      frameBytesAsJson: times.messageBytes,
      framesPerSecond,
      medianFramesPerSecond: Math.round(
        (times.messagesPerRound / quantileOf(times.throughputMs, 0.5)) * 1000,
      ),
      mebibytesPerSecond: Number(((framesPerSecond * times.messageBytes) / 2 ** 20).toPrecision(4)),
      roundTrip: roundTrip(times.roundTripMs),
      frameRoundTrip: roundTrip(times.frameRoundTripMs),
    };
  } finally {
    await app.stop();
    display.close();
  }
}

async function resultOf({ process: child }: StartedApp): Promise<PortTimes> {
  let text = '';
  const result = new Promise<PortTimes>((found) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      const match = /^result (.*)\n/m.exec(text);
      if (match?.[1] !== undefined) found(JSON.parse(match[1]) as PortTimes);
    });
  });
  const tooLate = wait(LIMIT_MS, undefined, { ref: false }).then(() => {
    throw new Error(
      `the page must have answered within ${LIMIT_MS} ms, the app said ${JSON.stringify(text)}`,
    );
  });
  return Promise.race([result, tooLate]);
}

const quantileOf = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

const roundTrip = (times: readonly number[]) => ({
  medianMs: Number(quantileOf(times, 0.5).toPrecision(3)),
  p99Ms: Number(quantileOf(times, 0.99).toPrecision(3)),
});
