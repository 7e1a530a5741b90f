import { TooltipProvider } from '@radix-ui/react-tooltip';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PastVoteDetails, PastVoteView } from '../../../engine/contract/past-vote-commands.ts';
import type { VoterBallot } from '../../../engine/domain/vote/vote-decision.ts';
import { useConnection } from '../../engine-client/feed-connection.ts';
import { type AskedHost, commandsOf, installFakeHost } from '../../engine-client/fixtures/fake-host.ts';
import { BTC } from '../../engine-client/fixtures/sample-view.ts';
import { useNotices } from '../../host-client/notices.ts';
import { tableText } from '../../design/data-table/column.ts';
import { voteEn } from '../../language/vote-en.ts';
import { OpenedVote } from './OpenedVote.tsx';
import { pastVoteColumns } from './past-vote-columns.tsx';
import { PastVotes } from './PastVotes.tsx';

const row = (number: number, over: Partial<PastVoteView> = {}): PastVoteView => ({
  number,
  timeMs: 1_700_000_000_000 + 60_000 * number,
  isOfSession: true,
  winner: 1,
  reason: 'majority',
  effectiveVotes: 6.76,
  probabilityUp: 0.5757,
  version: 2,
  outcome: 'known',
  moveBps: 14.2,
  worthBps: 2.1,
  ...over,
});
const kept: readonly PastVoteView[] = [
  row(3, { outcome: 'awaited', moveBps: null, worthBps: null }),
  row(2),
  row(1, {
    winner: 0,
    reason: 'no-quorum',
    outcome: 'unknown',
    moveBps: null,
    worthBps: null,
    isOfSession: false,
  }),
];
const competence = { probability: 0.53, low: 0.48, high: 0.58, outcomes: 120, hits: 66, isSkilful: false };
const ballot = { category: 'Statistical', signal: 0.4, confidence: 0.5, competence, logOdds: 0.12 } as const;
const ballots: readonly VoterBallot[] = [
  { ...ballot, id: 2, ballot: 'long', discount: 0.8, weight: 0.048 },
  { ...ballot, id: 31, abstention: 'not-ready', signal: 0, confidence: 0, discount: 0, weight: 0 },
];
const details: PastVoteDetails = {
  row: row(2),
  titles: { 2: 'Drift', 31: 'Autoregression' },
  decision: {
    time: row(2).timeMs,
    group: 'medium',
    winner: 1,
    reason: 'majority',
    signal: 0.61,
    confidence: 0.15,
    probabilityUp: 0.5757,
    margins: { longShort: 0.3, longFlat: 0.24, flatShort: 0.32 },
    totalWeight: 0.4,
    voters: 1,
    effectiveVotes: 6.76,
    categories: ['Statistical'],
    juryProbability: 0.58,
    ballots,
    quorum: { votes: 5, categories: 3 },
    parameters: 'quorum=5',
  },
};

let asked: readonly AskedHost[];
const pages = () =>
  commandsOf(asked)
    .map((each) => each as { command: string; payload: unknown })
    .filter(({ command }) => command === 'pastVotes')
    .map(({ payload }) => payload);

beforeEach(() => {
  asked = installFakeHost({
    pastVotes: (payload) =>
      (payload as { before?: number }).before === undefined
        ? { votes: kept.slice(0, 2), hasMore: true, kept: 20_160 }
        : { votes: kept.slice(2), hasMore: false, kept: 20_160 },
    pastVote: () => details,
  });
  useConnection.setState({ isLive: true });
});
afterEach(cleanup);

const show = () =>
  render(
    <TooltipProvider>
      <PastVotes instrument={BTC} group="medium" />
    </TooltipProvider>,
  ).container;
const list = () => screen.findByRole('table', { name: 'Past votes' });
describe('the list of past votes', () => {
  it('says of each what was decided, why, and what came of it', () => {
    const lines = tableText(pastVoteColumns(voteEn.vote), kept).split('\n');
    expect(lines.map((line) => line.split('\t').slice(1))).toEqual([
      ['Decision', 'Why', 'Voices', 'P(up)', 'Move (bps)', 'After cost (bps)', 'For', 'Rules'],
      ['LONG', 'majority of pairs', '6.8', '57.6%', 'awaited', '–', 'session', '2'],
      ['LONG', 'majority of pairs', '6.8', '57.6%', '+14.2', '+2.1', 'session', '2'],
      ['FLAT', 'no quorum', '6.8', '57.6%', 'unknown', '–', 'screen', '2'],
    ]);
  });

  it('reads older ones on asking, a page each time', async () => {
    show();
    const table = await list();
    fireEvent.click(screen.getByRole('button', { name: 'Read older rows from the journal' }));
    await waitFor(() => expect(table.getAttribute('aria-rowcount')).toBe('4'));
    expect(pages()).toEqual([
      { instrument: BTC, group: 'medium', count: 200 },
      { instrument: BTC, group: 'medium', count: 200, before: 2 },
    ]);
    expect(screen.getByText(/last 20,160 of this group are kept/)).toBeTruthy();
  });

  it('says so where there are none, and where one is no longer kept', async () => {
    asked = installFakeHost({ pastVotes: () => ({ votes: [], hasMore: false, kept: 20_160 }) });
    show();
    expect(await screen.findByText(/No vote of this group has been counted/)).toBeTruthy();
    expect(useNotices.getState().notices).toEqual([]);
  });
});

describe('a vote of the past that was opened', () => {
  it('shows its ballots as they were then, what came of it, and the way back', async () => {
    let wentBack = 0;
    const { container } = render(
      <TooltipProvider>
        <OpenedVote details={details} onBack={() => (wentBack += 1)} />
      </TooltipProvider>,
    );
    const voters = screen.getByRole('table', { name: 'Who voted what' });
    expect(voters.getAttribute('aria-rowcount')).toBe('3');
    expect(screen.getByText(/moved \+14.2 bps in 15 minutes/)).toBeTruthy();
    expect(screen.getByText(/Worth \+2.1 bps after spread/)).toBeTruthy();
    expect(screen.getByText(/version 2 of the parameters/).getAttribute('title')).toBe('quorum=5');
    const decision = within(screen.getByRole('region', { name: 'Decision' }));
    expect(decision.getByText('57.6%')).toBeTruthy();
    expect(decision.queryByText('P(up), calibrated')).toBeNull();
    const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id }) => id)).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: 'Back to the list of votes' }));
    expect(wentBack).toBe(1);
  });

  it('says that nobody saw the market at its horizon', () => {
    const gone = { ...details, row: row(2, { outcome: 'unknown', moveBps: null, worthBps: null }) };
    render(
      <TooltipProvider>
        <OpenedVote details={gone} onBack={() => undefined} />
      </TooltipProvider>,
    );
    expect(screen.getByText(/Nobody saw the market at its horizon/)).toBeTruthy();
  });
});
