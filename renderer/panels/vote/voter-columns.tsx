import type { Column } from '../../design/data-table/column.ts';
import { numbers, words } from '../../design/data-table/columns.tsx';
import { formatCount, formatFixed, formatShare, formatSigned, toneOf } from '../../formatting/numbers.ts';
import type { Texts } from '../../language/en.ts';
import type { Voter } from './voters.ts';

/** What a formula that says nothing has no number for. */
const ifSaid =
  (read: (voter: Voter) => number) =>
  (voter: Voter): number | null =>
    voter.abstention === 'not-ready' || voter.abstention === 'stale' ? null : read(voter);

/** The columns of the table of voters. */
export const voterColumns = (texts: Texts['vote']): readonly Column<Voter>[] => [
  ...saidColumns(texts),
  ...recordColumns(texts),
  ...countColumns(texts),
];

/** Who it is and what it says. */
function saidColumns(texts: Texts['vote']): readonly Column<Voter>[] {
  const names = texts.columns;
  const signalOf = ifSaid(({ signal }) => signal);
  const write = (value: number | null) => formatSigned(value, 2);
  return [
    numbers<Voter>({ key: 'id', header: names.id, width: 32, grow: 0 }, ({ id }) => id, formatCount),
    words<Voter>({ key: 'title', header: names.title, width: 100, grow: 3 }, ({ title }) => title),
    {
      ...words<Voter>({ key: 'ballot', header: names.ballot, width: 142, grow: 1 }, (voter) =>
        ballotText(voter, texts),
      ),
      render: (voter) => <span className={toneOfBallot(voter)}>{ballotText(voter, texts)}</span>,
    },
    {
      ...numbers<Voter>({ key: 'signal', header: names.signal, width: 50, grow: 0 }, signalOf, write),
      render: (voter) => <span className={toneOf(signalOf(voter))}>{write(signalOf(voter))}</span>,
    },
    numbers<Voter>(
      { key: 'confidence', header: names.confidence, width: 46, grow: 0 },
      ifSaid(({ confidence }) => confidence),
      (value) => formatFixed(value, 2),
    ),
  ];
}

/** How often it was right, and whether that is more than luck among all that were tried. */
function recordColumns(texts: Texts['vote']): readonly Column<Voter>[] {
  const names = texts.columns;
  return [
    numbers<Voter>(
      { key: 'competence', header: names.competence, width: 50, grow: 0 },
      ({ competence }) => competence.probability,
      (value) => formatShare(value, 1),
    ),
    numbers<Voter>(
      { key: 'range', header: names.range, width: 92, grow: 0 },
      ({ competence }) => competence.low,
      (_low, { competence: { high, low } }) => texts.range(formatShare(low, 0), formatShare(high, 0)),
    ),
    numbers<Voter>(
      { key: 'outcomes', header: names.outcomes, width: 64, grow: 0 },
      ({ competence }) => competence.outcomes,
      formatCount,
    ),
    words<Voter>({ key: 'skilful', header: names.skilful, width: 60, grow: 0 }, ({ competence }) =>
      competence.isSkilful ? texts.skilful : '',
    ),
  ];
}

/** What is left of its voice, and what it weighs. */
function countColumns({ columns: names }: Texts['vote']): readonly Column<Voter>[] {
  return [
    numbers<Voter>(
      { key: 'discount', header: names.discount, width: 44, grow: 0 },
      ({ discount }) => (discount > 0 ? discount : null),
      (value) => formatFixed(value, 2),
    ),
    numbers<Voter>(
      { key: 'weight', header: names.weight, width: 58, grow: 0 },
      ({ weight }) => (weight > 0 ? weight : null),
      (value) => formatFixed(value, 4),
    ),
  ];
}

function ballotText({ abstention, ballot }: Voter, texts: Texts['vote']): string {
  if (ballot !== undefined) return texts.ballots[ballot];
  return abstention === undefined ? '' : texts.abstentions[abstention];
}

function toneOfBallot({ ballot }: Voter): string | undefined {
  if (ballot === undefined) return 'hint';
  if (ballot === 'long' || ballot === 'lean-long') return 'up';
  return ballot === 'neutral' ? undefined : 'down';
}
