import { type KeyboardEvent, useState } from 'react';
import { useSettings } from '../../host-client/settings.ts';
import type { ClickTrading } from './use-click-trading.ts';

/** Rows a key goes down; up below zero. */
const STEPS: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1, PageUp: -10, PageDown: 10 };

/** The row chosen with the keys, and what keys do. */
interface LadderKeys {
  readonly selected: number | undefined;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** Arrows choose a row; where order hotkeys are on, letters trade at its price. */
export function useLadderKeys(
  rowCount: number,
  ticksOf: (row: number) => number,
  trading: ClickTrading,
): LadderKeys {
  const [chosen, setChosen] = useState<number | undefined>();
  const hotkeys = useSettings((settings) => settings.orderHotkeys);
  // A ladder that got lower has fewer rows; an order must never go to a price that is not on screen.
  const selected = chosen === undefined ? undefined : Math.min(chosen, rowCount - 1);
  return {
    selected,
    onKeyDown: (event) => {
      const step = STEPS[event.key];
      if (step !== undefined) {
        setChosen(Math.min(Math.max((selected ?? Math.floor(rowCount / 2)) + step, 0), rowCount - 1));
        event.preventDefault();
      }
      if (!hotkeys || selected === undefined || event.ctrlKey || event.metaKey) return;
      onOrderKey(event.key.toLowerCase(), ticksOf(selected), trading);
    },
  };
}

function onOrderKey(key: string, ticks: number, { cancel, place }: ClickTrading): void {
  if (key === 'b') place('buy', ticks);
  if (key === 's') place('sell', ticks);
  if (key !== 'x') return;
  cancel({ side: 'buy', ticks });
  cancel({ side: 'sell', ticks });
}
