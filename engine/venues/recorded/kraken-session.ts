import { krakenChecksum } from '../wire/kraken/kraken-checksum.ts';
import { type KrakenListing, krakenListing } from '../wire/kraken/kraken-listing.ts';
import { readKrakenV1Message } from '../wire/kraken/kraken-v1-frame.ts';
import { readKrakenV2Message } from '../wire/kraken/kraken-v2-frame.ts';
import type { BookPromise } from '../wire/followed-book.ts';
import { type Fields, fieldsOf } from '../wire/frame-fields.ts';
import type { Listing } from '../wire/listing.ts';
import type { DialectOpener } from './capture-dialect.ts';
import { contentOf, listed, subscribed, textsIn } from './session-instruments.ts';
import type { SessionLine } from './session-lines.ts';
import { TextDialect } from './text-dialect.ts';

/** Levels of each side where a subscription names no depth. */
const USUAL_DEPTH = 10;

/** A session on Kraken's first or second socket; its instruments are those of `AssetPairs` it subscribed to. */
export const openKrakenSession: DialectOpener = ({ addresses, answers, requests }, output) => {
  const isSecond = [...addresses.values()].some((address) => /\/v2\/?$/.test(address));
  const wanted = subscribed(requests, (request) =>
    isSecond ? textsIn(paramsOf(request)['symbol']) : textsIn(request['pair']),
  );
  const nameOf = ({ v2Symbol, wireSymbol }: KrakenListing) => (isSecond ? v2Symbol : wireSymbol);
  const known = answers
    .flatMap(({ text }) => listed(Object.values(objectIn(contentOf(text)['result'])), krakenListing))
    .filter((listing) => wanted.has(nameOf(listing)));
  const listings = new Map(known.map((listing) => [nameOf(listing), listing]));
  const depth = depthOf(requests);
  const promise = ({ wireSymbol }: Listing): BookPromise => {
    const listing = known.find((candidate) => candidate.wireSymbol === wireSymbol);
    const places = listing && { price: listing.pricePlaces, size: listing.sizePlaces };
    return {
      depth,
      checksum: (bids, asks) => krakenChecksum(bids, asks, isSecond ? places : undefined),
    };
  };
  return new TextDialect(
    { read: isSecond ? readKrakenV2Message : readKrakenV1Message, listings, promise },
    output,
  );
};

const objectIn = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? fieldsOf(value, 'an object') : {};

const paramsOf = (request: Fields): Fields => objectIn(request['params']);

/** The depth of the book subscription among the requests. */
function depthOf(requests: readonly SessionLine[]): number {
  for (const { text } of requests) {
    const request = contentOf(text);
    const asked = { ...objectIn(request['subscription']), ...paramsOf(request) };
    if (Number.isSafeInteger(asked['depth'])) return asked['depth'] as number;
  }
  return USUAL_DEPTH;
}
