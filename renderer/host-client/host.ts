import type { HostAnswer, HostBridge } from '../../electron/contract/host-bridge.ts';
import type { DeskChannel, HostRequest } from '../../electron/contract/host-channels.ts';

/** The bridge of the preload script. Read late, so that tests can put their own in place. */
export const host = (): HostBridge => window.edgewright;

/** Asks the host; a bridge that breaks is a failure like any other, never an exception. */
export async function askHost<Channel extends DeskChannel>(
  channel: Channel,
  request: HostRequest<Channel>,
): Promise<HostAnswer<Channel>> {
  try {
    return await host().ask(channel, request);
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    return { ok: false, failure: { code: 'failed', detail, reference: channel } };
  }
}
