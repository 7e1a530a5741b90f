import { installEgressGuard } from '../../engine/guard/egress/install-egress-guard.ts';

/**
 * The host's entry. The host talks to nobody outside this machine, so the door to the network is closed before
 * anything else is loaded; pages have a door of their own, which the network guard of their session closes.
 */
const egress = installEgressGuard(
  { hosts: [], allowsLoopback: false },
  { isOwnWorker: () => false, isOwnNativeModule: () => false, workerStart: new URL(import.meta.url) },
);
const { startDesk } = await import('./desk.ts');
startDesk(egress);
