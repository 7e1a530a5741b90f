import { installEgressGuard } from './install-egress-guard.ts';

/** Alarms of threads, for the process they belong to. */
export const WORKER_ALARMS = 'edgewright-egress-alarms';

/**
 * What every thread of ours starts with: no network at all, and only then its own program, whose address is the
 * first argument. Threads have sockets of their own that the guard of the process does not see.
 */
export async function startGuardedWorker(isOwnNativeModule: (path: string) => boolean): Promise<void> {
  const guard = installEgressGuard(
    { hosts: [], allowsLoopback: false },
    { isOwnWorker: () => false, isOwnNativeModule, workerStart: new URL(import.meta.url) },
  );
  guard.onAlarm((alarm) => {
    const channel = new BroadcastChannel(WORKER_ALARMS);
    channel.postMessage(alarm);
    channel.close();
  });
  const [program = ''] = process.argv.splice(2, 1);
  await import(/* @vite-ignore */ program);
}
