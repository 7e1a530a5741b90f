import { readFile } from 'node:fs/promises';
import { ENTRY_POLICY, ENTRY_STYLE, entryPage, type EntryPurpose } from './entry-page.ts';

/** The origin of the key-entry page: never that of the workstation. */
export const ENTRY_ORIGIN = 'app://key-entry';
export const ENTRY_PAGE = `${ENTRY_ORIGIN}/`;

/** Answers the three addresses the key-entry window may load; nothing else exists there. */
export async function answerEntry(
  request: Pick<Request, 'url' | 'method'>,
  purpose: EntryPurpose,
  scriptPath: string,
): Promise<Response> {
  if (request.method !== 'GET') return answer(404, 'text/plain', 'not found');
  switch (request.url) {
    case ENTRY_PAGE:
      return answer(200, 'text/html', entryPage(purpose));
    case `${ENTRY_ORIGIN}/style.css`:
      return answer(200, 'text/css', ENTRY_STYLE);
    case `${ENTRY_ORIGIN}/page.js`:
      return answer(200, 'text/javascript', await readFile(scriptPath, 'utf8'));
    default:
      return answer(404, 'text/plain', 'not found');
  }
}

const answer = (status: number, type: string, body: string): Response =>
  new Response(body, {
    status,
    headers: {
      'Content-Type': `${type}; charset=utf-8`,
      'Content-Security-Policy': ENTRY_POLICY,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-store',
    },
  });
