import { protocol } from 'electron';
import { DESK_SCHEME } from './desk-address.ts';
import { answerDesk } from './desk-response.ts';

/** Before the app is ready: the scheme counts as secure and standard, and gets no other privilege. */
export function registerDeskScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: DESK_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/** Serves the interface from its folder; what is not a file of it does not exist. */
export function serveDesk(rendererFolder: string): void {
  protocol.handle(DESK_SCHEME, (request) => answerDesk(rendererFolder, request));
}
