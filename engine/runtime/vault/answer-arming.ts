import type { LiveDesk } from '../../contract/arming.ts';
import type { HostAnswer, HostQuestion } from '../../contract/host-control.ts';

type ArmingQuestion = Extract<HostQuestion, { kind: 'review-arming' | 'arm' | 'disarm' }>;

const ARMING: ReadonlySet<HostQuestion['kind']> = new Set(['review-arming', 'arm', 'disarm']);

/** Whether a question of the host is about arming. */
export const isAboutArming = (question: HostQuestion): question is ArmingQuestion =>
  ARMING.has(question.kind);

/** Answers the host's questions about arming; an engine that trades no real account arms none. */
export async function answerArming(
  live: LiveDesk | undefined,
  question: ArmingQuestion,
): Promise<HostAnswer> {
  if (live === undefined) return { ok: false, detail: 'this engine trades no real account' };
  switch (question.kind) {
    case 'review-arming': {
      const answer = await live.review(question.keyId);
      return answer.ok ? { ok: true, files: [], review: answer.review } : answer;
    }
    case 'arm': {
      const answer = await live.arm(question.keyId, question.deed);
      return answer.ok ? { ok: true, files: [], armedUntilMs: answer.armedUntilMs } : answer;
    }
    case 'disarm':
      live.disarm(question.because);
      return { ok: true, files: [] };
  }
}
