import type { CommandHandlers } from '../../contract/handlers.ts';
import type { numberCommands } from '../../contract/number-commands.ts';
import type { Workstation } from '../workstation.ts';

/** What a window asks of a person's own numbers. */
export const numberHandlers = ({
  numbers,
}: Pick<Workstation, 'numbers'>): Pick<CommandHandlers, keyof typeof numberCommands> => ({
  ownNumbers: () => ({ ok: true, reply: numbers.view() }),
});
