import { useMemo } from 'react';
import type { VoteUpdate } from '../../../engine/contract/vote-commands.ts';
import type { VoterBallot } from '../../../engine/domain/vote/vote-decision.ts';
import { DataTable } from '../../design/data-table/DataTable.tsx';
import { useTexts } from '../../language/texts.ts';
import { voterColumns } from './voter-columns.tsx';
import { votersOf } from './voters.ts';

interface VoterTableProps {
  readonly ballots: readonly VoterBallot[];
  readonly titles: VoteUpdate['titles'];
}

/** Every formula of the group with what it said and what it counted for, the heaviest first. */
export function VoterTable({ ballots, titles }: VoterTableProps) {
  const { vote: texts } = useTexts();
  const columns = useMemo(() => voterColumns(texts), [texts]);
  const rows = useMemo(() => votersOf(ballots, titles), [ballots, titles]);
  return (
    <DataTable
      label={texts.voters}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => `${id}`}
      empty={texts.noVoters}
    />
  );
}
