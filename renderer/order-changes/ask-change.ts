import type { InputOf } from '../../engine/contract/commands.ts';
import { askEngine } from '../engine-client/ask-engine.ts';
import { currentView } from '../engine-client/engine-view.ts';
import { measuredText } from '../formatting/measured-text.ts';
import { notify } from '../host-client/notices.ts';
import { currentTexts } from '../language/texts.ts';

/** Asks for a change of an order or a stop; answers why it is not made, undefined where it is asked for. */
export async function askChange<Name extends 'amendOrder' | 'moveStop'>(
  command: Name,
  request: InputOf<Name>,
): Promise<string | undefined> {
  const answer = await askEngine(command, request);
  if (!answer.ok) return answer.failure.detail;
  const { refusal } = answer.reply;
  const { changes, refusals } = currentTexts();
  if (refusal === null) {
    notify({ level: 'info', text: changes.asked });
    return undefined;
  }
  const numbers = measuredText(refusal.measured, refusals.measured, currentView()?.session.currency ?? '');
  const because = refusals.codes[refusal.code];
  return numbers === '' ? because : `${because} (${numbers})`;
}
