import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundlePathOf } from './bundle-path.ts';
import { CONTENT_SECURITY_POLICY } from './content-security-policy.ts';
import { answerDesk } from './desk-response.ts';
import { measured } from '../../engine/test/reliability/measured.ts';

const SECRET = 'outside the bundle';
const steps = [
  '..',
  '%2e%2e',
  '%2E%2e',
  '..%00',
  '%252e%252e',
  '.%2e',
  '..;',
  '....',
  '%c0%ae%c0%ae',
  '．．',
];
const slashes = ['/', '%2f', '%5c', '\\', '%252f', '//', '/./', '%2F..%2f', '/%00/', '\\\\'];
const targets = ['secret.txt', 'secret.txt%00.html', 'SECRET.TXT', 'etc/passwd', 'index.html/../secret.txt'];

/** Ten ways to write "up", ten to write a slash, five goals: 500 URLs. */
const traversals = steps.flatMap((step) =>
  slashes.flatMap((slash) => targets.map((target) => `app://desk/${step}${slash}${step}${slash}${target}`)),
);

let bundle = '';
let root = '';

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'edgewright-bundle-'));
  bundle = join(root, 'a', 'bundle');
  mkdirSync(join(bundle, 'assets'), { recursive: true });
  mkdirSync(join(root, 'etc'));
  for (const folder of [root, join(root, 'a')]) writeFileSync(join(folder, 'secret.txt'), SECRET);
  writeFileSync(join(bundle, 'index.html'), '<!doctype html>');
  writeFileSync(join(bundle, 'assets', 'index-Bx_9.js'), 'let a = 1;');
  writeFileSync(join(bundle, '.hidden.js'), SECRET);
  writeFileSync(join(bundle, 'notes.txt'), SECRET);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('the interface served from app://desk', () => {
  it('knows its own files', () => {
    expect(bundlePathOf('app://desk/')).toBe('index.html');
    expect(bundlePathOf('app://desk/index.html?x=1#y')).toBe('index.html');
    expect(bundlePathOf('app://desk/assets/index-Bx_9.js')).toBe('assets/index-Bx_9.js');
  });

  it('gives nothing from outside for 500 ways to write a path upwards (R-SH-03)', async () => {
    expect(new Set(traversals).size).toBe(500);
    const leaks: string[] = [];
    for (const url of traversals) {
      const text = URL.canParse(url) ? await (await answerDesk(bundle, { url, method: 'GET' })).text() : '';
      if (text.includes(SECRET)) leaks.push(url);
    }
    measured('R-SH-03', `${traversals.length} ways upwards, ${leaks.length} out of the bundle`);
    expect(leaks).toEqual([]);
  });

  it.each([
    'file:///etc/passwd',
    'app://desk.evil/index.html',
    'app://DESK/index.html',
    'app://me@desk/index.html',
    'app://desk:81/index.html',
    'https://desk/index.html',
    'app:///index.html',
    'app:index.html',
    'no url',
    '',
    'app://desk/.hidden.js',
    'app://desk//server/share/a.js',
    'app://desk/C:/windows/a.js',
    'app://desk/assets/',
  ])('serves nothing for %s (R-SH-03)', (url) => {
    expect(bundlePathOf(url)).toBeUndefined();
  });

  it('sends the type, the policy and nosniff with every answer, found or not (R-SH-04)', async () => {
    const found = await answerDesk(bundle, { url: 'app://desk/assets/index-Bx_9.js', method: 'GET' });
    const missing = await answerDesk(bundle, { url: 'app://desk/assets/none.js', method: 'GET' });
    expect([found.status, missing.status]).toEqual([200, 404]);
    expect(found.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    for (const response of [found, missing]) {
      expect(response.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY);
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  it('serves no file of a kind an interface has not, and answers to GET only', async () => {
    expect((await answerDesk(bundle, { url: 'app://desk/notes.txt', method: 'GET' })).status).toBe(404);
    expect((await answerDesk(bundle, { url: 'app://desk/index.html', method: 'POST' })).status).toBe(404);
  });

  it('has the policy of the specification, to the letter (R-SH-04)', () => {
    expect(CONTENT_SECURITY_POLICY).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'none'; frame-src 'none'; worker-src 'self'; base-uri 'none'; form-action 'none'; object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default",
    );
  });
});
