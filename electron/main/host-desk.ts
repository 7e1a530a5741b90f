import type { HostAnswer as BridgeAnswer, HostFailure } from '../contract/host-bridge.ts';
import type { HostChannel, HostReply } from '../contract/host-channels.ts';
import { type Effect, parseReply, type Route, type Sender } from './ipc-router.ts';

/** What carries a question out, one for every channel. The request was checked by the router. */
export type ChannelHandlers = {
  readonly [Channel in HostChannel]: (
    request: never,
    windowId: number,
  ) => HostReply<Channel> | Promise<HostReply<Channel>>;
};

export interface HostDeskParts {
  readonly route: Route;
  readonly handlers: ChannelHandlers;
  readonly nowMs: () => number;
  readonly log: (line: string) => void;
}

type AnyAnswer = BridgeAnswer<HostChannel>;

/**
 * Answers pages: routes, carries out, checks the reply. Always answers and never throws; what went
 * wrong inside is in the log under the reference the page gets.
 */
export function createHostDesk({ handlers, log, nowMs, route }: HostDeskParts) {
  let failures = 0;

  const fail = (code: HostFailure['code'], detail: string, forLog: string): AnyAnswer => {
    failures += 1;
    const reference = `H${failures}`;
    log(`${reference} ${code}: ${forLog}`);
    return { ok: false, failure: { code, detail, reference } };
  };

  const carryOut = async ({ channel, request, windowId }: Effect): Promise<AnyAnswer> => {
    try {
      const reply = await handlers[channel](request as never, windowId);
      const checked = parseReply(channel, reply);
      if (checked.ok) return { ok: true, reply } as AnyAnswer;
      return fail('failed', 'the host could not answer', `${channel}: ${checked.detail}`);
    } catch (cause) {
      return fail(
        'failed',
        'the host could not do that',
        `${channel}: ${cause instanceof Error ? cause.stack : String(cause)}`,
      );
    }
  };

  return async (sender: Sender, channel: unknown, payload: unknown): Promise<AnyAnswer> => {
    const routed = route(sender, channel, payload, nowMs());
    return routed.kind === 'effect' ? carryOut(routed) : fail(routed.code, routed.detail, routed.detail);
  };
}
