import { app, type BrowserWindow } from 'electron';
import type { DialogTexts } from './dialog-texts/dialog-texts.ts';
import { showQuestion, tell } from './native-dialogs.ts';
import { flattenAndWait, type FlattenParts, quitQuestion } from './quit-guard.ts';

export interface QuitFlowParts extends FlattenParts {
  readonly window: () => BrowserWindow | undefined;
  readonly shutdownEngine: () => Promise<void>;
  /** What the person reads, in the language of the settings. */
  readonly texts: () => DialogTexts;
}

/**
 * The way out of the app: ask when something is at stake, let the engine finish, then end. A
 * shutdown of the computer does not ask; it keeps positions and their stops.
 */
export class QuitFlow {
  readonly #parts: QuitFlowParts;
  #state: 'running' | 'asking' | 'finishing' | 'done' = 'running';

  constructor(parts: QuitFlowParts) {
    this.#parts = parts;
  }

  /** Takes over every wish to quit or to close the last window. */
  attach(): void {
    app.on('before-quit', (event) => this.#intercept(event));
    // The computer goes down or the session ends: nobody is there to answer a question.
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
      process.on(signal, () => void this.#finish());
  }

  guard(window: BrowserWindow): void {
    window.on('close', (event) => this.#intercept(event));
    window.on('session-end', () => void this.#finish());
  }

  #intercept(event: { preventDefault: () => void }): void {
    if (this.#state === 'done') return;
    event.preventDefault();
    if (this.#state === 'running') void this.#askAndFinish();
  }

  async #askAndFinish(): Promise<void> {
    this.#state = 'asking';
    if (await this.#mayQuit()) await this.#finish();
    else this.#state = 'running';
  }

  async #mayQuit(): Promise<boolean> {
    const { quitting: texts } = this.#parts.texts();
    const question = quitQuestion(this.#parts.now(), texts);
    if (!question) return true;
    const window = this.#parts.window();
    const choice = await showQuestion(window, question, 'stay');
    if (choice !== 'close-all') return choice === 'keep';
    if (await flattenAndWait(this.#parts)) return true;
    await tell(window, texts.notClosed, texts.notClosedDetail);
    return false;
  }

  async #finish(): Promise<void> {
    if (this.#state === 'finishing' || this.#state === 'done') return;
    this.#state = 'finishing';
    await this.#parts.shutdownEngine();
    this.#state = 'done';
    app.quit();
  }
}
