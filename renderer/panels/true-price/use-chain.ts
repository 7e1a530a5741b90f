import { create } from 'zustand';
import type { CommandName, InputOf } from '../../../engine/contract/commands.ts';
import type { ChainView, truePriceCommands } from '../../../engine/contract/true-price-commands.ts';
import { askEngine } from '../../engine-client/ask-engine.ts';
import { useAskedOften } from '../../engine-client/use-asked-often.ts';

const LOOK_EVERY_MS = 1000;

interface ChainState {
  readonly chain: ChainView | undefined;
  /** Why the last thing asked for was not done; empty when it was. */
  readonly refusal: string;
}

type ChainCommand = Extract<
  keyof typeof truePriceCommands,
  'askChain' | 'connectChain' | 'disconnectChain' | 'readRetargets' | 'tellChain' | 'typeRetargets'
> &
  CommandName;

/** What the engine knows of the chain. Kept outside of the panel: there is one chain. */
export const useChain = create<ChainState>(() => ({ chain: undefined, refusal: '' }));

const NOTHING = {};
const take = (chain: ChainView) => useChain.setState({ chain });

/** Looks at what the engine knows as long as somebody looks at the panel. The engine asks nobody for it. */
export const useChainWatch = (): void =>
  useAskedOften({ command: 'chain', payload: NOTHING, everyMs: LOOK_EVERY_MS, take });

/** Asks the engine to do something about the chain; answers whether it did. */
export async function doChain<Name extends ChainCommand>(
  command: Name,
  payload: InputOf<Name>,
): Promise<boolean> {
  const answer = await askEngine(command, payload);
  if (answer.ok) useChain.setState({ chain: answer.reply as ChainView, refusal: '' });
  else useChain.setState({ refusal: answer.failure.detail });
  return answer.ok;
}
