import { describe, expect, it } from 'vitest';
import { RedactedLines } from './redacted-lines.ts';
import { Redactor } from './redactor.ts';

const SECRET = 'Canary/Secret+with=Every kind~of"sign';
const knowing = (...secrets: readonly string[]) => {
  const redactor = new Redactor();
  for (const secret of secrets) redactor.hide(secret);
  return redactor;
};
const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');

/** What a search for a leaked secret looks for. */
const leaksOf = (secret: string): readonly string[] => [
  secret,
  base64(secret).replace(/=+$/, ''),
  Buffer.from(secret).toString('hex'),
  encodeURIComponent(secret),
  Array.from(secret).toReversed().join(''),
  Array.from(secret).join('\0'),
];

describe('redaction by value', () => {
  it.each([
    ['as it is', SECRET],
    ['quoted as JSON', JSON.stringify({ a: SECRET })],
    ['in a URL', `https://x.example/?k=${encodeURIComponent(SECRET)}`],
    ['in a form', new URLSearchParams({ k: SECRET }).toString()],
    ['in base64', base64(SECRET)],
    ['in base64 behind one letter', base64(`u${SECRET}!`)],
    ['in base64 behind two letters', base64(`us${SECRET}?!`)],
    ['in base64 for URLs', Buffer.from(SECRET).toString('base64url')],
    ['in hex', Buffer.from(SECRET).toString('hex')],
    ['in hex with capitals', Buffer.from(SECRET).toString('hex').toUpperCase()],
    ['backwards', Array.from(SECRET).toReversed().join('')],
    ['in UTF-16', Buffer.from(SECRET, 'utf16le').toString('latin1')],
    ['in UTF-16 as hex', Buffer.from(SECRET, 'utf16le').toString('hex')],
  ])('R-SEC-06: hides a secret %s', (_how, text) => {
    const shown = knowing(SECRET).withoutValues(`before ${text} after`);
    expect(shown).toContain('[hidden]');
    expect(shown.startsWith('before ') && shown.endsWith(' after')).toBe(true);
    expect(leaksOf(SECRET).filter((leak) => shown.includes(leak))).toEqual([]);
    expect(shown).not.toMatch(/Canary/i);
  });

  it('hides each line of a key of several lines', () => {
    const pem = ['-----BEGIN EC PRIVATE KEY-----', 'MHcCAQEEIcanary1', 'oAoGCCqGcanary2', '-----END'].join(
      '\n',
    );
    const shown = knowing(pem).withoutValues('a MHcCAQEEIcanary1 b\nc oAoGCCqGcanary2 d');
    expect(shown).toBe('a [hidden] b\nc [hidden] d');
  });

  it('leaves a text alone that holds nothing, and ends when it is told to', () => {
    const redactor = new Redactor();
    const forget = redactor.hide('canary');
    expect(redactor.withoutValues('order 17 was filled at 64,000.5')).toBe('order 17 was filled at 64,000.5');
    expect(redactor.withoutValues('canary')).toBe('[hidden]');
    forget();
    expect(redactor.withoutValues('canary')).toBe('canary');
    expect(redactor.longest).toBe(0);
  });
});

