import type { HostAnswer, HostQuestion } from '../../contract/host-control.ts';
import type { SafetyReview, SafetyWish } from '../../contract/safety-wish.ts';
import type { Workstation } from '../workstation.ts';
import { doSafetyWish } from './do-safety-wish.ts';
import { type SafetyStation, safetyChanges } from './safety-changes.ts';
import { objectionTo, obstacleTo } from './safety-objection.ts';

type SafetyQuestion = Extract<HostQuestion, { kind: 'review-safety' | 'confirm-safety' }>;

/** Whether a question of the host is about loosening. */
export const isAboutSafety = (question: HostQuestion): question is SafetyQuestion =>
  question.kind === 'review-safety' || question.kind === 'confirm-safety';

/**
 * Shows the host what a wish would loosen, and does it once the person has confirmed that there: exactly what was
 * shown, so that nothing that has become stricter meanwhile is loosened unread.
 */
export function answerAboutSafety(
  station: SafetyStation & Pick<Workstation, 'command'>,
  question: SafetyQuestion,
): HostAnswer {
  const { wish } = question;
  const detail = objectionTo(station, wish)?.detail ?? obstacleTo(station, wish);
  if (detail !== undefined) return { ok: false, detail };
  const review = reviewOf(station, wish);
  if (question.kind === 'review-safety') return { ok: true, files: [], safety: review };
  if (JSON.stringify(review) !== JSON.stringify(question.shown))
    return { ok: false, detail: 'changed-meanwhile' };
  doSafetyWish(station, wish);
  return { ok: true, files: [] };
}

const reviewOf = (station: SafetyStation, wish: SafetyWish): SafetyReview => ({
  accountName: station.session.description.live?.account?.name ?? null,
  changes: safetyChanges(station, wish),
});
