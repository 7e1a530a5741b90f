import type { VoteUpdate } from '../../../engine/contract/vote-commands.ts';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import { VOTE_GROUPS, type VoteGroup } from '../../../engine/domain/vote/vote-group.ts';
import { PanelToolbar } from '../../design/PanelToolbar.tsx';
import { Segments } from '../../design/Segments.tsx';
import { formatTime } from '../../formatting/times.ts';
import { useTexts } from '../../language/texts.ts';
import { VOTE_PARTS, type VoteChoice, type VotePart } from './vote-settings.ts';

interface VoteToolbarProps {
  readonly instrument: InstrumentView;
  readonly choice: VoteChoice;
  readonly update: VoteUpdate | undefined;
  readonly onChange: (change: Partial<VoteChoice>) => void;
}

/** Chooses whose vote is shown and which part of it, and says who follows it. */
export function VoteToolbar({ choice, instrument, onChange, update }: VoteToolbarProps) {
  const { panels, vote: texts } = useTexts();
  const decision = update?.decision ?? null;
  return (
    <PanelToolbar label={panels.vote} wraps>
      <span className="panel-symbol">{instrument.symbol}</span>
      <Segments
        label={texts.group}
        value={choice.group}
        onChange={(group: VoteGroup) => onChange({ group })}
        options={VOTE_GROUPS.map((value) => ({ value, text: texts.groups[value] }))}
      />
      <Segments
        label={texts.part}
        value={choice.part}
        onChange={(part: VotePart) => onChange({ part })}
        options={VOTE_PARTS.map((value) => ({ value, text: texts.parts[value] }))}
      />
      {decision !== null && (
        <span className="hint vote-source">
          {update?.isOfSession === true ? texts.ofSession : texts.ofDisplay}{' '}
          {texts.asOf(formatTime(decision.time))}
        </span>
      )}
    </PanelToolbar>
  );
}
