import type { Answer } from '../../../engine/contract/commands.ts';
import type { FlowWatch } from '../../../engine/contract/flow.ts';
import type { FlowBars } from '../../../engine/contract/footprint-commands.ts';
import { followFlow } from '../../engine-client/flow-updates.ts';
import { barsFrom, type KnownBars, withOlder, withUpdate } from './flow-bar.ts';

/** While the engine still reads the past, it is asked again after this long. */
const ASK_AGAIN_MS = 250;

/** What a client needs: the watch, and how to ask for the newest bars or those before a number. */
export interface FlowBarsQuestion {
  readonly watch: FlowWatch;
  readonly ask: (before?: number) => Promise<Answer<'footprint'> | Answer<'deltaBars'>>;
}

/** What is known so far, or why nothing is. */
export type FlowBarsState =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly detail: string }
  | { readonly state: 'known'; readonly known: KnownBars };

/** Keeps bars of order flow up to date from `start` until `stop`, and tells whenever they changed. */
export class FlowBarsClient {
  current: FlowBarsState = { state: 'loading' };
  readonly #question: FlowBarsQuestion;
  readonly #onChange: () => void;
  #endWatch: (() => void) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isAsking = false;
  #isAskingOlder = false;
  #isStopped = false;

  constructor(question: FlowBarsQuestion, onChange: () => void) {
    this.#question = question;
    this.#onChange = onChange;
  }

  start(): void {
    this.#endWatch = followFlow<FlowBars>(this.#question.watch, (update) => this.#take(update));
    void this.reload();
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    this.#endWatch?.();
  }

  /** Asks for the newest bars anew. */
  async reload(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    const answer = await this.#question.ask();
    this.#isAsking = false;
    if (this.#isStopped) return;
    if (!answer.ok) {
      this.#set({ state: 'failed', detail: answer.failure.detail });
      return;
    }
    this.#set({ state: 'known', known: barsFrom(answer.reply) });
    if (!answer.reply.isComplete) this.#timer = setTimeout(() => void this.reload(), ASK_AGAIN_MS);
  }

  /** Asks for bars before the oldest known one, if the engine has any. */
  async loadOlder(): Promise<void> {
    const { current } = this;
    if (current.state !== 'known' || this.#isAskingOlder) return;
    const first = current.known.bars[0];
    if (first === undefined || first.number <= current.known.oldestBar) return;
    this.#isAskingOlder = true;
    const answer = await this.#question.ask(first.number);
    this.#isAskingOlder = false;
    if (this.#isStopped || !answer.ok || this.current.state !== 'known') return;
    this.#set({ state: 'known', known: withOlder(this.current.known, answer.reply) });
  }

  #take(update: FlowBars): void {
    if (this.current.state !== 'known') return;
    const known = withUpdate(this.current.known, update);
    if (known === undefined) void this.reload();
    else this.#set({ state: 'known', known });
  }

  #set(state: FlowBarsState): void {
    this.current = state;
    this.#onChange();
  }
}
