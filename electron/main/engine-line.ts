import type { HostAnswer, HostQuestion, ToEngine } from '../../engine/contract/host-control.ts';
import type { HostTimers } from './host-timers.ts';
import { PendingAsks } from './pending-asks.ts';

const COMMAND_LIMIT_MS = 30_000;
/** Reading a day of recordings or drawing a long report takes minutes on a slow machine. */
const FILE_LIMIT_MS = 15 * 60_000;

/** An account is compared with its venue, its journal copied, its key asked about: a venue takes its time. */
const ACCOUNT_LIMIT_MS = 90_000;

/** The switch of a venue runs out, and what was placed for it is cleared away. */
const DEAD_MAN_LIMIT_MS = 180_000;

const FILE_QUESTIONS: ReadonlySet<HostQuestion['kind']> = new Set([
  'build-report',
  'open-recording',
  'export-days',
]);

const ACCOUNT_QUESTIONS: ReadonlySet<HostQuestion['kind']> = new Set([
  'open-account',
  'review-arming',
  'arm',
  'leave-account',
]);

const unavailable = {
  ok: false,
  failure: {
    code: 'engine-unavailable',
    detail: 'the engine does not answer at the moment; orders and positions are in the journal',
  },
} as const;
const unavailableToHost: HostAnswer = { ok: false, detail: 'the engine does not answer at the moment' };

/** Asking the engine: every question gets an answer, if need be that there is nobody to answer. */
export class EngineLine {
  readonly #asks: PendingAsks;
  readonly #post: (message: ToEngine) => boolean;

  constructor(timers: HostTimers, post: (message: ToEngine) => boolean) {
    this.#asks = new PendingAsks(timers);
    this.#post = post;
  }

  /** A window's command; the reply is the engine's `Answer`. */
  command(windowId: number, command: string, payload: unknown): Promise<unknown> {
    return this.#asks.ask(COMMAND_LIMIT_MS, unavailable, (askId) =>
      this.#sendOrEnd(askId, { type: 'ask', askId, windowId, command, payload }, unavailable),
    );
  }

  /** A question only the host may ask. */
  async question(question: HostQuestion): Promise<HostAnswer> {
    const limitMs = limitOf(question.kind);
    const answer = await this.#asks.ask(limitMs, unavailableToHost, (askId) =>
      this.#sendOrEnd(askId, { type: 'host-ask', askId, question }, unavailableToHost),
    );
    return answer as HostAnswer;
  }

  answered(askId: number, answer: unknown): void {
    this.#asks.answer(askId, answer);
  }

  /** The engine is gone. */
  lost(): void {
    this.#asks.endAll();
  }

  #sendOrEnd(askId: number, message: ToEngine, otherwise: unknown): void {
    if (!this.#post(message)) this.#asks.answer(askId, otherwise);
  }
}

function limitOf(kind: HostQuestion['kind']): number {
  if (kind === 'test-dead-man') return DEAD_MAN_LIMIT_MS;
  if (ACCOUNT_QUESTIONS.has(kind)) return ACCOUNT_LIMIT_MS;
  return FILE_QUESTIONS.has(kind) ? FILE_LIMIT_MS : COMMAND_LIMIT_MS;
}
