import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';

/** A service that runs beside the tests: what they need to know to use it, and how it ends. */
export type TestService = {
  readonly env: Readonly<Record<string, string>>;
  readonly close: () => void;
};

/** Opens an X display without a screen. `env` names it. */
export async function openVirtualDisplay(): Promise<TestService> {
  const args = ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp', '-ac'];
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const number = await firstLineFrom(server, 3);
  return { env: { DISPLAY: `:${number}` }, close: () => server.kill() };
}

/**
 * The first line a program writes to one of its file descriptors.
 * @throws Error when the program ends or cannot be started before.
 */
export async function firstLineFrom(child: ChildProcess, descriptor: number): Promise<string> {
  const stream = child.stdio[descriptor] as Readable;
  const ended = once(child, 'exit').then(([exitCode]) => {
    throw new Error(`${child.spawnfile} must keep running, ended with ${String(exitCode)}`);
  });
  const line = await Promise.race([readLine(stream), ended]);
  ended.catch(() => undefined);
  return line;
}

async function readLine(stream: Readable): Promise<string> {
  let text = '';
  for await (const part of stream) {
    text += String(part);
    if (text.includes('\n')) break;
  }
  return text.split('\n', 1)[0] ?? '';
}
