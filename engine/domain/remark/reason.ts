import { englishReasons } from './english-reasons.ts';
import { FIXED_REASONS, type FixedReason } from './fixed-reasons.ts';
import type { ReasonValues } from './reason-values.ts';
import { type Coded, inWords, plainWording } from './wording.ts';

/** A reason with numbers. */
export type NumberedReason = Coded<ReasonValues>;

/** Why something was decided or done; whoever has no code for it says it in words. */
export type Reason = { readonly code: FixedReason } | NumberedReason | { readonly words: string };

/** A reason as it is recorded: in English, and as its code where that has numbers. */
export interface ToldReason {
  readonly reason: string;
  readonly said?: NumberedReason;
}

/** The reason in English, as it is recorded. */
export function reasonText(reason: Reason): string {
  if ('words' in reason) return reason.words;
  return 'values' in reason ? inWords(reason, englishReasons, plainWording) : FIXED_REASONS[reason.code];
}

/** The reason as it is recorded. */
export const toldReason = (reason: Reason): ToldReason => ({
  reason: reasonText(reason),
  ...('values' in reason ? { said: reason } : {}),
});

const BY_TEXT = new Map(
  Object.entries(FIXED_REASONS).map(([code, text]) => [text as string, code as FixedReason]),
);

/** The code of a recorded reason that has no numbers; undefined where nobody knows the text. */
export const fixedReasonOf = (text: string): FixedReason | undefined => BY_TEXT.get(text);
