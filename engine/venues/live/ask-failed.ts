import type { VenueAnswer } from '../../domain/venue/venue-report.ts';

/** A question that brought no answer to read; holds what is told in its place. */
export class AskFailed extends Error {
  readonly answer: VenueAnswer;
  /** The venue said that it does not know the order. */
  readonly isAbsent: boolean;

  /** The venue does not accept the key. */
  readonly isAboutKey: boolean;

  constructor(answer: VenueAnswer, { isAbsent = false, isAboutKey = false } = {}) {
    super(answer.kind);
    this.answer = answer;
    this.isAbsent = isAbsent;
    this.isAboutKey = isAboutKey;
  }
}

/** What `ask` answers, or undefined when the venue does not know the order. */
export async function unlessAbsent<T>(ask: Promise<T>): Promise<T | undefined> {
  try {
    return await ask;
  } catch (error) {
    if (error instanceof AskFailed && error.isAbsent) return undefined;
    throw error;
  }
}
