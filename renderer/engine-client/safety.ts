import type { AccountOutcome } from '../../electron/contract/accounts.ts';
import type { HostRequest } from '../../electron/contract/host-channels.ts';
import type { InputOf } from '../../engine/contract/commands.ts';
import { askHost } from '../host-client/host.ts';
import { notify } from '../host-client/notices.ts';
import { askEngine } from './ask-engine.ts';

type Wish = HostRequest<'safetyWish'>['wish'];

/** Commands that are done where they make things stricter, and asked about where they do not. */
const WISHES = {
  setLimit: 'set-limit',
  setRulePacks: 'set-packs',
  setRiskRules: 'set-risk-rules',
} as const;

/** Asks for what only a person may do: they answer in a dialog of the system, which no page can. */
export async function wishFor(wish: Wish, typedWord = ''): Promise<AccountOutcome> {
  const answer = await askHost('safetyWish', { wish, typedWord });
  return answer.ok ? answer.reply : { outcome: 'failed', detail: answer.failure.detail };
}

/** The same, with a notice of what stood in the way. Answers whether it was done. */
export async function tellWish(wish: Wish): Promise<boolean> {
  const { detail, outcome } = await wishFor(wish);
  if (outcome === 'refused' || outcome === 'failed') notify({ level: 'error', text: detail });
  return outcome === 'done';
}

/**
 * Changes limits, packs or rules: at once where they become stricter, otherwise when the person has confirmed it.
 * Answers what stood in the way; undefined where nothing did, or where the person let it be.
 */
export async function changeSafety<Name extends keyof typeof WISHES>(
  command: Name,
  request: InputOf<Name>,
): Promise<string | undefined> {
  const answer = await askEngine(command, request);
  if (answer.ok) return undefined;
  if (answer.failure.code !== 'needs-confirmation') return answer.failure.detail;
  const { detail, outcome } = await wishFor({ kind: WISHES[command], ...request } as Wish);
  return outcome === 'done' || outcome === 'canceled' ? undefined : detail;
}

/** The same, with a notice of what stood in the way. */
export async function tellSafety<Name extends keyof typeof WISHES>(
  command: Name,
  request: InputOf<Name>,
): Promise<void> {
  const trouble = await changeSafety(command, request);
  if (trouble !== undefined) notify({ level: 'error', text: trouble });
}
