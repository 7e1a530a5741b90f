import { readCoinbaseMessage } from '../wire/coinbase/coinbase-frame.ts';
import { coinbaseListing } from '../wire/coinbase/coinbase-listing.ts';
import type { DialectOpener } from './capture-dialect.ts';
import { contentOf, entriesIn, listed, subscribed, textsIn } from './session-instruments.ts';
import { TextDialect } from './text-dialect.ts';

/** A session on Coinbase's Advanced Trade socket; its instruments are those of the product list it subscribed to. */
export const openCoinbaseSession: DialectOpener = ({ answers, requests }, output) => {
  const wanted = subscribed(requests, (request) => textsIn(request['product_ids']));
  const isWanted = (entry: unknown) =>
    wanted.has((entry as { product_id?: string } | null)?.product_id ?? '');
  const known = answers.flatMap(({ text }) =>
    listed(entriesIn(contentOf(text)['products']).filter(isWanted), coinbaseListing),
  );
  const listings = new Map(known.map((listing) => [listing.wireSymbol, listing]));
  return new TextDialect({ read: readCoinbaseMessage, listings, promise: () => ({}) }, output);
};
