import type { VoteUpdate } from '../../../engine/contract/vote-commands.ts';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import type { VoteDecision } from '../../../engine/domain/vote/vote-decision.ts';
import { EmptyPanel } from '../../design/EmptyPanel.tsx';
import { formatCount, formatShare } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';
import { useLinkedInstrument } from '../../linking/linked-instrument.ts';
import { useSessionKey } from '../../linking/session-key.ts';
import { usePanelSettings } from '../../panel-settings/use-panel-settings.ts';
import { DecisionSummary } from './DecisionSummary.tsx';
import { PastVotes } from './PastVotes.tsx';
import { useVote } from './use-vote.ts';
import { VOTE_RULES, type VoteChoice } from './vote-settings.ts';
import { VoteClusters } from './VoteClusters.tsx';
import { VoterTable } from './VoterTable.tsx';
import { VoteToolbar } from './VoteToolbar.tsx';
import { VoteWorth } from './VoteWorth.tsx';

/** How the formulas vote on the linked instrument, who said what, and what their votes were worth. */
export function VotePanel() {
  const [instrument] = useLinkedInstrument();
  const key = useSessionKey(instrument);
  const { markets } = useTexts();
  if (instrument === undefined) return <EmptyPanel>{markets.empty}</EmptyPanel>;
  return <Vote key={key} instrument={instrument} />;
}

function Vote({ instrument }: { readonly instrument: InstrumentView }) {
  const [choice, change] = usePanelSettings(VOTE_RULES, instrument.id);
  const update = useVote(instrument.id, choice.group);
  return (
    <div className="panel-body vote">
      <VoteToolbar instrument={instrument} choice={choice} update={update} onChange={change} />
      {choice.part === 'past' ? (
        <PastVotes key={choice.group} instrument={instrument.id} group={choice.group} />
      ) : (
        <Counted update={update} choice={choice} />
      )}
    </div>
  );
}

interface CountedProps {
  readonly update: VoteUpdate | undefined;
  readonly choice: VoteChoice;
}

function Counted({ choice, update }: CountedProps) {
  const { vote: texts } = useTexts();
  if (update === undefined) return <EmptyPanel>{texts.loading}</EmptyPanel>;
  // Votes on half of the past would look like votes of now.
  if (update.done < 1) {
    const { bars, of } = update.past;
    const text = texts.reading(formatShare(update.done, 0), formatCount(bars), formatCount(of));
    return <EmptyPanel>{text}</EmptyPanel>;
  }
  if (update.decision === null) return <EmptyPanel>{texts.waiting[choice.group]}</EmptyPanel>;
  return (
    <>
      <DecisionSummary calibration={update} decision={update.decision} />
      <Part choice={choice} update={update} decision={update.decision} />
    </>
  );
}

interface PartProps {
  readonly choice: VoteChoice;
  readonly update: VoteUpdate;
  readonly decision: VoteDecision;
}

function Part({ choice, decision, update }: PartProps) {
  if (choice.part === 'voters') return <VoterTable ballots={decision.ballots} titles={update.titles} />;
  if (choice.part === 'worth') return <VoteWorth worth={update.worth} group={choice.group} />;
  return <VoteClusters update={update} ballots={decision.ballots} />;
}
