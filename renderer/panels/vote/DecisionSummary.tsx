import type { VoteUpdate } from '../../../engine/contract/vote-commands.ts';
import type { VoteDecision } from '../../../engine/domain/vote/vote-decision.ts';
import { formatCount, formatFixed, formatShare, formatSigned } from '../../formatting/numbers.ts';
import type { Texts } from '../../language/en.ts';
import { useTexts } from '../../language/texts.ts';
import { MarginBars } from './MarginBars.tsx';

/** What is known of such probabilities now. */
type Calibration = Pick<VoteUpdate, 'calibrated' | 'calibrationNeeds' | 'worth'>;

interface SummaryProps {
  /** Left out for a vote of the past, which was not calibrated by what came later. */
  readonly calibration?: Calibration | undefined;
  readonly decision: VoteDecision;
}

/** Who won and why, how sure, and whether there were voices enough. */
export function DecisionSummary({ calibration, decision }: SummaryProps) {
  const { vote: texts } = useTexts();
  const { ballots, reason, voters } = decision;
  const cast = ballots.filter(({ ballot }) => ballot !== undefined).length;
  const hasRecord = ballots.some(({ competence }) => competence.outcomes > 0);
  return (
    <section className="vote-summary" aria-label={texts.decision}>
      <Winner decision={decision} />
      <Probabilities calibration={calibration} decision={decision} />
      <Quorum decision={decision} />
      <MarginBars margins={decision.margins} totalWeight={decision.totalWeight} />
      <p className="vote-why">
        {texts.reasons[reason]}{' '}
        <span className="hint">
          {texts.counted(formatCount(voters), formatCount(cast), formatCount(ballots.length))}{' '}
          {!hasRecord && texts.noRecord}
        </span>
      </p>
    </section>
  );
}

const WINNERS = { '-1': 'short', 0: 'flat', 1: 'long' } as const;

function Winner({ decision: { confidence, signal, winner } }: Pick<SummaryProps, 'decision'>) {
  const { vote: texts } = useTexts();
  const side = WINNERS[winner];
  return (
    <div className="vote-winner">
      <strong className={side}>{texts.winners[side]}</strong>
      <dl>
        <Figure name={texts.signal} text={formatSigned(signal, 3)} />
        <Figure name={texts.confidence} text={formatFixed(confidence, 3)} />
      </dl>
    </div>
  );
}

function Probabilities({ calibration, decision }: SummaryProps) {
  const { vote: texts } = useTexts();
  return (
    <dl className="vote-probabilities">
      <Figure name={texts.up} text={formatShare(decision.probabilityUp, 1)} hint={texts.upHint} />
      {calibration && (
        <Figure
          name={texts.calibrated}
          text={calibratedText(calibration, texts)}
          hint={texts.calibratedHint}
        />
      )}
    </dl>
  );
}

const calibratedText = ({ calibrated, calibrationNeeds, worth }: Calibration, texts: Texts['vote']): string =>
  calibrated === null
    ? texts.calibrationNeeds(formatCount(worth.forecasts), formatCount(calibrationNeeds))
    : formatShare(calibrated, 1);

interface FigureProps {
  readonly name: string;
  readonly text: string;
  readonly hint?: string;
}

function Figure({ hint, name, text }: FigureProps) {
  return (
    <div title={hint}>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </div>
  );
}

function Quorum({ decision: { categories, effectiveVotes, quorum } }: Pick<SummaryProps, 'decision'>) {
  const { vote: texts } = useTexts();
  return (
    <div className="vote-quorum" role="group" aria-label={texts.quorum}>
      <QuorumMeter name={texts.voices} value={effectiveVotes} needed={quorum.votes} digits={1} />
      <QuorumMeter name={texts.categories} value={categories.length} needed={quorum.categories} digits={0} />
    </div>
  );
}

interface QuorumMeterProps {
  readonly name: string;
  readonly value: number;
  readonly needed: number;
  readonly digits: number;
}

/** A full bar is twice what is needed; the line in it is what is needed. */
function QuorumMeter({ digits, name, needed, value }: QuorumMeterProps) {
  const { vote: texts } = useTexts();
  const text = texts.ofNeeded(formatFixed(value, digits), formatCount(needed));
  const share = Math.min(1, value / (2 * needed));
  return (
    <div
      className={value >= needed ? 'vote-meter enough' : 'vote-meter'}
      role="meter"
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={2 * needed}
      aria-valuenow={Math.min(2 * needed, value)}
      aria-valuetext={text}
    >
      <span>{name}</span>
      <span className="vote-track">
        <span style={{ width: `${100 * share}%` }} />
      </span>
      <span>{text}</span>
    </div>
  );
}
