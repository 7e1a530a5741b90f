import type { OpenedAccount } from '../../engine/contract/arming.ts';
import type { HostAnswer, HostQuestion } from '../../engine/contract/host-control.ts';
import type { HostTimers } from './host-timers.ts';

/** What the engine last said about itself. */
export interface TradingNow {
  readonly runningStrategies: number;
  readonly openPositions: number;
  /** The real account that is open; null on paper. */
  readonly account: OpenedAccount | null;
}

export type QuitChoice = 'keep' | 'close-all' | 'stay';

export interface QuitQuestion {
  readonly message: string;
  readonly detail: string;
  readonly choices: readonly { readonly choice: QuitChoice; readonly label: string }[];
}

const KEEP = { choice: 'keep', label: 'Quit and keep positions' } as const;
const CLOSE_ALL = { choice: 'close-all', label: 'Close all positions and quit' } as const;
const STAY = { choice: 'stay', label: 'Stay' } as const;

/** What to ask before quitting; undefined when nothing is at stake. */
export function quitQuestion({
  account,
  runningStrategies,
  openPositions,
}: TradingNow): QuitQuestion | undefined {
  if (runningStrategies === 0 && openPositions === 0) return undefined;
  const positions = `${openPositions} ${openPositions === 1 ? 'position is' : 'positions are'} open`;
  const strategies = `${runningStrategies} ${runningStrategies === 1 ? 'strategy is' : 'strategies are'} running`;
  return {
    message: `Quit while ${openPositions > 0 ? positions : strategies}?`,
    detail: `${positions}, ${strategies}. Strategies stop when you quit. ${keptSentence(account)}`,
    choices: openPositions > 0 ? [KEEP, CLOSE_ALL, STAY] : [{ choice: 'keep', label: 'Quit' }, STAY],
  };
}

const keptSentence = (account: OpenedAccount | null): string =>
  account === null
    ? 'Positions you keep, with their stops, are in the journal and come back at the next start.'
    : `Positions of ${account.accountName} stay open at the venue, and so do their stops; nobody here watches them until you open the account again. The next start begins on paper.`;

export interface FlattenParts {
  readonly timers: HostTimers;
  readonly question: (question: HostQuestion) => Promise<HostAnswer>;
  readonly now: () => TradingNow;
}

const LOOK_EVERY_MS = 200;
const FLAT_LIMIT_MS = 15_000;

/** Closes every position and waits until none is open; false when that does not happen in 15 s. */
export async function flattenAndWait({ timers, question, now }: FlattenParts): Promise<boolean> {
  const answer = await question({ kind: 'flatten', because: 'quit and close all positions' });
  if (!answer.ok) return false;
  const startedAt = timers.now();
  return new Promise((resolve) => {
    const cancel = timers.every(LOOK_EVERY_MS, () => {
      const isFlat = now().openPositions === 0;
      if (!isFlat && timers.now() - startedAt < FLAT_LIMIT_MS) return;
      cancel();
      resolve(isFlat);
    });
  });
}
