import childProcess, { ChildProcess } from 'node:child_process';
import inspector from 'node:inspector';
import workerThreads, { Worker, type WorkerOptions } from 'node:worker_threads';
import type { EgressAlarms } from './egress-alarms.ts';
import { type Guard, replace } from './replace.ts';

export interface OwnPrograms {
  /** Whether a worker's program is one of ours. */
  readonly isOwnWorker: (path: string) => boolean;
  /** Whether a native module is one we ship. */
  readonly isOwnNativeModule: (path: string) => boolean;
  /** Starts before every worker's own program and closes the network there, too. */
  readonly workerStart: URL;
}

/** Closes the ways round the sockets: other programs, threads with sockets of their own, native code, the debugger. */
export function guardProcesses(own: OwnPrograms, alarms: EgressAlarms): void {
  const refusing =
    (way: string): Guard =>
    () =>
    (_self, args) => {
      throw alarms.refuse(way, shown(args[0]));
    };
  for (const name of ['exec', 'execFile', 'execFileSync', 'execSync', 'fork', 'spawn', 'spawnSync'] as const)
    replace(childProcess, name, refusing('child process'));
  replace(ChildProcess.prototype as unknown as Record<'spawn', unknown>, 'spawn', refusing('child process'));
  replace(inspector, 'open', refusing('inspector'));
  guardNativeModules(own, alarms);
  guardWorkers(own, alarms);
}

function guardNativeModules({ isOwnNativeModule }: OwnPrograms, alarms: EgressAlarms): void {
  const internals = process as unknown as Record<'binding' | 'dlopen', unknown>;
  replace(internals, 'binding', () => (_self, args) => {
    throw alarms.refuse('internal binding', shown(args[0]));
  });
  replace(internals, 'dlopen', (original) => (self, args) => {
    const [, path] = args;
    if (typeof path === 'string' && isOwnNativeModule(path)) return original.apply(self, args);
    throw alarms.refuse('native module', shown(path).split(/[\\/]/).at(-1) ?? '');
  });
}

function guardWorkers({ isOwnWorker, workerStart }: OwnPrograms, alarms: EgressAlarms): void {
  class GuardedWorker extends Worker {
    constructor(program: string | URL, options: WorkerOptions = {}) {
      const path = program instanceof URL ? program.href : program;
      if (options.eval === true || options.execArgv !== undefined || !isOwnWorker(path))
        throw alarms.refuse('worker', options.eval === true ? 'text' : (path.split(/[\\/]/).at(-1) ?? ''));
      super(workerStart, { ...options, argv: [path, ...(options.argv ?? [])] });
    }
  }
  Object.defineProperty(workerThreads, 'Worker', {
    value: GuardedWorker,
    enumerable: true,
    writable: false,
    configurable: false,
  });
}

const shown = (value: unknown): string =>
  typeof value === 'string' ? value.slice(0, 100) : value instanceof URL ? value.host : 'no name';
