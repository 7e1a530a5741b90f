const BAR_WIDTH = 28;
const REDRAW_EVERY_MS = 200;

/** Where progress is drawn; standard error in the program, a list in tests. */
export interface ProgressScreen {
  write(text: string): void;
  readonly isTerminal: boolean;
}

/** A bar on a terminal; without one, a line every tenth of the way. */
export class ProgressBar {
  readonly #screen: ProgressScreen;
  readonly #monotonicMs: () => number;
  readonly #startedAt: number;
  #drawnAt = -Infinity;
  #tenth = -1;

  constructor(screen: ProgressScreen, monotonicMs: () => number) {
    this.#screen = screen;
    this.#monotonicMs = monotonicMs;
    this.#startedAt = monotonicMs();
  }

  /** `share` is 0 to 1; `detail` says what has been done so far. */
  show(share: number, detail: string): void {
    const now = this.#monotonicMs();
    if (this.#screen.isTerminal) {
      if (now - this.#drawnAt < REDRAW_EVERY_MS && share < 1) return;
      this.#drawnAt = now;
      this.#screen.write(`\r${this.#line(share, detail, now)}\u001B[K`);
      return;
    }
    const tenth = Math.floor(share * 10);
    if (tenth <= this.#tenth) return;
    this.#tenth = tenth;
    this.#screen.write(`${this.#line(share, detail, now)}\n`);
  }

  end(): void {
    if (this.#screen.isTerminal) this.#screen.write('\n');
  }

  #line(share: number, detail: string, now: number): string {
    const filled = Math.round(Math.min(1, Math.max(0, share)) * BAR_WIDTH);
    const elapsed = (now - this.#startedAt) / 1000;
    const left = share > 0.02 && share < 1 ? `, ${((elapsed * (1 - share)) / share).toFixed(0)} s left` : '';
    const bar = `${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)}`;
    return `${bar} ${(share * 100).toFixed(0).padStart(3)} %  ${detail}${left}`;
  }
}
