import { BrokenRule } from './frame-fields.ts';
import type { MalformedMessage, WireFrame, WireMessage } from './wire-frame.ts';

/** The largest message any venue sends is a whole book of 6 MB; what is longer is not even parsed. */
const MOST_CHARACTERS = 16 * 1_048_576;

/** Places a number of a market may be shifted by. */
const MOST_PLACES = 18;

/** A string, or else a number; strings come first so that digits inside them are left alone. */
const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;

/** What a venue's frame reader makes of a parsed message. */
export type FramesOf = (content: unknown) => readonly WireFrame[] | WireMessage;

/** Runs a frame reader on the text of one message; a broken rule becomes a value. */
export const readMessage = (text: string, framesOf: FramesOf): WireMessage | MalformedMessage =>
  reading(text, () => messageOf(framesOf(parsed(text))));

/** The same, with every number kept as the text the venue wrote, its trailing zeros included. */
export const readMessageOfNumbers = (text: string, framesOf: FramesOf): WireMessage | MalformedMessage =>
  reading(text, () => messageOf(framesOf(parsed(text, true))));

/** The same for a reader that makes something of its own of a message. */
export const parseMessageOfNumbers = <T>(text: string, read: (content: unknown) => T): T | MalformedMessage =>
  reading(text, () => read(parsed(text, true)));

const messageOf = (frames: readonly WireFrame[] | WireMessage): WireMessage =>
  'kind' in frames ? frames : { kind: 'message', connectionSequence: undefined, frames };

function reading<T>(text: string, read: () => T): T | MalformedMessage {
  try {
    if (text.length > MOST_CHARACTERS) {
      throw new BrokenRule(
        `a message must not be longer than ${MOST_CHARACTERS} characters, had ${text.length}`,
      );
    }
    return read();
  } catch (error) {
    if (error instanceof BrokenRule) return { kind: 'malformed', rule: error.message };
    throw error;
  }
}

function parsed(text: string, isKeepingNumbers = false): unknown {
  try {
    const value: unknown = JSON.parse(text);
    if (!isKeepingNumbers) return value;
    return JSON.parse(text.replace(STRING_OR_NUMBER, quoted));
  } catch (error) {
    throw new BrokenRule(`a message must be JSON, began with ${JSON.stringify(text.slice(0, 24))}`, {
      cause: error,
    });
  }
}

const quoted = (token: string): string => (token.startsWith('"') ? token : `"${plainNumber(token)}"`);

/** A JSON number without exponent: `1e-06` is `0.000001`. What is beyond any market is left as it is. */
function plainNumber(token: string): string {
  const match = /^(-?)(\d{1,18})(?:\.(\d{1,18}))?[eE]([+-]?\d{1,2})$/.exec(token);
  if (match === null) return token;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  if (Math.abs(Number(exponent)) > MOST_PLACES) return token;
  const padded = digits
    .padStart(digits.length + Math.max(0, 1 - point), '0')
    .padEnd(Math.max(point, digits.length), '0');
  const at = Math.max(point, 1);
  const rest = padded.slice(at);
  return sign + padded.slice(0, at) + (rest === '' ? '' : `.${rest}`);
}
