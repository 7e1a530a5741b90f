import type { PastVoteView } from '../../../engine/contract/past-vote-commands.ts';
import type { Column } from '../../design/data-table/column.ts';
import { moments, numbers, words } from '../../design/data-table/columns.tsx';
import {
  formatBps,
  formatCount,
  formatFixed,
  formatShare,
  NO_VALUE,
  toneOf,
} from '../../formatting/numbers.ts';
import type { Texts } from '../../language/en.ts';

const SIDES = { '-1': 'short', 0: 'flat', 1: 'long' } as const;
const TONES = { '-1': 'down', 0: undefined, 1: 'up' } as const;

/** The columns of the table of past votes. */
export const pastVoteColumns = (texts: Texts['vote']): readonly Column<PastVoteView>[] => [
  ...decidedColumns(texts),
  ...cameColumns(texts),
];

/** When, what and why. */
function decidedColumns(texts: Texts['vote']): readonly Column<PastVoteView>[] {
  const { past } = texts;
  const decision = ({ winner }: PastVoteView) => texts.winners[SIDES[winner]];
  return [
    moments<PastVoteView>('time', past.columns.time, ({ timeMs }) => timeMs),
    {
      ...words<PastVoteView>(
        { key: 'decision', header: past.columns.decision, width: 60, grow: 0 },
        decision,
      ),
      render: (vote) => <span className={TONES[vote.winner]}>{decision(vote)}</span>,
    },
    words<PastVoteView>(
      { key: 'reason', header: past.columns.reason, width: 100 },
      ({ reason }) => texts.past.reasons[reason],
    ),
    numbers<PastVoteView>(
      { key: 'voices', header: past.columns.voices, width: 50, grow: 0 },
      ({ effectiveVotes }) => effectiveVotes,
      (value) => formatFixed(value, 1),
    ),
    numbers<PastVoteView>(
      { key: 'up', header: texts.up, width: 54, grow: 0 },
      ({ probabilityUp }) => probabilityUp,
      (value) => formatShare(value, 1),
    ),
  ];
}

/** What came of it, and by which rules and for whom it was counted. */
function cameColumns({ past }: Texts['vote']): readonly Column<PastVoteView>[] {
  return [
    numbers<PastVoteView>(
      { key: 'move', header: past.columns.move, unit: 'bps', width: 74, grow: 0 },
      ({ moveBps }) => moveBps,
      (value, { outcome }) => (outcome === 'known' ? formatBps(value) : past.outcomes[outcome]),
    ),
    {
      ...numbers<PastVoteView>(
        { key: 'worth', header: past.columns.worth, unit: 'bps', width: 78, grow: 0 },
        ({ worthBps }) => worthBps,
        (value) => (value === null ? NO_VALUE : formatBps(value)),
      ),
      render: ({ worthBps }) => (
        <span className={toneOf(worthBps, 1)}>{worthBps === null ? NO_VALUE : formatBps(worthBps)}</span>
      ),
    },
    words<PastVoteView>({ key: 'whose', header: past.columns.whose, width: 60, grow: 0 }, ({ isOfSession }) =>
      isOfSession ? past.ofSession : past.ofScreen,
    ),
    numbers<PastVoteView>(
      { key: 'version', header: past.columns.version, width: 48, grow: 0 },
      ({ version }) => version,
      formatCount,
    ),
  ];
}
