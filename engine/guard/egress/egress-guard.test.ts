import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EgressRules } from './egress-rules.ts';
import { measured } from '../../test/reliability/measured.ts';

interface Attempt {
  readonly name: string;
  readonly result: string;
  readonly raised: readonly string[];
}

/** Lets a process with the guard try to escape; answers with what it printed and who came to our server. */
async function tryToEscape(mode: 'closed' | 'encrypted' | 'loopback' | 'open'): Promise<{
  attempts: readonly Attempt[];
  connections: number;
  marked: boolean;
}> {
  const folder = mkdtempSync(join(tmpdir(), 'edgewright-egress-'));
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const program = join(import.meta.dirname, 'fixtures', 'escape-attempts.ts');
  const marker = join(folder, 'escaped');
  const child = spawn(process.execPath, [program, String(port), marker, mode], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString('utf8')));
  await new Promise((ended) => child.once('close', ended));
  server.close();
  const marked = existsSync(marker);
  rmSync(folder, { recursive: true });
  const attempts = printed
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Attempt);
  return { attempts, connections, marked };
}

describe('a process behind the egress guard', () => {
  it('R-SC-08: cannot leave by any of more than 30 ways, and each attempt is told', async () => {
    const { attempts, connections, marked } = await tryToEscape('closed');
    measured('R-SC-08', `${attempts.length} ways out tried, ${connections} connections`);
    expect(attempts.length).toBeGreaterThanOrEqual(42);
    expect(attempts.filter(({ result }) => !result.startsWith('refused'))).toEqual([]);
    expect({ connections, marked }).toEqual({ connections: 0, marked: false });
    const silent = attempts.filter(({ raised }) => raised.length === 0).map(({ name }) => name);
    // Putting the original back fails by the language itself.
    expect(silent).toEqual(['putting the original back']);
    expect(attempts.flatMap(({ raised }) => raised).filter((alarm) => /[?&/]secret/.test(alarm))).toEqual([]);
  }, 60_000);
});

describe('the same attempts', () => {
  it.each(['open', 'loopback'] as const)(
    'reach this machine where that is allowed: %s',
    async (mode) => {
      const { attempts, connections } = await tryToEscape(mode);
      expect(attempts).toHaveLength(5);
      expect(connections).toBe(5);
      expect(attempts.flatMap(({ raised }) => raised)).toEqual([]);
    },
    60_000,
  );
});

describe('a venue of the table', () => {
  it('R-SC-08: is reached encrypted by every client there is, and in the clear by none', async () => {
    const { attempts, connections } = await tryToEscape('encrypted');
    // The server is no venue and ends each connection, so every attempt fails in the end; what counts is who came.
    const refused = attempts.filter(({ raised }) => raised.length > 0).map(({ name }) => name);
    expect(refused.toSorted()).toEqual(['http.get', 'net.connect by port']);
    expect([attempts.length, connections]).toEqual([5, 3]);
  }, 60_000);
});

describe('the rules of the egress guard', () => {
  const rules = new EgressRules({
    hosts: ['api.venue.example', 'ws.venue.example:8443'],
    allowsLoopback: false,
  });
  const may = (host: string, port: number, isEncrypted = true) =>
    rules.mayConnect({ host, port, isEncrypted });

  it('R-SC-08: allow hosts of the table on their port, encrypted', () => {
    expect(may('api.venue.example', 443)).toBe(true);
    expect(may('API.venue.example.', 443)).toBe(true);
    expect(may('ws.venue.example', 8443)).toBe(true);
  });

  it.each([
    ['api.venue.example', 443, false],
    ['api.venue.example', 80, true],
    ['ws.venue.example', 443, true],
    ['venue.example', 443, true],
    ['api.venue.example.evil.example', 443, true],
    ['evilapi.venue.example', 443, true],
    ['127.0.0.1', 443, true],
    ['localhost', 8080, false],
    ['::1', 443, true],
    ['', 443, true],
    ['api.venue.example', Number.NaN, true],
  ])('R-SC-08: refuse %s on port %d, encrypted: %s', (host, port, isEncrypted) => {
    expect(may(host, port, isEncrypted)).toBe(false);
  });

  it('allow this machine in test builds only', () => {
    const test = new EgressRules({ hosts: [], allowsLoopback: true });
    expect(test.mayConnect({ host: '127.0.0.1', port: 4000, isEncrypted: false })).toBe(true);
    expect(test.mayConnect({ host: '[::1]', port: 4000, isEncrypted: false })).toBe(true);
    expect(test.mayConnect({ host: '127.0.0.1.evil.example', port: 4000, isEncrypted: false })).toBe(false);
    expect([test.mayLookUp('localhost'), rules.mayLookUp('localhost')]).toEqual([true, false]);
  });

  it('allow the lock of the archive as the only name on this machine', () => {
    const lock = `edgewright-archive-${'0a'.repeat(12)}`;
    expect(rules.mayUseName(`\0${lock}`)).toBe(true);
    expect(rules.mayUseName(`/elsewhere/${lock}.sock`)).toBe(true);
    expect(rules.mayUseName(`\\\\.\\pipe\\${lock}`)).toBe(true);
    for (const other of ['/var/run/docker.sock', lock.slice(0, -1), `${lock}/x`, `evil${lock}`, '', '\0x'])
      expect(rules.mayUseName(other)).toBe(false);
  });

  it('allow what a person named, until it is taken back', () => {
    const end = rules.admit({ host: 'node.home.example', port: 8332, isEncrypted: true });
    expect([may('node.home.example', 8332), may('node.home.example', 8332, false)]).toEqual([true, false]);
    end();
    expect(may('node.home.example', 8332)).toBe(false);
  });
});
