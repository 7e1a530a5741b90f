import { checkShape } from '../../engine/contract/check-shape.ts';
import { isCommandName } from '../../engine/contract/parse-request.ts';
import type { HostFailure } from '../contract/host-bridge.ts';
import { type HostChannel, hostChannels, KEY_ENTRY_CHANNELS } from '../contract/host-channels.ts';
import { CallRate } from './call-rate.ts';
import { DESK_ORIGIN, originOf } from './desk-address.ts';
import { type MessageLimits, measureMessage } from './message-limits.ts';

/** Who sent a message, as the host sees it and not as the sender says. */
export interface Sender {
  readonly windowId: number;
  /** Undefined when the frame is gone already. */
  readonly frame:
    | { readonly url: string; readonly origin: string; readonly isMainFrame: boolean }
    | undefined;
}

/** A question that may be carried out. */
export interface Effect {
  readonly kind: 'effect';
  readonly channel: HostChannel;
  readonly request: unknown;
  readonly windowId: number;
}

export interface HostRefusal {
  readonly kind: 'refusal';
  readonly code: HostFailure['code'];
  readonly detail: string;
}

export type Route = (
  sender: Sender,
  channel: unknown,
  payload: unknown,
  nowMs: number,
) => Effect | HostRefusal;

export interface RouterRules {
  /** Windows made by the window factory and still open. */
  readonly windows: { has(windowId: number): boolean };
  /** Origin of trusted pages; the built interface's unless a development server serves it. */
  readonly origin?: string;
  /** Windows a key is typed in, and the origin of their page. Nobody else may use their channel, nor they another. */
  readonly keyEntry?: { readonly windows: { has(windowId: number): boolean }; readonly origin: string };
}

const usual: MessageLimits = { bytes: 64 * 1024, depth: 8, items: 5000 };
/** A docked layout nests three levels for every split, so eight would refuse an ordinary one. */
const layout: MessageLimits = { bytes: 1024 * 1024, depth: 64, items: 50_000 };
const rate = { callsPerSecond: 50, burst: 100 };
/** Stopping must work even while a page floods the host. */
const KILL_COMMAND = 'setTradingState';

const KEY_ENTRY: ReadonlySet<unknown> = new Set(KEY_ENTRY_CHANNELS);

const isHostChannel = (channel: unknown): channel is HostChannel =>
  typeof channel === 'string' && Object.hasOwn(hostChannels, channel);

/** The size a channel's messages may have. */
export const limitsOf = (channel: HostChannel): MessageLimits => (channel === 'saveLayout' ? layout : usual);

/**
 * The one way from a page into the host: sender, then size, then rate, then schema. Nothing happens
 * here; the answer says what may happen. Details never repeat what a page sent beyond field names.
 */
export function createRouter(rules: RouterRules): Route {
  const calls = new CallRate(rate);
  const origin = rules.origin ?? DESK_ORIGIN;

  return (sender, channel, payload, nowMs) => {
    const isForEntry = KEY_ENTRY.has(channel);
    const isFromItsPage = isForEntry
      ? rules.keyEntry !== undefined && isTrusted(sender, rules.keyEntry.windows, rules.keyEntry.origin)
      : isTrusted(sender, rules.windows, origin);
    if (!isFromItsPage) {
      return refusal('refused-sender', 'only the main page of a workstation window may ask');
    }
    if (!isHostChannel(channel)) return refusal('malformed', 'there is no such channel');
    const measured = measureMessage(payload, limitsOf(channel));
    if (!measured.ok) return refusal(measured.code, measured.detail);
    const command = commandIn(channel, payload);
    if (command !== KILL_COMMAND && !calls.take(`${sender.windowId} ${channel} ${command ?? ''}`, nowMs)) {
      return refusal('too-often', `${channel} may be asked ${rate.callsPerSecond} times a second`);
    }
    const checked = checkShape(hostChannels[channel].request, payload);
    if (!checked.ok) return refusal('malformed', `${channel}: ${checked.detail}`.slice(0, 300));
    return { kind: 'effect', channel, request: checked.value, windowId: sender.windowId };
  };
}

/** Whether a reply has the shape its channel promises; a reply that has not is a fault of the host. */
export function parseReply(
  channel: HostChannel,
  reply: unknown,
): { readonly ok: boolean; readonly detail: string } {
  const checked = checkShape(hostChannels[channel].reply, reply);
  return { ok: checked.ok, detail: checked.ok ? '' : checked.detail };
}

function isTrusted({ frame, windowId }: Sender, windows: RouterRules['windows'], origin: string): boolean {
  if (!frame?.isMainFrame || !windows.has(windowId)) return false;
  return frame.origin === origin && originOf(frame.url) === origin;
}

/** Each engine command has a bucket of its own, so that drawing never uses up a trader's calls. */
function commandIn(channel: HostChannel, payload: unknown): string | undefined {
  if (channel !== 'askEngine' || typeof payload !== 'object' || payload === null) return undefined;
  const command = 'command' in payload ? payload.command : undefined;
  return isCommandName(command) ? command : undefined;
}

const refusal = (code: HostFailure['code'], detail: string): HostRefusal => ({
  kind: 'refusal',
  code,
  detail,
});
