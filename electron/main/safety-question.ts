import type { SafetyChange, SafetyReview } from '../../engine/contract/safety-wish.ts';
import { FIXED_REASONS } from '../../engine/domain/remark/fixed-reasons.ts';
import { LIMIT_RULES } from '../../engine/domain/risk/limit-rules.ts';
import type { LooserRule, RuleStand } from '../../engine/domain/risk/looser-rules.ts';
import type { LimitName } from '../../engine/domain/risk/risk-limits.ts';
import { RISK_NAMES, type RiskNames } from '../contract/risk-names.ts';
import { strategyTitle } from '../contract/strategy-titles.ts';
import type { DialogTexts } from './dialog-texts/dialog-texts.ts';
import { languageOf } from './dialog-texts/language-of.ts';
import type { NativeQuestion } from './native-question.ts';

type SafetyQuestion = NativeQuestion<'cancel' | 'do'>;

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** Whether everything is to be closed now. Doing nothing comes first and is the default. */
export const flattenQuestion = ({ flattening }: DialogTexts): SafetyQuestion => ({
  message: flattening.message,
  detail: flattening.detail,
  choices: [
    { choice: 'cancel', label: flattening.wait },
    { choice: 'do', label: flattening.close },
  ],
});

/** What would be loosened, line by line. Leaving it as it is comes first and is the default. */
export function safetyQuestion(
  { accountName, changes }: SafetyReview,
  { isRepeated, texts }: { readonly isRepeated: boolean; readonly texts: DialogTexts },
): SafetyQuestion {
  const { safety } = texts;
  const isRelease = changes.some(({ kind }) => kind === 'trading-state');
  return {
    message: isRelease ? safety.release(accountName) : safety.loosen(accountName),
    detail: [
      ...(isRepeated ? [safety.readFirst, ''] : []),
      ...changes.flatMap((change) => linesOf(change, texts)).map(inOneLine),
      ...(changes.some(({ kind }) => kind === 'pack') ? [safety.packsWhen] : []),
    ].join('\n'),
    choices: [
      { choice: 'cancel', label: safety.keep },
      { choice: 'do', label: isRelease ? safety.doRelease : safety.allow },
    ],
  };
}

/** Titles and ids may come from a page: none of them may look like a line of ours. */
const inOneLine = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ');

function linesOf(change: SafetyChange, texts: DialogTexts): readonly string[] {
  const { safety } = texts;
  const names = namesIn(texts);
  switch (change.kind) {
    case 'limit': {
      const { from, limit, to } = change;
      const text = (value: number) => limitText(limit, value, texts);
      const when = LIMIT_RULES[limit].holdsTheDay ? safety.fromTomorrow : safety.fromThen;
      return [safety.change(names.limits[limit], text(from), text(to)), when];
    }
    case 'pack':
      return [change.isLeftOut ? safety.packGoes(change.title) : safety.packLooser(change.title)];
    case 'rule':
      return [ruleLine(change.rule, texts)];
    case 'hit':
      return [
        safety.hitEnds(names.hits[change.code], change.instrument ?? titleOf(change.strategyId, texts)),
      ];
    case 'trading-state':
      return [
        safety.stateNow(safety.states[change.from], reasonText(change.because, names)),
        safety.stateThen(safety.states[change.to]),
        ...(change.isFlattening ? [safety.flatteningEnds] : []),
      ];
    case 'symbol':
      return [safety.symbol(change.instrument)];
  }
}

const namesIn = (texts: DialogTexts): RiskNames => RISK_NAMES[languageOf(texts)];

/** What is traded by hand has no strategy and no title. */
const titleOf = (strategyId: string | null, texts: DialogTexts): string =>
  strategyId === null ? '' : strategyTitle(strategyId, languageOf(texts));

/** What a person has set by hand needs no reason; a reached limit is called by its name. */
function reasonText(because: string, { hits }: RiskNames): string {
  if (because === FIXED_REASONS['set-by-hand']) return '';
  const names: Readonly<Record<string, string>> = hits;
  return names[because] ?? because;
}

function ruleLine(rule: LooserRule, texts: DialogTexts): string {
  const { safety } = texts;
  if ('strategyId' in rule) {
    const title = titleOf(rule.strategyId, texts);
    return rule.rule === 'exits' ? safety.exits(title) : safety.minimumHold(title);
  }
  if (rule.rule === 'reversion') return safety.reversion;
  // A correlation is a plain number; every other number of these rules is a share.
  const style = rule.rule === 'correlation' ? 'decimal' : 'percent';
  const stand = (each: RuleStand) => standText(each, style, texts);
  return safety.change(safety.rules[rule.rule], stand(rule.from), stand(rule.to));
}

/** Numbers say nothing of a rule that is off. */
function standText(
  { numbers, preset }: RuleStand,
  style: 'decimal' | 'percent',
  { locale, safety }: DialogTexts,
): string {
  if (preset === 'off') return safety.presets.off;
  const text = (each: number) => each.toLocaleString(locale, { style, maximumFractionDigits: 4 });
  return [safety.presets[preset], ...numbers.map(text)].join(', ');
}

function limitText(limit: LimitName, value: number, { locale, safety }: DialogTexts): string {
  const plain = (number: number) => number.toLocaleString(locale, { maximumFractionDigits: 4 });
  switch (LIMIT_RULES[limit].unit) {
    case 'share':
      return value.toLocaleString(locale, { style: 'percent', maximumFractionDigits: 4 });
    case 'count':
      return plain(value);
    case 'times':
      return `${plain(value)}×`;
    case 'ms':
      return value < HOUR_MS
        ? safety.minutes(plain(value / MINUTE_MS))
        : safety.hours(plain(value / HOUR_MS));
    case 'bps':
      return `${plain(value)} bps`;
  }
}
