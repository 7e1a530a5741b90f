import type { Answer, CommandName, InputOf } from '../../engine/contract/commands.ts';
import { askHost } from '../host-client/host.ts';
import { notify } from '../host-client/notices.ts';

/** Asks the engine through the host; a host that does not pass it on counts as an absent engine. */
export async function askEngine<Name extends CommandName>(
  command: Name,
  payload: InputOf<Name>,
): Promise<Answer<Name>> {
  const answer = await askHost('askEngine', { command, payload });
  if (answer.ok) return answer.reply as Answer<Name>;
  return { ok: false, failure: { code: 'engine-unavailable', detail: answer.failure.detail } };
}

/** Asks and shows a notice when the engine says no. Answers whether it said yes. */
export async function tellEngine<Name extends CommandName>(
  command: Name,
  payload: InputOf<Name>,
): Promise<boolean> {
  const answer = await askEngine(command, payload);
  if (!answer.ok) notify({ level: 'error', text: answer.failure.detail });
  return answer.ok;
}
