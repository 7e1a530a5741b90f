import type { Random } from '../../../numerics/random.ts';

export type Regime = 'calm' | 'volatile' | 'trending';

interface RegimeCharacter {
  /** Multiplies volatility. */
  readonly volatility: number;
  readonly meanStayMs: number;
  /** Drift per minute as a share of the volatility of a minute. */
  readonly drift: number;
}

const CHARACTERS: Readonly<Record<Regime, RegimeCharacter>> = {
  calm: { volatility: 0.75, meanStayMs: 25 * 60_000, drift: 0 },
  volatile: { volatility: 1.5, meanStayMs: 9 * 60_000, drift: 0 },
  trending: { volatility: 1, meanStayMs: 12 * 60_000, drift: 0.24 },
};

/** The mood all instruments share: it stays for a while, then switches to one of the other two. */
export class RegimeSwitch {
  regime: Regime = 'calm';
  /** +1 upwards, -1 downwards; tells something only while trending. */
  direction: 1 | -1 = 1;
  #untilMs: number;
  readonly #random: Random;

  constructor(random: Random, startMs: number) {
    this.#random = random;
    this.#untilMs = startMs + random.exponential(CHARACTERS.calm.meanStayMs);
  }

  get volatility(): number {
    return CHARACTERS[this.regime].volatility;
  }

  /** Signed drift per minute as a share of the volatility of a minute. */
  get drift(): number {
    return CHARACTERS[this.regime].drift * this.direction;
  }

  advanceTo(nowMs: number): void {
    if (nowMs < this.#untilMs) return;
    const others = (['calm', 'volatile', 'trending'] as const).filter((regime) => regime !== this.regime);
    this.regime = this.#random.uniform() < 0.5 ? (others[0] ?? 'calm') : (others[1] ?? 'calm');
    this.direction = this.#random.uniform() < 0.5 ? 1 : -1;
    this.#untilMs = nowMs + this.#random.exponential(CHARACTERS[this.regime].meanStayMs);
  }
}
