import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { chromiumFlags } from '../launch/chromium-flags.ts';
import type { BenchDisplay } from './bench-display.ts';

const START_LIMIT_MS = 60_000;

/** A running app with a new empty home. */
export interface StartedApp {
  readonly process: ChildProcess;
  /** When it was started, Unix ms with a fraction. */
  readonly startedAt: number;
  /** Where the page's debugger listens. */
  readonly pageDebugger: () => Promise<string>;
  readonly stop: () => Promise<void>;
}

export interface StartOptions {
  readonly appFolder: string;
  readonly env?: Readonly<Record<string, string>>;
  /** More switches for the browser below the app. */
  readonly flags?: readonly string[];
}

/** Starts an app in Electron on the display. */
export function startApp({ env: displayEnv, program }: BenchDisplay, options: StartOptions): StartedApp {
  const home = mkdtempSync(join(tmpdir(), 'edgewright-bench-'));
  const args = [
    ...chromiumFlags(),
    ...(options.flags ?? []),
    '--password-store=basic',
    '--remote-debugging-port=0',
    options.appFolder,
  ];
  const startedAt = performance.timeOrigin + performance.now();
  const child = spawn(program, args, {
    env: { ...process.env, ...displayEnv, ...options.env, EDGEWRIGHT_USER_DATA: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout?.resume();
  const port = debuggerPort(child);
  port.catch(() => undefined);
  return {
    process: child,
    startedAt,
    pageDebugger: async () => pageDebugger(await port),
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, 'exit');
        child.kill('SIGKILL');
        await ended;
      }
      // The processes below it notice a little later and still write.
      await wait(300);
      rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

async function debuggerPort(child: ChildProcess): Promise<number> {
  let text = '';
  const stream = child.stderr;
  if (!stream) throw new Error('the app must have a standard error stream, has none');
  return new Promise((found, failed) => {
    child.once('error', failed);
    child.once('exit', (code) =>
      failed(new Error(`the app ended with ${String(code)} before it listened: ${text.slice(-500)}`)),
    );
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      const match = /DevTools listening on ws:\/\/[^:]+:(\d+)\//.exec(text);
      if (match) found(Number(match[1]));
    });
  });
}

async function pageDebugger(port: number): Promise<string> {
  const until = performance.now() + START_LIMIT_MS;
  while (performance.now() < until) {
    const response = await fetch(`http://127.0.0.1:${port}/json/list`);
    const targets = (await response.json()) as {
      type: string;
      url: string;
      webSocketDebuggerUrl: string;
    }[];
    // A page is blank before it has gone to its address.
    const page = targets.find(({ type, url }) => type === 'page' && url !== '' && url !== 'about:blank');
    if (page) return page.webSocketDebuggerUrl;
    await wait(20);
  }
  throw new Error(`the app must open a page within ${START_LIMIT_MS} ms, opened none`);
}
