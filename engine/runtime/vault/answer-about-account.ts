import type { LiveDesk } from '../../contract/arming.ts';
import type { HostAnswer, HostQuestion } from '../../contract/host-control.ts';

const KINDS = [
  'open-account',
  'leave-account',
  'review-arming',
  'arm',
  'disarm',
  'review-dead-man',
  'test-dead-man',
] as const;

type AccountQuestion = Extract<HostQuestion, { kind: (typeof KINDS)[number] }>;

const ABOUT_ACCOUNTS: ReadonlySet<HostQuestion['kind']> = new Set(KINDS);

/** Whether a question of the host is about a real account. */
export const isAboutAccount = (question: HostQuestion): question is AccountQuestion =>
  ABOUT_ACCOUNTS.has(question.kind);

/** Answers the host's questions about real accounts; an engine that trades none opens and arms none. */
export async function answerAboutAccount(
  live: LiveDesk | undefined,
  question: AccountQuestion,
): Promise<HostAnswer> {
  if (live === undefined) return { ok: false, detail: 'this engine trades no real account' };
  switch (question.kind) {
    case 'open-account': {
      const answer = await live.open(question.keyId, question.accountName, question.deadMan);
      return answer.ok ? { ok: true, files: [], account: answer.account } : answer;
    }
    case 'leave-account':
      await live.leave(question.because);
      return { ok: true, files: [] };
    case 'review-arming': {
      const answer = await live.review(question.keyId);
      return answer.ok ? { ok: true, files: [], review: answer.review } : answer;
    }
    case 'arm': {
      const answer = await live.arm(question.keyId, question.deed);
      return answer.ok ? { ok: true, files: [], armedUntilMs: answer.armedUntilMs } : answer;
    }
    case 'review-dead-man': {
      const answer = live.reviewDeadMan(question.keyId);
      return answer.ok ? { ok: true, files: [], deadManReview: answer.review } : answer;
    }
    case 'test-dead-man': {
      const answer = await live.testDeadMan(question.keyId);
      return answer.ok ? { ok: true, files: [], deadMan: answer.fact } : answer;
    }
    case 'disarm':
      live.disarm(question.because);
      return { ok: true, files: [] };
  }
}
