import { MessageChannelMain, type MessagePortMain, utilityProcess } from 'electron';
import type { FromEngine } from '../../engine/contract/host-control.ts';
import { RedactedLines } from '../../engine/guard/redaction/redacted-lines.ts';
import type { Redactor } from '../../engine/guard/redaction/redactor.ts';
import { builtFile } from './built-files.ts';
import type { ChildEvents, EngineChild } from './engine-supervisor.ts';
import { engineEnvironment } from './engine-settings.ts';
import type { PortPair } from './feed-ports.ts';

export interface EngineSurroundings {
  readonly log: (line: string) => void;
  readonly redactor: Redactor;
  readonly allowsLoopback: boolean;
}

/** Starts the engine in a process of its own, with nothing of the host's but what it needs. */
export function spawnEngine(
  events: ChildEvents,
  { allowsLoopback, log, redactor }: EngineSurroundings,
): EngineChild<MessagePortMain> {
  const child = utilityProcess.fork(builtFile('main', 'engine.js'), [], {
    serviceName: 'engine',
    stdio: 'pipe',
    env: engineEnvironment(process.env, allowsLoopback),
  });
  for (const output of [child.stdout, child.stderr]) {
    const lines = new RedactedLines(redactor, (line) => log(`engine: ${line}`));
    output?.on('data', (chunk: Buffer) => lines.push(chunk));
    output?.on('end', () => lines.end());
  }
  child.on('message', (message: unknown) => {
    if (isFromEngine(message)) events.heard(message);
    else log('engine: said something that is no message');
  });
  child.on('exit', (code) => events.exited(`exit code ${code}`));
  return {
    post: (message, port) => child.postMessage(message, port ? [port] : []),
    kill: () => endNow(child),
  };
}

/** A new channel, one end for the engine and one for a page. */
export function createPortPair(): PortPair<MessagePortMain> {
  const { port1, port2 } = new MessageChannelMain();
  return { forEngine: port1, forPage: port2 };
}

function endNow(child: Electron.UtilityProcess): void {
  if (child.pid === undefined) {
    child.kill();
    return;
  }
  try {
    // A process that hangs does not hear a polite signal.
    process.kill(child.pid, 'SIGKILL');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ESRCH') throw cause;
  }
}

const isFromEngine = (message: unknown): message is FromEngine =>
  typeof message === 'object' && message !== null && 'type' in message && typeof message.type === 'string';
