import { okxChecksum } from '../wire/okx/okx-checksum.ts';
import { readOkxMessage } from '../wire/okx/okx-frame.ts';
import { okxListing } from '../wire/okx/okx-listing.ts';
import type { DialectOpener } from './capture-dialect.ts';
import { contentOf, entriesIn, listed, subscribed } from './session-instruments.ts';
import { TextDialect } from './text-dialect.ts';

/** A session on OKX's v5 public socket; its instruments are those of `public/instruments` it subscribed to. */
export const openOkxSession: DialectOpener = ({ answers, requests }, output) => {
  const wanted = subscribed(requests, (request) =>
    listed(entriesIn(request['args']), ({ instId }) => (typeof instId === 'string' ? instId : '')),
  );
  const known = answers
    .flatMap(({ text }) => listed(entriesIn(contentOf(text)['data']), okxListing))
    .filter(({ wireSymbol }) => wanted.has(wireSymbol));
  const listings = new Map(known.map((listing) => [listing.wireSymbol, listing]));
  return new TextDialect(
    { read: readOkxMessage, listings, promise: () => ({ checksum: okxChecksum }) },
    output,
  );
};
