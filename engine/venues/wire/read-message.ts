import { BrokenRule } from './frame-fields.ts';
import type { MalformedMessage, WireFrame, WireMessage } from './wire-frame.ts';

/** The largest message any venue sends is a whole book of 6 MB; what is longer is not even parsed. */
const MOST_CHARACTERS = 16 * 1_048_576;

/** A string, or else a number; strings come first so that digits inside them are left alone. */
const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;

/** What a venue's frame reader makes of a parsed message. */
export type FramesOf = (content: unknown) => readonly WireFrame[] | WireMessage;

/** Runs a frame reader on the text of one message; a broken rule becomes a value. */
export function readMessage(text: string, framesOf: FramesOf): WireMessage | MalformedMessage {
  return reading(text, () => framesOf(parsed(text)));
}

/** The same, with every number kept as the text the venue wrote, its trailing zeros included. */
export function readMessageOfNumbers(text: string, framesOf: FramesOf): WireMessage | MalformedMessage {
  return reading(text, () => framesOf(parsed(text, true)));
}

function reading(
  text: string,
  framesOf: () => readonly WireFrame[] | WireMessage,
): WireMessage | MalformedMessage {
  try {
    if (text.length > MOST_CHARACTERS) {
      throw new BrokenRule(
        `a message must not be longer than ${MOST_CHARACTERS} characters, had ${text.length}`,
      );
    }
    const frames = framesOf();
    return 'kind' in frames ? frames : { kind: 'message', connectionSequence: undefined, frames };
  } catch (error) {
    if (error instanceof BrokenRule) return { kind: 'malformed', rule: error.message };
    throw error;
  }
}

function parsed(text: string, isKeepingNumbers = false): unknown {
  try {
    const value: unknown = JSON.parse(text);
    if (!isKeepingNumbers) return value;
    return JSON.parse(
      text.replace(STRING_OR_NUMBER, (token) => (token.startsWith('"') ? token : `"${token}"`)),
    );
  } catch (error) {
    throw new BrokenRule(`a message must be JSON, began with ${JSON.stringify(text.slice(0, 24))}`, {
      cause: error,
    });
  }
}
