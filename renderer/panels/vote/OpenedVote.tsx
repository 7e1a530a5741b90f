import { ArrowLeft } from 'lucide-react';
import type { PastVoteDetails } from '../../../engine/contract/past-vote-commands.ts';
import { IconButton } from '../../design/IconButton.tsx';
import { Time } from '../../design/Time.tsx';
import { formatBps, formatCount } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';
import { DecisionSummary } from './DecisionSummary.tsx';
import { VoterTable } from './VoterTable.tsx';

interface OpenedVoteProps {
  readonly details: PastVoteDetails;
  readonly onBack: () => void;
}

/** A vote of the past: what was decided then, by whose ballots, and what came of it. */
export function OpenedVote({ details: { decision, row, titles }, onBack }: OpenedVoteProps) {
  const { vote: texts } = useTexts();
  const { moveBps, outcome, version, worthBps } = row;
  const came =
    outcome === 'known'
      ? texts.past.moved(formatBps(moveBps), texts.horizons[decision.group])
      : texts.past.cameOf[outcome];
  return (
    <>
      <div className="vote-past">
        <IconButton icon={ArrowLeft} label={texts.past.back} onClick={onBack} />
        <strong>
          <Time ms={row.timeMs} />
        </strong>
        <span>
          {came} {worthBps !== null && texts.past.worth(formatBps(worthBps))}
        </span>
        <span className="hint" title={decision.parameters}>
          {texts.past.countedBy(formatCount(version))}
        </span>
      </div>
      <DecisionSummary decision={decision} />
      <VoterTable ballots={decision.ballots} titles={titles} />
    </>
  );
}
