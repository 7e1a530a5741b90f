import type { ServerResponse } from 'node:http';
import type { VenueClock } from '../../venue-clock.ts';
import type { TradingFault } from './trading-faults.ts';
import type { WireAnswer } from './trading-words.ts';

/** One request under way to its answer. */
export interface Reply {
  readonly response: ServerResponse;
  readonly clock: VenueClock;
  /** Lets the venue do what was asked, and answers as it would. */
  readonly honest: () => WireAnswer;
  readonly coded: (code: string) => WireAnswer;
  readonly usedHeader: string | undefined;
  readonly usedWeight: number;
}

const HTML = '<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>';
const UNMARKED = /"#n:(-?[\d.]+)"/g;

/** Answers a request as a fault wants it, or honestly. */
export function answerWithFault(fault: TradingFault | undefined, reply: Reply): void {
  const { clock, honest, response } = reply;
  switch (fault?.kind) {
    case undefined:
      return send(reply, honest());
    case 'request-lost':
      return void response.destroy();
    case 'request-stalled':
      return;
    case 'request-late':
      return void clock.after(fault.ms, () => send(reply, honest()));
    case 'reply-lost':
      honest();
      return void response.destroy();
    case 'reply-stalled':
      return void honest();
    case 'reply-late': {
      const answer = honest();
      return void clock.after(fault.ms, () => send(reply, answer));
    }
    case 'done-but':
      honest();
      return page(response, fault.status);
    case 'refused-but':
      return page(response, fault.status);
    case 'limited':
      return page(response, fault.status, fault.retryAfterS);
    case 'html':
      honest();
      return page(response, 200);
    case 'cut':
      return cut(response, textOf(honest()));
    case 'code':
      if (fault.isDone === true) honest();
      return send(reply, reply.coded(fault.code));
  }
}

function send({ response, usedHeader, usedWeight }: Reply, answer: WireAnswer): void {
  if (response.destroyed) return;
  const used = usedHeader === undefined ? {} : { [usedHeader]: String(usedWeight) };
  response.writeHead(answer.status, { 'content-type': 'application/json', ...used });
  response.end(textOf(answer));
}

/** Numbers that have to keep their digits are written as marked text and lose their quotes here. */
const textOf = ({ body }: WireAnswer): string => JSON.stringify(body).replace(UNMARKED, '$1');

function page(response: ServerResponse, status: number, retryAfterS?: number): void {
  const wait = retryAfterS === undefined ? {} : { 'retry-after': String(retryAfterS) };
  response.writeHead(status, { 'content-type': 'text/html', ...wait }).end(HTML);
}

function cut(response: ServerResponse, text: string): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': text.length });
  response.write(text.slice(0, text.length / 2), () => response.destroy());
}
