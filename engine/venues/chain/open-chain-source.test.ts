import { describe, expect, it } from 'vitest';
import { openChainSource } from './open-chain-source.ts';

const open = (url: string) => openChainSource({ kind: 'esplora', url }, () => 0);

describe('the address of an endpoint', () => {
  it.each([
    ['https://mempool.space/api', 'mempool.space/api'],
    ['https://node.example:8443', 'node.example:8443'],
    ['http://127.0.0.1:3000/api/', '127.0.0.1:3000/api'],
    ['http://localhost:8332', 'localhost:8332'],
    ['http://[::1]:8332/', '[::1]:8332'],
  ])('may be %s', (url, endpoint) => {
    const opened = open(url);
    expect(opened.ok && opened.source.endpoint).toBe(endpoint);
  });

  it.each([
    ['http://mempool.space/api', 'an address is https, or http on this machine, was http://mempool.space'],
    [
      'http://192.168.1.10:3000',
      'an address is https, or http on this machine, was http://192.168.1.10:3000',
    ],
    ['ftp://127.0.0.1/', 'an address is https, or http on this machine, was ftp://127.0.0.1'],
    ['mempool.space', 'an address looks like https://host/api, was "mempool.space"'],
    ['https://a.example/api?key=1', 'an address has no ? and no #, was "https://a.example/api?key=1"'],
  ])('may not be %s', (url, detail) => {
    expect(open(url)).toEqual({ ok: false, detail });
  });

  it('holds no password, and the refusal does not repeat it', () => {
    const opened = open('https://me:hunter22@node.example/');
    expect(opened).toEqual({
      ok: false,
      detail: 'an address holds no user and no password; they have fields of their own',
    });
  });

  it('is on this machine where a cookie file is used', () => {
    const login = { kind: 'cookie', path: '/a' } as const;
    const far = openChainSource({ kind: 'node', url: 'https://node.example', login }, () => 0);
    expect(far).toMatchObject({ ok: false, detail: expect.stringContaining('node.example') });
    expect(openChainSource({ kind: 'node', url: 'http://127.0.0.1:8332', login }, () => 0).ok).toBe(true);
  });
});
