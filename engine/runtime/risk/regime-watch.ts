import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { Regime } from '../../domain/risk/regime.ts';
import type { FeatureHandle } from '../../features/feature-handle.ts';
import type { FeatureHub } from '../../features/feature-hub.ts';
import type { RegimeReading } from '../../risk/sizing/regime-rules.ts';

const FORMULA = 'markov-chain-six-state';

/** States in the order in which the formula numbers them. */
const STATES: readonly Regime[] = [
  'bull-trend',
  'bear-trend',
  'high-volatility-range',
  'low-volatility-range',
  'breakout',
  'consolidation',
];

/** Follows the state of every market that somebody asks about, once asked. */
export class RegimeWatch {
  readonly #features: FeatureHub;
  readonly #handles = new Map<InstrumentId, FeatureHandle>();

  constructor(features: FeatureHub) {
    this.#features = features;
  }

  /** The state of a market; undefined while it is not known. */
  read(instrument: InstrumentId): RegimeReading | undefined {
    const handle = this.#handleOf(instrument);
    const regime = STATES[(handle.value ?? 0) - 1];
    if (regime === undefined) return undefined;
    const stay = handle.reading('expectedStay') ?? 1;
    const probability = 1 - 1 / Math.max(1, stay);
    if (regime !== 'breakout') return { regime, probability };
    return { regime, probability, breakout: handle.reading('shortGate') === 0 ? 'buy' : 'sell' };
  }

  /** Nobody asks any more. */
  release(): void {
    for (const handle of this.#handles.values()) handle.release();
    this.#handles.clear();
  }

  #handleOf(instrument: InstrumentId): FeatureHandle {
    const known = this.#handles.get(instrument);
    if (known) return known;
    const handle = this.#features.request(instrument, { formula: FORMULA });
    this.#handles.set(instrument, handle);
    return handle;
  }
}
