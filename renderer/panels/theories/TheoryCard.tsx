import { useId } from 'react';
import type { TheoryReading, TheoryState } from '../../../engine/domain/theory/theory-reading.ts';
import { type SentenceFormat, sentenceText } from '../../../engine/domain/theory/theory-sentence.ts';
import { formatCount, formatFixed, formatShare } from '../../formatting/numbers.ts';
import { formatInterval } from '../../formatting/times.ts';
import { useTexts } from '../../language/texts.ts';
import { ScoreLine } from './ScoreLine.tsx';
import { SUGGESTION_SIGNS } from './suggestion-signs.ts';
import { ValueScale } from './ValueScale.tsx';
import { VALUE_SHAPES } from './value-shapes.ts';

const SENTENCE_FORMAT: SentenceFormat = { number: formatFixed, share: (value) => formatShare(value, 0) };

interface TheoryCardProps {
  readonly state: TheoryState;
  readonly intervalMs: number;
}

/** One theory: what it says, how surely, what it expects, and what it has been worth. */
export function TheoryCard({ intervalMs, state }: TheoryCardProps) {
  const { theories: texts } = useTexts();
  const titleId = useId();
  const { reading, theory } = state;
  const about = texts.about[theory];
  return (
    <li className="theory-card" aria-labelledby={titleId}>
      <header>
        <h3 id={titleId}>{about.title}</h3>
        {reading && <SuggestionChip reading={reading} />}
      </header>
      {reading ? (
        <>
          <p className="theory-value">
            <span className="hint">{about.value}</span>
            <strong>{VALUE_SHAPES[theory].write(reading.value)}</strong>
            {about.unit !== '' && <span className="unit">{about.unit}</span>}
          </p>
          <ValueScale theory={theory} reading={reading} />
          <p className="theory-sentence">
            {sentenceText(reading.sentence, texts.sentences, SENTENCE_FORMAT)}
          </p>
        </>
      ) : (
        <p className="theory-sentence">{emptyText(state, texts)}</p>
      )}
      <Outlook state={state} intervalMs={intervalMs} />
      <ScoreLine score={state.score} />
      <details>
        <summary>{texts.how}</summary>
        <p>{about.described}</p>
        <p>{about.corrected}</p>
      </details>
    </li>
  );
}

type TheoryTexts = ReturnType<typeof useTexts>['theories'];

function emptyText({ bars, theory, warmUp }: TheoryState, texts: TheoryTexts): string {
  if (bars < warmUp) return texts.warmingUp(formatCount(bars), formatCount(warmUp));
  return theory === 'context' ? texts.waitsForOutside : texts.noReading;
}

function SuggestionChip({ reading: { suggests } }: { readonly reading: TheoryReading }) {
  const { theories: texts } = useTexts();
  return (
    <span className={`theory-suggestion ${suggests}`}>
      <span aria-hidden="true">{SUGGESTION_SIGNS[suggests]}</span> {texts.suggestions[suggests]}
    </span>
  );
}

/** The probability of a rise beside the base rate, and how far the theory is believed. */
function Outlook({ intervalMs, state }: TheoryCardProps) {
  const { theories: texts } = useTexts();
  const { baseRate, horizonBars, trust, upProbability } = state;
  if (upProbability === undefined || baseRate === undefined) return null;
  const horizon = horizonText(horizonBars * intervalMs);
  return (
    <p className="theory-outlook">
      {texts.outlook(formatShare(upProbability, 1), horizon, formatShare(baseRate, 1))}{' '}
      <span className="hint">{texts.trust(formatShare(trust, 0))}</span>
    </p>
  );
}

const HOUR_MS = 3_600_000;

/** A time ahead in few words: `90m` is told as `1h 30m`. */
function horizonText(ms: number): string {
  const rest = ms % HOUR_MS;
  if (ms < HOUR_MS || rest === 0) return formatInterval(ms);
  return `${formatInterval(ms - rest)} ${formatInterval(rest)}`;
}
