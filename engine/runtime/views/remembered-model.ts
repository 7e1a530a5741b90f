import type { SessionDescription } from '../../domain/session/session-description.ts';
import type { Journal } from '../../journal/journal.ts';
import { ViewModel } from './view-model.ts';

/** Sessions of an account that a window looks back on. */
const MOST_SESSIONS = 20;

/** What happened before a session on the same account, as the window lists it. */
export function rememberedModel(journal: Journal, description: SessionDescription): ViewModel {
  const model = new ViewModel(description.instruments);
  const sessions = journal.sessions({ accountId: description.accountId });
  for (const stored of sessions.slice(-MOST_SESSIONS)) {
    for (const outcome of journal.outcomes(stored.description.sessionId)) model.apply(outcome);
  }
  return model;
}
