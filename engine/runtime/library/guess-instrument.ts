/** Longest first, so that FDUSD is not taken for USD. */
const QUOTES = ['FDUSD', 'USDT', 'USDC', 'BUSD', 'TUSD', 'USD', 'EUR', 'BTC', 'ETH', 'BNB', 'TRY'] as const;
const PERPETUAL = /linear|usdm|futures|swap|perp/i;

/**
 * The instrument that a table's columns (`exchange`, `symbol`) or its file's name (`venue_SYMBOL_…`) speak
 * of; undefined where they do not. A proposal for the person to correct.
 */
export function guessInstrument(
  name: string,
  header: readonly string[],
  firstRow: readonly string[] | undefined,
): string | undefined {
  const cell = (column: string) => firstRow?.[header.indexOf(column)];
  const [nameVenue = '', ...rest] = name.replace(/\.(csv|gz|parquet|txt)\b/gi, '').split(/[_\s]+/);
  const venue = cell('exchange') ?? nameVenue;
  const symbols = [cell('symbol'), ...rest];
  for (const symbol of symbols) {
    const pair = symbol === undefined ? undefined : pairOf(symbol);
    if (pair !== undefined && /^[a-z]/i.test(venue))
      return idOf(venue, pair, PERPETUAL.test(`${venue}${symbol ?? ''}`));
  }
  return undefined;
}

function pairOf(symbol: string): { readonly base: string; readonly quote: string } | undefined {
  const plain = symbol.toUpperCase().replaceAll(/-PERP(ETUAL)?$|[^A-Z0-9]/g, '');
  const quote = QUOTES.find((each) => plain.endsWith(each) && plain.length > each.length + 1);
  return quote === undefined || /^\d/.test(plain)
    ? undefined
    : { base: plain.slice(0, -quote.length), quote };
}

function idOf(
  venue: string,
  { base, quote }: { readonly base: string; readonly quote: string },
  isPerpetual: boolean,
) {
  const market = /^[a-z]+/i.exec(venue)?.[0].toLowerCase() ?? 'imported';
  return `${market}:${base}/${quote}${isPerpetual ? `:${quote}` : ''}`;
}
