import { describe, expect, it } from 'vitest';
import type { FromEngine } from '../../contract/host-control.ts';
import { Redactor } from '../../guard/redaction/redactor.ts';
import { redactFile } from './redact-file.ts';
import { redactMessage } from './redact-message.ts';
import { redactOutput } from './redact-output.ts';
import { serveVault } from './serve-vault.ts';
import { KeyDesk } from './key-desk.ts';

const SECRET = 'canary-secret-0815';
const knowing = () => {
  const redactor = new Redactor();
  redactor.hide(SECRET);
  return redactor;
};

/** A process that keeps what it says. */
function speaker() {
  const said: string[] = [];
  const exits: number[] = [];
  const listeners = new Map<string, (error: unknown) => void>();
  const write = (text: Uint8Array | string) => {
    said.push(String(text));
    return true;
  };
  return {
    said,
    exits,
    process: {
      stdout: { write },
      stderr: { write },
      on: (event: string, listener: (error: unknown) => void) => listeners.set(event, listener),
      exit: (code: number) => exits.push(code),
    },
    fail: (event: string, error: unknown) => listeners.get(event)?.(error),
  };
}

describe('what the engine process prints', () => {
  it('R-SEC-06: holds no secret, wherever the text is cut', () => {
    const { process, said } = speaker();
    redactOutput(process, knowing());
    process.stdout.write(`GET failed with ${SECRET.slice(0, 8)}`);
    process.stdout.write(`${SECRET.slice(8)} at the end\n`);
    process.stderr.write(`signature=abcdef0123\n`);
    expect(said).toEqual(['GET failed with [hidden] at the end\n', 'signature=[hidden]\n']);
  });

  it.each(['uncaughtException', 'unhandledRejection'])(
    'R-LC-10, R-SEC-06: ends at an unexpected error and holds no secret in its last words: %s',
    (event) => {
      const { exits, fail, process, said } = speaker();
      const last: string[] = [];
      redactOutput(process, knowing(), (text) => last.push(text));
      fail(event, new Error(`venue said ${SECRET}`, { cause: { headers: { 'X-BAPI-SIGN': 'deadbeef' } } }));
      expect(exits).toEqual([1]);
      expect(said).toEqual([]);
      expect(last.join('')).toContain('venue said [hidden]');
      expect(last.join('')).not.toMatch(/canary|deadbeef/);
    },
  );
});

describe('what the engine tells the host', () => {
  it.each<FromEngine>([
    { type: 'alert', level: 'error', text: `a ${SECRET}`, kept: `b ${SECRET}`, todo: `c ${SECRET}` },
    { type: 'answer', askId: 1, answer: { ok: false, detail: `it said ${SECRET}` } },
    { type: 'answer', askId: 1, answer: { ok: false, failure: { code: 'x', detail: `it said ${SECRET}` } } },
  ])('R-SEC-06: holds no secret: %o', (message) => {
    const told = JSON.stringify(redactMessage(knowing(), message));
    expect(told).toContain('[hidden]');
    expect(told).not.toContain('canary');
  });

  it('is the same where nothing went wrong', () => {
    const answer: FromEngine = { type: 'answer', askId: 1, answer: { ok: true, reply: { rows: [1, 2] } } };
    expect(redactMessage(knowing(), answer)).toBe(answer);
  });
});

describe('the port secrets come by', () => {
  it('R-SEC-01: answers without an echo and lets go of everything when the host is gone', async () => {
    const redactor = new Redactor();
    const desk = new KeyDesk({
      probe: () => Promise.resolve({ kind: 'not-accepted', venueCode: '1' }),
      redactor,
      dropping: () => undefined,
    });
    const heard = new Map<string, (event: { readonly data: unknown }) => void>();
    const answers: unknown[] = [];
    const port = {
      postMessage: (answer: unknown) => answers.push(answer),
      on: (event: string, listener: (event: { readonly data: unknown }) => void) =>
        heard.set(event, listener),
      start: () => undefined,
      close: () => undefined,
    };
    serveVault(port, redactor, () => Promise.resolve(desk));
    const bytes = (text: string) => new TextEncoder().encode(text);
    const key = {
      venue: 'bybit',
      apiKey: bytes('canary-key'),
      apiSecret: bytes(SECRET),
      passphrase: bytes(''),
    };
    heard.get('message')?.({ data: { type: 'hold', askId: 7, keyId: 'a', key } });
    expect(redactor.text(SECRET)).toBe('[hidden]');
    await expect.poll(() => answers).toEqual([{ type: 'held', askId: 7, fingerprint: 'cana' }]);
    expect(desk.heldIds).toEqual(['a']);
    heard.get('close')?.({ data: undefined });
    await expect.poll(() => desk.heldIds).toEqual([]);
  });
});

describe('a file of a report', () => {
  const file = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });
  const textOf = ({ bytes }: { readonly bytes: Uint8Array }) => new TextDecoder().decode(bytes);

  it('R-SEC-07: holds no secret that is held, and every hash it had', () => {
    const hash = '0a'.repeat(32);
    const shown = redactFile(knowing(), file('trades.csv', `reason,hash\n${SECRET},${hash}\n`));
    expect(textOf(shown)).toBe(`reason,hash\n[hidden],${hash}\n`);
  });

  it('is the same, byte by byte, where there is nothing to hide', () => {
    const plain = file('trades.json', '{"a":1}');
    expect(redactFile(knowing(), plain)).toBe(plain);
    expect(redactFile(undefined, plain)).toBe(plain);
    const pdf = file('trades.pdf', SECRET);
    expect(redactFile(knowing(), pdf)).toBe(pdf);
  });
});
