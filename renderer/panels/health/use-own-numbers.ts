import { useState } from 'react';
import type { NumbersView } from '../../../engine/contract/number-commands.ts';
import { useAskedOften } from '../../engine-client/use-asked-often.ts';

const LOOK_EVERY_MS = 2000;
const NOTHING = {};

/** What the engine read of a person's own numbers, as long as somebody looks; undefined before the first answer. */
export function useOwnNumbers(): NumbersView | undefined {
  const [view, take] = useState<NumbersView>();
  useAskedOften({ command: 'ownNumbers', payload: NOTHING, everyMs: LOOK_EVERY_MS, take });
  return view;
}
