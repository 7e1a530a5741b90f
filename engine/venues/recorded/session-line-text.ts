/** What a line of a raw session says. */
export interface SessionLineContent {
  readonly kind: 'http' | 'connect' | 'send' | 'recv' | 'gap';
  readonly connection: string;
  /** Unix ms. */
  readonly time: number;
  /** Of the socket or of the REST call. */
  readonly address: string;
  readonly text: string;
}

/** The first line of a session. */
export const sessionHeaderText = (venue: string): string =>
  JSON.stringify({ t: 'header', format: 2, exchange: venue.toUpperCase() });

/** A line as session captures are written, without its end; read again it has the same time to the ms. */
export function sessionLineText({ address, connection, kind, text, time }: SessionLineContent): string {
  const head = { t: kind, conn: connection, ts: secondsOf(time) };
  const where =
    kind === 'http' ? { url: address } : kind === 'connect' || kind === 'send' ? { addr: address } : {};
  return JSON.stringify({ ...head, ...where, ...(kind !== 'connect' && { data: text }) });
}

/** Seconds whose milliseconds, cut off, are `time` again: a thousandth is no binary fraction. */
function secondsOf(time: number): number {
  const seconds = time / 1000;
  return Math.floor(seconds * 1000) === time ? seconds : seconds + 2 ** -22;
}
