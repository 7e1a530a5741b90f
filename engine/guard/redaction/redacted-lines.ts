import { HIDDEN } from './hide-patterns.ts';
import type { Redactor } from './redactor.ts';

/** A line that does not end is handed out in pieces of this many characters. */
const LONGEST_LINE = 16_384;
/** Characters that are held back of such a line, because a pattern may go on in the next piece. */
const HELD_BACK = 8192;

const PEM_BEGINS = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/;
const PEM_ENDS = /-----END [A-Z0-9 ]*PRIVATE KEY-----/;

/**
 * Redacts a stream that comes in pieces cut anywhere: a secret that begins in one piece and ends in
 * another is found, because only whole lines are handed out. Bytes of a letter may be cut, too.
 */
export class RedactedLines {
  readonly #redactor: Redactor;
  readonly #hand: (text: string) => void;
  readonly #decoder = new TextDecoder();
  #waiting = '';
  #isInsidePem = false;

  constructor(redactor: Redactor, hand: (text: string) => void) {
    this.#redactor = redactor;
    this.#hand = hand;
  }

  push(piece: Uint8Array | string): void {
    this.#waiting += typeof piece === 'string' ? piece : this.#decoder.decode(piece, { stream: true });
    for (let end = this.#waiting.indexOf('\n'); end >= 0; end = this.#waiting.indexOf('\n')) {
      const line = this.#waiting.slice(0, end);
      this.#waiting = this.#waiting.slice(end + 1);
      this.#line(line);
    }
    if (this.#waiting.length > LONGEST_LINE) this.#handPart();
  }

  /** The stream is over: what waits goes out. */
  end(): void {
    const rest = this.#waiting + this.#decoder.decode();
    this.#waiting = '';
    if (rest !== '') this.#line(rest);
  }

  #line(line: string): void {
    if (this.#isInsidePem) {
      this.#isInsidePem = !PEM_ENDS.test(line);
      return;
    }
    this.#isInsidePem = PEM_BEGINS.test(line) && !PEM_ENDS.test(line);
    const shown = this.#redactor.text(line.replace(/\r$/, ''));
    if (shown.trim() !== '') this.#hand(shown);
  }

  #handPart(): void {
    const shown = this.#redactor.text(this.#waiting);
    const heldBack = Math.max(HELD_BACK, this.#redactor.longest, HIDDEN.length);
    const out = shown.slice(0, Math.max(0, shown.length - heldBack));
    this.#waiting = shown.slice(out.length);
    if (out !== '') this.#hand(out);
  }
}
