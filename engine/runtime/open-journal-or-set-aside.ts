import type { FromEngine } from '../contract/host-control.ts';
import type { Journal } from '../journal/journal.ts';
import { openJournal } from '../journal/open-journal.ts';
import { setAsideJournal } from '../journal/set-aside-journal.ts';

export interface OpenedJournal {
  readonly journal: Journal;
  /** What the person must know, when the journal of before could not be used. */
  readonly alert: FromEngine | undefined;
}

/**
 * Opens the journal; a damaged one is kept aside under another name and a new one begun.
 * @throws {Error} when it is in use by another process or the disk refuses a new one too.
 */
export function openJournalOrSetAside(path: string): OpenedJournal {
  const opened = openJournal({ path });
  if (opened.ok) return { journal: opened.journal, alert: undefined };
  const { failure } = opened;
  if (failure.code !== 'corrupt' && failure.code !== 'not-a-journal') throw new Error(failure.detail);
  const aside = setAsideJournal(path);
  const second = openJournal({ path });
  if (!second.ok) throw new Error(second.failure.detail);
  return {
    journal: second.journal,
    alert: {
      type: 'alert',
      level: 'error',
      text: `The journal could not be read: ${failure.detail}`,
      kept: `It was kept unchanged as ${aside.split(/[\\/]/).at(-1) ?? aside}; a new journal was begun.`,
      todo: 'Trading is paper only and starts from the first deposit. Keep the file for support or restore a backup.',
    },
  };
}
