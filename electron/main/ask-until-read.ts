import type { AskPerson, NativeQuestion } from './native-question.ts';

/** Whoever confirms sooner has not read what is written there. */
const READING_MS = 3000;
/** How often a dialog is shown again to somebody who confirms without reading. */
const MOST_SHOWN = 3;

export interface ReadingParts {
  readonly question: AskPerson;
  readonly nowMs: () => number;
}

/**
 * Asks until the person cancels or has had the time to read. Answers with how long the confirmed dialog was open, in
 * ms; undefined when it was not confirmed. `written` is asked for each dialog anew and told whether it is not the first.
 */
export async function askUntilRead<Choice extends string>(
  { nowMs, question }: ReadingParts,
  written: (isRepeated: boolean) => NativeQuestion<Choice | 'cancel'>,
): Promise<number | undefined> {
  for (let shown = 0; shown < MOST_SHOWN; shown += 1) {
    const openedAt = nowMs();
    const choice = await question<Choice | 'cancel'>(written(shown > 0), 'cancel');
    if (choice === 'cancel') return undefined;
    const openForMs = nowMs() - openedAt;
    if (openForMs >= READING_MS) return openForMs;
  }
  return undefined;
}
