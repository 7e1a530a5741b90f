import type { FixedReason } from '../../engine/domain/remark/fixed-reasons.ts';
import type { ReasonValues } from '../../engine/domain/remark/reason-values.ts';
import { fixedReasonOf, type NumberedReason } from '../../engine/domain/remark/reason.ts';
import { inWords, type Wording } from '../../engine/domain/remark/wording.ts';
import { WINDOW_WORDING } from './window-wording.ts';

/** The words of a language for reasons. */
export interface ReasonTexts {
  readonly fixed: Readonly<Record<FixedReason, string>>;
  readonly numbered: Wording<ReasonValues>;
  /** Of what is recorded as a code: limits that were reached, refusals, what a venue turned away. */
  readonly codes: Readonly<Record<string, string>>;
}

/** A recorded reason in the window's words; one that nobody has a code for is shown as it was recorded. */
export function reasonWords(text: string, said: NumberedReason | undefined, texts: ReasonTexts): string {
  if (said !== undefined) return inWords(said, texts.numbered, WINDOW_WORDING);
  const fixed = fixedReasonOf(text);
  return fixed === undefined ? (texts.codes[text] ?? text) : texts.fixed[fixed];
}
