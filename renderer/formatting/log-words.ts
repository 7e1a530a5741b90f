import type { LogView } from '../../engine/contract/views.ts';
import type { LogFormat } from '../../engine/domain/remark/log-remark.ts';
import { inWords } from '../../engine/domain/remark/wording.ts';
import { LIMIT_RULES } from '../../engine/domain/risk/limit-rules.ts';
import type { Texts } from '../language/en.ts';
import { limitText } from './limit-value.ts';
import { measuredText } from './measured-text.ts';
import { reasonWords } from './reason-words.ts';
import { formatUtc } from './times.ts';
import { WINDOW_WORDING } from './window-wording.ts';

/** A line of the log in the window's words; one without a code is shown as it was recorded. */
export function logWords({ said, text }: LogView, texts: Texts, currency: string): string {
  return said === undefined ? text : inWords(said, texts.log.lines, logFormat(texts, currency));
}

const logFormat = ({ reasons, refusals }: Texts, currency: string): LogFormat => ({
  ...WINDOW_WORDING,
  reason: ({ said, text }) => reasonWords(text, said, reasons),
  measured: (measured) => measuredText(measured, refusals.measured, currency),
  moment: formatUtc,
  limit: (name, value) => limitText(value, LIMIT_RULES[name].unit),
});
