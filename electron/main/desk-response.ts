import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { bundlePathOf } from './bundle-path.ts';
import { CONTENT_SECURITY_POLICY } from './content-security-policy.ts';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.map': 'application/json; charset=utf-8',
};

/** The response to one request: a file with its type and the policy, or 404 with the policy. */
export async function answerDesk(
  rendererFolder: string,
  request: Pick<Request, 'url' | 'method'>,
): Promise<Response> {
  const path = request.method === 'GET' ? bundlePathOf(request.url) : undefined;
  const contentType = path === undefined ? undefined : contentTypes[extname(path)];
  if (path === undefined || contentType === undefined) return notFound();
  const file = await readFile(join(rendererFolder, path)).catch(() => undefined);
  return file === undefined
    ? notFound()
    : new Response(new Uint8Array(file), { headers: headersFor(contentType) });
}

const notFound = () =>
  new Response('not found', { status: 404, headers: headersFor('text/plain; charset=utf-8') });

const headersFor = (contentType: string) => ({
  'Content-Type': contentType,
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
});
