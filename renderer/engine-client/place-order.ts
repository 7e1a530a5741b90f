import type { InputOf, ReplyOf } from '../../engine/contract/commands.ts';
import { askHost } from '../host-client/host.ts';
import { notify } from '../host-client/notices.ts';
import { currentTexts } from '../language/texts.ts';
import { askEngine } from './ask-engine.ts';

/** What became of an order by hand; `detail` is empty where the person changed their mind. */
export type Placed =
  | { readonly ok: true; readonly became: BecameOf }
  | { readonly ok: false; readonly detail: string };

/** How an order stands that was asked for; `confirmed` in a dialog of the system, which says no more. */
export type BecameOf = ReplyOf<'placeOrder'> | { readonly status: 'confirmed' };

/**
 * Sends an order by hand. One that is too large to leave unasked is shown to the person in a dialog of the system,
 * which no page can answer, and leaves when it is confirmed there.
 */
export async function placeOrder(request: InputOf<'placeOrder'>): Promise<Placed> {
  const key = request.key ?? crypto.randomUUID();
  const answer = await askEngine('placeOrder', { ...request, key });
  if (answer.ok) return { ok: true, became: answer.reply };
  const { code, detail } = answer.failure;
  if (code !== 'order-needs-confirmation') return { ok: false, detail };
  notify({ level: 'info', text: currentTexts().live.confirm.wanted });
  const confirmed = await askHost('confirmOrder', { key });
  if (!confirmed.ok) return { ok: false, detail: confirmed.failure.detail };
  const { outcome, detail: why } = confirmed.reply;
  return outcome === 'done' ? { ok: true, became: { status: 'confirmed' } } : { ok: false, detail: why };
}

/** The same, with a notice when it did not leave. Answers whether it did. */
export async function tellOrder(request: InputOf<'placeOrder'>): Promise<boolean> {
  const placed = await placeOrder(request);
  if (!placed.ok && placed.detail !== '') notify({ level: 'error', text: placed.detail });
  return placed.ok;
}
