import type { CommandFailure } from '../../contract/commands.ts';

/** The answer of a command that says nothing but that it was done. */
export const done = { ok: true, reply: {} } as const;

export const failed = (code: CommandFailure['code'], detail: string) =>
  ({ ok: false, failure: { code, detail } }) as const;

export const noInstrument = (id: string) =>
  failed('unknown-instrument', `there is no instrument ${id} in this session`);

/** A page alone cannot loosen what keeps the account safe. */
export const wantsConfirmation = failed(
  'needs-confirmation',
  'this allows more than before and has to be confirmed in a dialog of the system',
);
