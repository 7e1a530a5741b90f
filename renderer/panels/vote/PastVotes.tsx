import { useMemo, useState } from 'react';
import type { PastVoteDetails, PastVoteView } from '../../../engine/contract/past-vote-commands.ts';
import type { VoteGroup } from '../../../engine/domain/vote/vote-group.ts';
import { CopyTableButton } from '../../design/data-table/CopyTableButton.tsx';
import { DataTable } from '../../design/data-table/DataTable.tsx';
import { OlderRowsButton } from '../../design/data-table/OlderRowsButton.tsx';
import { EmptyPanel } from '../../design/EmptyPanel.tsx';
import { askEngine } from '../../engine-client/ask-engine.ts';
import { formatCount } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';
import { notify } from '../../host-client/notices.ts';
import { OpenedVote } from './OpenedVote.tsx';
import { pastVoteColumns } from './past-vote-columns.tsx';
import { usePastVotes } from './use-past-votes.ts';
import type { PastVotes as Past } from './with-newest.ts';

interface PastVotesProps {
  readonly instrument: string;
  readonly group: VoteGroup;
}

/** Every vote of the group that is kept; one that is opened shows who voted what. */
export function PastVotes({ group, instrument }: PastVotesProps) {
  const { vote: texts } = useTexts();
  const { older, past } = usePastVotes(instrument, group);
  const [opened, setOpened] = useState<PastVoteDetails | undefined>();
  const open = async ({ number }: PastVoteView) => {
    const answer = await askEngine('pastVote', { number });
    if (answer.ok) setOpened(answer.reply);
    else notify({ level: 'error', text: answer.failure.detail });
  };
  if (opened) return <OpenedVote details={opened} onBack={() => setOpened(undefined)} />;
  if (past === undefined) return <EmptyPanel>{texts.past.loading}</EmptyPanel>;
  return <PastVoteList past={past} onOpen={(vote) => void open(vote)} onOlder={() => void older()} />;
}

interface PastVoteListProps {
  readonly past: Past;
  readonly onOpen: (vote: PastVoteView) => void;
  readonly onOlder: () => void;
}

function PastVoteList({ onOlder, onOpen, past: { kept, state, votes } }: PastVoteListProps) {
  const { vote: texts } = useTexts();
  const columns = useMemo(() => pastVoteColumns(texts), [texts]);
  return (
    <>
      <div className="vote-past">
        <span className="hint">{texts.past.note(formatCount(kept))}</span>
        <OlderRowsButton state={state} onAsk={onOlder} />
        <CopyTableButton columns={columns} rows={votes} />
      </div>
      <DataTable
        label={texts.parts.past}
        columns={columns}
        rows={votes}
        rowKey={({ number }) => `${number}`}
        empty={texts.past.empty}
        onOpen={onOpen}
      />
    </>
  );
}
