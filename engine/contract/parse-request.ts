import { checkShape } from './check-shape.ts';
import { type CommandFailure, type CommandName, commands, type RequestOf } from './commands.ts';

export type ParsedRequest<Name extends CommandName> =
  | { readonly ok: true; readonly request: RequestOf<Name> }
  | { readonly ok: false; readonly failure: CommandFailure };

export const isCommandName = (name: unknown): name is CommandName =>
  typeof name === 'string' && Object.hasOwn(commands, name);

/** Checks what came over the boundary against the command's schema; unknown keys are refused. */
export function parseRequest<Name extends CommandName>(name: Name, payload: unknown): ParsedRequest<Name> {
  const checked = checkShape(commands[name].request, payload);
  return checked.ok
    ? { ok: true, request: checked.value as RequestOf<Name> }
    : { ok: false, failure: { code: 'malformed-request', detail: `${name}: ${checked.detail}` } };
}
