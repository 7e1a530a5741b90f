import { TooltipProvider } from '@radix-ui/react-tooltip';
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { flowKey } from '../../../engine/contract/flow-key.ts';
import type { FlowWatch } from '../../../engine/contract/flow.ts';
import type { VoteUpdate } from '../../../engine/contract/vote-commands.ts';
import type { VoterBallot } from '../../../engine/domain/vote/vote-decision.ts';
import { replaceView } from '../../engine-client/engine-view.ts';
import { useConnection } from '../../engine-client/feed-connection.ts';
import { type AskedHost, commandsOf, installFakeHost } from '../../engine-client/fixtures/fake-host.ts';
import { BTC, sampleView } from '../../engine-client/fixtures/sample-view.ts';
import { announceFlow } from '../../engine-client/flow-updates.ts';
import { VotePanel } from './VotePanel.tsx';

const ballot = (id: number, over: Partial<VoterBallot>): VoterBallot => ({
  id,
  category: 'Statistical',
  signal: 0.4,
  confidence: 0.5,
  ballot: 'long',
  competence: { probability: 0.53, low: 0.48, high: 0.58, outcomes: 120, hits: 66, isSkilful: false },
  logOdds: 0.12,
  discount: 0.8,
  weight: 0.048,
  ...over,
});

const voted: VoteUpdate = {
  decision: {
    time: 1_700_000_000_000,
    group: 'medium',
    winner: 1,
    reason: 'majority',
    signal: 0.61,
    confidence: 0.15,
    probabilityUp: 0.576,
    margins: { longShort: 0.3, longFlat: 0.24, flatShort: 0.32 },
    totalWeight: 0.4,
    voters: 2,
    effectiveVotes: 6.8,
    categories: ['Statistical', 'Volatility', 'Regime Detection', 'Mean Reversion'],
    juryProbability: 0.58,
    ballots: [
      ballot(2, {}),
      ballot(31, {
        weight: 0.09,
        competence: { probability: 0.6, low: 0.57, high: 0.63, outcomes: 900, hits: 540, isSkilful: true },
      }),
      { ...ballot(131, { discount: 0, weight: 0, abstention: 'stale' }), ballot: undefined } as never,
    ],
    quorum: { votes: 5, categories: 3 },
    parameters: '',
  },
  isOfSession: false,
  done: 1,
  past: { bars: 4000, of: 4000 },
  calibrated: null,
  calibrationNeeds: 60,
  titles: { 2: 'Drift', 31: 'Autoregression', 131: 'Reversion' },
  clusters: [[2, 31]],
  clusterAt: 0.5,
  worth: {
    decided: 40,
    hits: 22,
    hitRange: { low: 0.4, high: 0.69 },
    beforeCost: { meanBps: 1.2, range: { low: -2, high: 4.4 } },
    afterCost: { meanBps: -10.3, range: { low: -13.5, high: -7.1 } },
    forecasts: 55,
    rises: 28,
    brier: 0.2512,
    brierOfBase: 0.2499,
    reliability: [{ foretold: 0.525, count: 55, happened: 0.509, range: { low: 0.38, high: 0.64 } }],
  },
};

let asked: readonly AskedHost[];

beforeEach(() => {
  asked = installFakeHost({});
  replaceView(sampleView);
  useConnection.setState({ isLive: true });
});
afterEach(cleanup);

const show = () =>
  render(
    <TooltipProvider>
      <VotePanel />
    </TooltipProvider>,
  ).container;
const watchOf = (group: 'fast' | 'medium' | 'slow'): FlowWatch => ({ kind: 'vote', instrument: BTC, group });
const say = (update: Partial<VoteUpdate>, group: 'fast' | 'medium' | 'slow' = 'medium') =>
  act(() => announceFlow([{ key: flowKey(watchOf(group)), body: { ...voted, ...update } }]));
const watched = () =>
  commandsOf(asked)
    .map((each) => each as { command: string; payload: { flows: FlowWatch[] } })
    .findLast(({ command }) => command === 'watch')?.payload.flows ?? [];
const summary = () => screen.getByRole('region', { name: 'Decision' });

describe('the vote panel', () => {
  it('says how far the warm-up is, and what the first vote waits for', async () => {
    show();
    expect(screen.getByText('The formulas begin to read…')).toBeTruthy();
    say({ done: 0.25, past: { bars: 1000, of: 4000 }, decision: null });
    expect(await screen.findByText('Reading the past: 1,000 of 4,000 kept bars, 25%.')).toBeTruthy();
    say({ decision: null });
    expect(await screen.findByText(/first vote comes with the next closed minute/)).toBeTruthy();
  });

  it('shows the decision, why, the quorum and what calibration waits for', async () => {
    show();
    say({});
    await waitFor(() => expect(within(summary()).getByText('LONG')).toBeTruthy());
    const voices = within(summary()).getByRole('meter', { name: 'Independent voices' });
    expect(voices.getAttribute('aria-valuetext')).toBe('6.8, 5 needed');
    expect(within(summary()).getByText('57.6%')).toBeTruthy();
    expect(within(summary()).getByText('55 of 60 forecasts scored')).toBeTruthy();
    expect(within(summary()).getByText(/2 count of 2 ballots by 3 formulas/)).toBeTruthy();
    expect(within(summary()).getByText('+0.60')).toBeTruthy();
    say({ calibrated: 0.51 });
    expect(await within(summary()).findByText('51.0%')).toBeTruthy();
  });

  it('says that nobody has a record yet', async () => {
    show();
    const { decision } = voted;
    if (decision === null) throw new Error('the example has a decision');
    const competence = { probability: 0.51, low: 0.4, high: 0.62, outcomes: 0, hits: 0, isSkilful: false };
    const ballots = decision.ballots.map((each) => ({ ...each, competence }));
    say({ decision: { ...decision, winner: 0, reason: 'no-quorum', ballots } });
    expect(await screen.findByText(/every formula votes with the same small weight/)).toBeTruthy();
    expect(within(summary()).getByText('FLAT')).toBeTruthy();
  });

  it('lists every formula of the group', async () => {
    show();
    say({});
    const table = await screen.findByRole('table', { name: 'Who voted what' });
    expect(table.getAttribute('aria-rowcount')).toBe('4');
    for (const name of ['Ballot', 'Right', '90 % interval', 'Outcomes', 'Skill', 'Voice', 'Weight'])
      expect(within(table).getByRole('columnheader', { name })).toBeTruthy();
  });

  it('shows what votes were worth with intervals, and the clusters', async () => {
    show();
    say({});
    fireEvent.click(await screen.findByRole('button', { name: 'What it was worth' }));
    expect(await screen.findByText('40.0% to 69.0%')).toBeTruthy();
    expect(screen.getByText('−13.5 to −7.1'.replaceAll('−', '-'))).toBeTruthy();
    expect(screen.getByRole('img', { name: /53% said, 51% came, 55 times/ })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Clusters' }));
    expect(await screen.findByText('2 formulas, now worth 1.60 voices')).toBeTruthy();
  });

  it('watches the group that is chosen, and nothing when it is gone', async () => {
    show();
    await waitFor(() => expect(watched()).toEqual([watchOf('medium')]));
    fireEvent.click(screen.getByRole('button', { name: 'Fast · 1m' }));
    await waitFor(() => expect(watched()).toEqual([watchOf('fast')]));
    cleanup();
    await waitFor(() => expect(watched()).toEqual([]));
  });

  it('has no serious accessibility violation', async () => {
    const container = show();
    say({});
    await screen.findByRole('table', { name: 'Who voted what' });
    const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
});
