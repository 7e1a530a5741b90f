import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Abstention, BallotKind, VoterBallot } from '../../domain/vote/vote-decision.ts';

/** In the order of their codes, which are kept for good: new ones come last. */
const BALLOTS = ['long', 'lean-long', 'neutral', 'lean-short', 'short'] as const satisfies BallotKind[];
const ABSTENTIONS = ['not-ready', 'stale', 'unsure'] as const satisfies Abstention[];
const SKILFUL = 0x80;
/** Number and code. */
const HEAD = 3;
/** Competence with its interval as floats of four bytes, and two whole numbers of outcomes. */
const RECORD = 20;
const SAID = 8;
const COUNTED = 8;
const MOST = HEAD + RECORD + SAID + COUNTED;

/** A ballot as it is kept: its category is that of its number. */
export type KeptBallot = Omit<VoterBallot, 'category'>;

/**
 * Ballots as bytes, 39 for one that was cast and 23 for a formula that says nothing, and less than half of it once they
 * are compressed. Numbers keep seven digits, as a float of four bytes has them; what was decided with them is kept
 * beside them in full.
 */
export function packBallots(ballots: readonly VoterBallot[]): Buffer {
  const bytes = Buffer.allocUnsafe(ballots.length * MOST);
  let at = 0;
  for (const ballot of ballots) at = writeBallot(bytes, at, ballot);
  return deflateRawSync(bytes.subarray(0, at), { level: 1 });
}

function writeBallot(bytes: Buffer, from: number, ballot: VoterBallot): number {
  const { competence } = ballot;
  let at = bytes.writeUInt16LE(ballot.id, from);
  at = bytes.writeUInt8(codeOf(ballot) | (competence.isSkilful ? SKILFUL : 0), at);
  at = bytes.writeFloatLE(competence.probability, at);
  at = bytes.writeFloatLE(competence.low, at);
  at = bytes.writeFloatLE(competence.high, at);
  at = bytes.writeUInt32LE(competence.outcomes, at);
  at = bytes.writeUInt32LE(competence.hits, at);
  if (!hasSaid(ballot)) return at;
  at = bytes.writeFloatLE(ballot.signal, at);
  at = bytes.writeFloatLE(ballot.confidence, at);
  if (ballot.ballot === undefined) return at;
  at = bytes.writeFloatLE(ballot.discount, at);
  return bytes.writeFloatLE(ballot.weight, at);
}

const hasSaid = ({ abstention, ballot }: Pick<VoterBallot, 'abstention' | 'ballot'>): boolean =>
  ballot !== undefined || abstention === 'unsure';

function codeOf({ abstention, ballot }: VoterBallot): number {
  if (ballot !== undefined) return BALLOTS.indexOf(ballot);
  return BALLOTS.length + ABSTENTIONS.indexOf(abstention ?? 'not-ready');
}

/**
 * Reads what {@link packBallots} wrote.
 * @throws {Error} when the bytes are something else.
 */
export function unpackBallots(packed: Buffer): KeptBallot[] {
  const bytes = inflateRawSync(packed);
  const ballots: KeptBallot[] = [];
  for (let at = 0; at < bytes.length;) {
    const [ballot, next] = readBallot(bytes, at);
    ballots.push(ballot);
    at = next;
  }
  return ballots;
}

function readBallot(bytes: Buffer, at: number): [KeptBallot, number] {
  const code = bytes.readUInt8(at + 2);
  const competence = {
    probability: bytes.readFloatLE(at + 3),
    low: bytes.readFloatLE(at + 7),
    high: bytes.readFloatLE(at + 11),
    outcomes: bytes.readUInt32LE(at + 15),
    hits: bytes.readUInt32LE(at + 19),
    isSkilful: (code & SKILFUL) !== 0,
  };
  const cast = castOf(code & ~SKILFUL);
  const said = at + HEAD + RECORD;
  const counted = said + (hasSaid(cast) ? SAID : 0);
  const isCast = cast.ballot !== undefined;
  const ballot = {
    id: bytes.readUInt16LE(at),
    signal: hasSaid(cast) ? bytes.readFloatLE(said) : 0,
    confidence: hasSaid(cast) ? bytes.readFloatLE(said + 4) : 0,
    ...cast,
    competence,
    logOdds: logOddsOf(competence.probability),
    discount: isCast ? bytes.readFloatLE(counted) : 0,
    weight: isCast ? bytes.readFloatLE(counted + 4) : 0,
  };
  return [ballot, counted + (isCast ? COUNTED : 0)];
}

/** A formula that is not better than a coin is in no sum. */
const logOddsOf = (probability: number): number => Math.max(0, Math.log(probability / (1 - probability)));

function castOf(code: number): Pick<VoterBallot, 'abstention' | 'ballot'> {
  const ballot = BALLOTS[code];
  if (ballot !== undefined) return { ballot };
  const abstention = ABSTENTIONS[code - BALLOTS.length];
  if (abstention === undefined) throw new RangeError(`no ballot has the code ${code}`);
  return { abstention };
}
