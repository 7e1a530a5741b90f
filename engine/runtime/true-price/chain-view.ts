import type { ChainNumberView, ChainView } from '../../contract/true-price-commands.ts';
import type { ChainSource, ChainTip } from '../../venues/chain/chain-source.ts';

/** The newest block we were told of. */
export interface KnownTip {
  readonly tip: ChainTip;
  readonly heardMs: number;
  /** Host of the endpoint. */
  readonly from: string;
}

/** How a source does. */
export interface SeenConnection {
  readonly source: ChainSource;
  readonly isAsking: boolean;
  readonly isReading: boolean;
  /** Questions in a row that were not answered, and why the last one was not. */
  readonly failures: number;
  readonly failure: string;
  readonly readFailure: string;
  readonly nextAskMs: number;
}

type OfConnection = 'endpoint' | 'failure' | 'isReadingRetargets' | 'kind' | 'nextAskMs' | 'state';
type OfKnown = 'blockTime' | 'difficulty' | 'height' | 'price';

/** A source as windows see it: its address, never its secrets. */
export function viewOfConnection(
  seen: SeenConnection | undefined,
  known: KnownTip | undefined,
): Pick<ChainView, OfConnection> {
  if (seen === undefined)
    return {
      state: 'off',
      kind: null,
      endpoint: '',
      failure: '',
      nextAskMs: null,
      isReadingRetargets: false,
    };
  const { failure, isReading, nextAskMs, readFailure, source } = seen;
  const troubles = [failure, readFailure, known?.tip.priceTrouble ?? ''].filter((trouble) => trouble !== '');
  return {
    state: stateOf(seen),
    kind: source.kind,
    endpoint: source.endpoint,
    failure: troubles.join('; '),
    nextAskMs,
    isReadingRetargets: isReading,
  };
}

/** Each number of the newest block with its age. */
export function viewOfKnown(known: KnownTip | undefined): Pick<ChainView, OfKnown> {
  const { from = '', heardMs = 0, tip } = known ?? {};
  const view = (value: number | undefined): ChainNumberView | null =>
    value === undefined ? null : { value, heardMs, from };
  return {
    height: view(tip?.height),
    difficulty: view(tip?.difficulty),
    blockTime: view(tip?.blockTime),
    price: view(tip?.priceUsd),
  };
}

function stateOf({ failures, isAsking }: SeenConnection): ChainView['state'] {
  if (isAsking) return 'asking';
  return failures > 0 ? 'failing' : 'connected';
}