describe('redaction by pattern', () => {
  const shown = (text: string) => new Redactor().text(text);

  it.each([
    ['GET https://api.x.example/v3/order?symbol=A&timestamp=1&signature=abcdef12', 'signature=[hidden]'],
    ['{"apiKey":"AAAA","symbol":"BTCUSDT"}', '"apiKey":[hidden],"symbol":"BTCUSDT"'],
    ["{ 'X-BAPI-SIGN': 'deadbeef', 'X-BAPI-TIMESTAMP': '1' }", "'X-BAPI-SIGN': [hidden], 'X-BAPI-TIMESTAMP'"],
    ['OK-ACCESS-PASSPHRASE: open sesame', 'OK-ACCESS-PASSPHRASE: [hidden]'],
    [
      'API-Sign: 4/dpxb3iT4tp/ZCVEwSnEsLxx0bqyhLpdfOpc6fn7OR8+UClSV5n9E6aSS8MPtnRfp32bAb0nmbRn6H8ndwLUQ==',
      'API-Sign: [hidden]',
    ],
    ['Authorization: Bearer abc.def', 'Authorization: Bearer [hidden]'],
    ['jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abcdefghijk end', 'jwt [hidden] end'],
    ['-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY----- end', '[hidden] end'],
    [`hash ${'0a'.repeat(32)} end`, 'hash [hidden] end'],
    ['mail to some.body+x@mail.example.com now', 'mail to [hidden] now'],
    [`token ${base64('aA0'.repeat(20))} end`, ' end'],
  ])('R-SEC-06: %s', (text, expected) => {
    expect(shown(text)).toContain(expected);
    expect(shown(text)).not.toMatch(
      /abcdef12|AAAA|deadbeef|sesame$|UClSV5n9|abc\.def|eyJhbG|MIIE|0a0a0a|some\.body/,
    );
  });

  it.each([
    'engine up, 2 restarts, last: exit code 9',
    'BTC/USDT:USDT filled 0.25 at 64,000.5, order 018f3a2b-8c4d-7e2f-9a1b-0c2d3e4f5a6b',
    'at Workstation.command (engine/runtime/workstation.ts:122:12)',
    'the recording has ended; outcome hash 3f2a9bd14c77e0aa',
    'H3 malformed: there is no such channel',
  ])('leaves what is ordinary: %s', (text) => {
    expect(shown(text)).toBe(text);
  });
});

describe('redaction of texts made to take long', () => {
  it.each([
    ['one word', 'a'.repeat(200_000)],
    ['a word that could be a mail address', `${'a.'.repeat(100_000)}@`],
    ['a word of headers', 'x-'.repeat(100_000)],
    ['quotes that do not end', `signature="${'\\\\'.repeat(50_000)}`],
    ['keys that do not end', '-----BEGIN PRIVATE KEY-----'.repeat(5000)],
    ['names without values', 'sign sign= '.repeat(20_000)],
    ['tokens that are none', `eyJ${'a'.repeat(100_000)}.`],
  ])('is done within the time of a test: %s', (_what, text) => {
    // A pattern that begins anew at every letter would take minutes and end the test by its time.
    expect(new Redactor().text(text).length).toBeLessThanOrEqual(2 * text.length);
  });
});

describe('redaction of a stream', () => {
  const through = (redactor: Redactor, pieces: readonly (string | Uint8Array)[]) => {
    const out: string[] = [];
    const lines = new RedactedLines(redactor, (text) => out.push(text));
    for (const piece of pieces) lines.push(piece);
    lines.end();
    return out.join('\n');
  };

  it('R-SEC-06: finds a secret wherever the stream is cut', () => {
    const bytes = Buffer.from(`first line\nkey is ${SECRET}, ü\nlast line\n`);
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      const shown = through(knowing(SECRET), [bytes.subarray(0, cut), bytes.subarray(cut)]);
      expect(shown).toBe('first line\nkey is [hidden], ü\nlast line');
    }
    expect(
      through(
        knowing(SECRET),
        [...bytes].map((byte) => Uint8Array.of(byte)),
      ),
    ).toContain('[hidden], ü');
  });

  it('R-SEC-06: finds a secret in a line of a megabyte that never ends, wherever it stands', () => {
    for (const before of [0, 8000, 16_380, 16_384, 24_576, 100_000]) {
      const text = `${'x '.repeat(before / 2)}${SECRET}${' y'.repeat(20_000)}`;
      const pieces = text.match(/[\s\S]{1,1000}/g) ?? [];
      const shown = through(knowing(SECRET), pieces).replaceAll('\n', '');
      expect(shown).toContain('[hidden]');
      expect(shown).not.toContain('Canary');
    }
  });

  it('hides a private key that comes line by line', () => {
    const pem = '-----BEGIN EC PRIVATE KEY-----\nMHcCAQ\nEEI\n-----END EC PRIVATE KEY-----\nafter';
    expect(through(new Redactor(), [pem])).toBe('[hidden]\nafter');
  });
});
