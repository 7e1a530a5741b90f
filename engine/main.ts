import { ALL_VENUE_HOSTS } from './domain/instrument/live-venue-hosts.ts';
import type { EgressAlarm } from './guard/egress/egress-alarms.ts';
import { installEgressGuard } from './guard/egress/install-egress-guard.ts';
import { isOwnNativeModule, isProgramOf, OWN_WORKERS } from './guard/egress/own-programs.ts';
import { WORKER_ALARMS } from './guard/egress/worker-start.ts';
import type { HostLine } from './runtime/run-engine.ts';

/**
 * The engine's entry in its utility process. The door to the network is closed before anything else is loaded,
 * so that no dependency can have gone through it.
 */
const here = new URL('.', import.meta.url);
const guard = installEgressGuard(
  {
    hosts: ALL_VENUE_HOSTS,
    // Set by the host, and only where a build is for tests or runs from its sources.
    allowsLoopback: process.env['EDGEWRIGHT_LOOPBACK'] === 'allowed',
  },
  {
    isOwnWorker: isProgramOf(here, OWN_WORKERS),
    isOwnNativeModule,
    workerStart: new URL('guarded-worker.js', here),
  },
);
const { parentPort: host } = process as unknown as { readonly parentPort: HostLine };
const { compileSoon } = await import('./runtime/compiler-settings.ts');
compileSoon();
const { runEngine } = await import('./runtime/run-engine.ts');
runEngine(host, {
  admit: (destination) => guard.admit(destination),
  onAlarm: (listener) => {
    guard.onAlarm(listener);
    const threads = new BroadcastChannel(WORKER_ALARMS);
    threads.addEventListener('message', (event) =>
      listener((event as unknown as { data: EgressAlarm }).data),
    );
    // A listener keeps no process alive.
    (threads as unknown as { unref: () => void }).unref();
  },
});
