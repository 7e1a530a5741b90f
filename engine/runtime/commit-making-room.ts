import type { RecordedOutcome } from '../domain/session/outcome.ts';
import { JournalError } from '../journal/journal-failure.ts';
import type { Session } from './session.ts';

/** Commits a session; on a full disk once more where `makeRoom` could make some. @throws {JournalError} */
export function commitMakingRoom(
  session: Session,
  makeRoom: (() => boolean) | undefined,
): readonly RecordedOutcome[] {
  try {
    return session.commit();
  } catch (error) {
    const isFull = error instanceof JournalError && error.failure.code === 'disk-full';
    if (!isFull || !makeRoom?.()) throw error;
    return session.commit();
  }
}
