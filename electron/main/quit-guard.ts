import type { OpenedAccount } from '../../engine/contract/arming.ts';
import type { HostAnswer, HostQuestion } from '../../engine/contract/host-control.ts';
import type { DialogTexts } from './dialog-texts/dialog-texts.ts';
import type { HostTimers } from './host-timers.ts';
import type { NativeQuestion } from './native-question.ts';

/** What the engine last said about itself. */
export interface TradingNow {
  readonly runningStrategies: number;
  readonly openPositions: number;
  /** The real account that is open; null on paper. */
  readonly account: OpenedAccount | null;
}

export type QuitChoice = 'keep' | 'close-all' | 'stay';

/** What to ask before quitting; undefined when nothing is at stake. */
export function quitQuestion(
  { account, openPositions, runningStrategies }: TradingNow,
  texts: DialogTexts['quitting'],
): NativeQuestion<QuitChoice> | undefined {
  if (runningStrategies === 0 && openPositions === 0) return undefined;
  const positions = texts.positions(openPositions);
  const strategies = texts.strategies(runningStrategies);
  const kept = account === null ? texts.keptOnPaper : texts.keptAtVenue(account.accountName);
  const stay = { choice: 'stay', label: texts.stay } as const;
  return {
    message: texts.message(openPositions > 0 ? positions : strategies),
    detail: `${positions}, ${strategies}. ${texts.strategiesStop} ${kept}`,
    choices:
      openPositions > 0
        ? [{ choice: 'keep', label: texts.keep }, { choice: 'close-all', label: texts.closeAll }, stay]
        : [{ choice: 'keep', label: texts.quit }, stay],
  };
}

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
