import type { ServerResponse } from 'node:http';
import type { RestFault } from './fault-plan.ts';

const HTML = '<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>';

/** Answers a request as a fault wants it; `body` is what the truth would have been. */
export function failRequest(fault: RestFault, body: string, response: ServerResponse): void {
  switch (fault.kind) {
    case 'stall':
      return;
    case 'html':
      response.writeHead(200, { 'content-type': 'text/html' }).end(HTML);
      return;
    case 'cut':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
      response.write(body.slice(0, body.length / 2), () => response.destroy());
      return;
    case 'status': {
      const wait = fault.retryAfterS === undefined ? {} : { 'retry-after': String(fault.retryAfterS) };
      response.writeHead(fault.status, { 'content-type': 'text/html', ...wait }).end(HTML);
      return;
    }
  }
}
