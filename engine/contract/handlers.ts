import type { Answer, CommandName, RequestOf } from './commands.ts';

/** What the engine must offer: one handler for each command, no more and no fewer. */
export type CommandHandlers = {
  readonly [Name in CommandName]: (request: RequestOf<Name>) => Answer<Name> | Promise<Answer<Name>>;
};
