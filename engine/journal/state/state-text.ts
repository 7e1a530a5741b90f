import { createHash } from 'node:crypto';
import { PARTS_TAG } from '../canonical-json.ts';

/** A piece of a state's text that is stored by itself, under its own digest. */
export interface StatePart {
  /** SHA-256 of the text, lower-case hex: what the root names it by. */
  readonly digest: string;
  readonly text: string;
}

/**
 * The canonical JSON of a state, its long lists and texts in parts of their own. In the root stands
 * `{"$parts":["<digest>",…]}` for the texts of those parts with commas between them, so that the root's own
 * digest vouches for every part: none can be lost, changed or taken from another state unnoticed.
 */
export interface StateText {
  readonly root: string;
  /** Every part the root names, each once. */
  readonly parts: readonly StatePart[];
}

// No string of JSON can hold this: inside one every quotation mark follows a backslash.
const REFERENCE = /\{"\$parts":\[("[0-9a-f]{64}"(?:,"[0-9a-f]{64}")*)\]\}/g;

/** What stands in a root for these parts. */
export const referenceTo = (parts: readonly StatePart[]): string =>
  `{"${PARTS_TAG}":[${parts.map(({ digest }) => `"${digest}"`).join(',')}]}`;

/** The digests a root names, in order; one that is used twice is named twice. */
export function digestsIn(root: string): readonly string[] {
  return [...root.matchAll(REFERENCE)].flatMap(([, names = '']) => digestsOf(names));
}

/**
 * The whole text again.
 * @throws {RangeError} when a part is missing.
 */
export function joinedState(root: string, textOf: (digest: string) => string | undefined): string {
  return root.replaceAll(REFERENCE, (_reference, names: string) =>
    digestsOf(names)
      .map((digest) => {
        const text = textOf(digest);
        if (text === undefined) throw new RangeError(`part ${digest} of a stored state is missing`);
        return text;
      })
      .join(','),
  );
}

/** SHA-256 of a part's text, lower-case hex. */
export const partDigest = (text: string): string => createHash('sha256').update(text).digest('hex');

const digestsOf = (names: string): readonly string[] => names.slice(1, -1).split('","');
