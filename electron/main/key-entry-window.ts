import { session } from 'electron';
import type { EntryPurpose } from '../keychain/entry/entry-page.ts';
import type { EntryWindow } from '../keychain/entry/key-entry.ts';
import { answerEntry, ENTRY_ORIGIN, ENTRY_PAGE } from '../keychain/entry/serve-entry.ts';
import { createKeyEntryWindow } from './app-window.ts';
import { builtFile } from './built-files.ts';
import { DESK_SCHEME } from './desk-address.ts';
import { guardNetwork } from './network-guard.ts';
import { guardPermissions } from './permissions.ts';

/** Lives in memory and shares nothing with the workstation's session. */
const PARTITION = 'key-entry';

/** The session of the key-entry window, closed in every direction before a page is loaded into it. */
function entrySession(log: (line: string) => void): Electron.Session {
  const entry = session.fromPartition(PARTITION, { cache: false });
  guardPermissions(entry, () => false);
  guardNetwork(entry, ENTRY_ORIGIN, log);
  return entry;
}

/** Makes key-entry windows; each opening starts with an empty session. */
export function entryWindows(log: (line: string) => void): (purpose: EntryPurpose) => EntryWindow {
  const entry = entrySession(log);
  const script = builtFile('preload', 'key-entry-page.cjs');
  let served: EntryPurpose | undefined;
  entry.protocol.handle(DESK_SCHEME, (request) =>
    served === undefined ? new Response(null, { status: 404 }) : answerEntry(request, served, script),
  );
  return (purpose) => {
    served = purpose;
    const window = createKeyEntryWindow(ENTRY_PAGE, entry);
    return {
      id: window.webContents.id,
      destroy: () => {
        if (!window.isDestroyed()) window.destroy();
      },
      focus: () => window.focus(),
      onClosed: (listener) => {
        window.on('closed', () => {
          served = undefined;
          void entry.clearStorageData();
          listener();
        });
      },
    };
  };
}
