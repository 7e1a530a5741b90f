import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { textsOf } from '../main/dialog-texts/texts-of.ts';
import { Redactor } from '../../engine/guard/redaction/redactor.ts';
import type { KeyProbe } from '../../engine/domain/venue/key-permissions.ts';
import type { ToVault } from '../../engine/contract/vault-line.ts';
import { openHostLog } from '../main/host-log.ts';
import { ManualTimers } from '../main/manual-timers.fixture.ts';
import { AccountDesk } from './account-desk.ts';
import { FakeKeyStore } from './fake-safe-storage.fixture.ts';
import { temporaryFolder, tradeOnlyRights, vaultOn } from './vault.fixture.ts';
import { VaultLine } from './vault-line.ts';
import { measured } from '../../engine/test/reliability/measured.ts';

const CANARIES = 50;
const VENUES = ['bybit', 'binance', 'okx', 'kraken', 'coinbase'] as const;

const formsOf = (secret: string): readonly Buffer[] => {
  const bytes = Buffer.from(secret, 'utf8');
  const texts = [
    secret,
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    bytes.toString('hex'),
    encodeURIComponent(secret),
    Array.from(secret).toReversed().join(''),
  ];
  return [...texts.map((text) => Buffer.from(text, 'utf8')), Buffer.from(secret, 'utf16le')];
};

const typed = (turn: number) => ({
  kind: 'submit' as const,
  venue: VENUES[turn % VENUES.length] ?? 'bybit',
  label: `Account ${turn}`,
  apiKey: `K${turn}ey-canary/${turn ** 5}+key of "${turn}"`,
  apiSecret: `canary/${turn}+secret=${turn ** 7}~of 'it' ü`,
  passphrase: `canary phrase ${turn ** 3}`,
});

/** What the venue says in each turn: fine, silent, dangerous, unknown, unreachable. */
function probeOf(turn: number): KeyProbe {
  const { expiresAtMs: _never, ...fine } = { ...tradeOnlyRights, expiresAt: undefined };
  const said: readonly KeyProbe[] = [
    { kind: 'told', permissions: fine as never },
    { kind: 'told', permissions: { ...fine, canWithdraw: undefined } as never },
    { kind: 'told', permissions: { ...fine, canTransfer: true } as never },
    { kind: 'not-accepted', venueCode: '10003' },
    { kind: 'unreachable', because: 'no answer' },
  ];
  return said[turn % said.length] ?? { kind: 'unreachable', because: 'no answer' };
}

describe('fifty secrets through everything that is done with keys', () => {
  it('R-SEC-01: leave no trace in any file, log, dialog, message or answer', async () => {
    const { folder, vault } = vaultOn(new FakeKeyStore());
    const logs = temporaryFolder();
    const redactor = new Redactor();
    const log = openHostLog(logs, () => 1_714_521_600_000, redactor);
    const shown: string[] = [];
    const given: ToVault[] = [];
    let turn = 0;
    let heard: (data: unknown) => void = () => undefined;
    const line = new VaultLine(new ManualTimers());
    line.attach({
      postMessage: (message) => {
        given.push(structuredClone(message));
        const { askId } = message;
        const hear = (data: unknown) => heard(data);
        if (message.type === 'probe')
          queueMicrotask(() => hear({ type: 'probed', askId, probe: probeOf(turn) }));
        else if (message.type === 'hold') {
          const fingerprint = new TextDecoder().decode(message.key.apiKey).slice(0, 4);
          queueMicrotask(() => hear({ type: 'held', askId, fingerprint }));
        } else queueMicrotask(() => hear({ type: 'dropped', askId, stillHeld: 0 }));
      },
      on: (_event, listener) => (heard = (data) => listener({ data })),
      start: () => undefined,
    });
    const desk = new AccountDesk({
      vault,
      line,
      question: (question) => {
        shown.push(JSON.stringify(question));
        // Something below prints what is in hand while a key is taken, as a careless dependency would.
        if (redactor.longest > 0)
          log(`asked ${typed(turn).apiSecret} and ${encodeURIComponent(typed(turn).apiKey)}`);
        const choices = question.choices.map(({ choice }) => choice);
        return Promise.resolve(choices[turn % 3 === 0 ? choices.length - 1 : 0] as never);
      },
      tell: (message, detail) => Promise.resolve(void shown.push(message, detail)),
      nowMs: () => 1_714_521_600_000,
      texts: () => textsOf('en'),
      restartEngine: () => Promise.resolve(),
      changed: () => undefined,
      letGo: () => undefined,
      isOpen: () => false,
      freeze: () => Promise.resolve(),
      warnOfGrowth: () => undefined,
      hide: (text) => redactor.hide(text),
      note: (text) => log(text),
    });
    for (turn = 0; turn < CANARIES; turn += 1) {
      shown.push(JSON.stringify(await desk.submit(typed(turn))));
      const { accounts } = await desk.list();
      shown.push(JSON.stringify(accounts));
      const id = accounts.at(-1)?.id;
      if (id === undefined) continue;
      shown.push(JSON.stringify([await desk.connect(id), await desk.check(id), await desk.list()]));
      if (turn % 7 === 0) shown.push(JSON.stringify([await desk.remove(id), await desk.lock()]));
    }
    const files = [folder, logs].flatMap((from) =>
      readdirSync(from).map((name) => readFileSync(join(from, name))),
    );
    const sinks = Buffer.concat([
      ...files,
      Buffer.from(shown.join('\n')),
      Buffer.from(JSON.stringify(process.argv)),
    ]);
    const secrets = Array.from({ length: CANARIES }, (_, index) => typed(index)).flatMap(
      ({ apiKey, apiSecret, passphrase }) => [apiKey, apiSecret, passphrase],
    );
    const leaks = secrets.filter((secret) => formsOf(secret).some((form) => sinks.includes(form)));
    measured(
      'R-SEC-01',
      `${secrets.length} secrets of ${CANARIES} keys, ${leaks.length} found in ${sinks.length} bytes`,
    );
    expect(leaks).toEqual([]);
    // The secrets did go where they belong, and the careless lines were written.
    expect(given.length).toBeGreaterThan(CANARIES);
    expect(sinks.toString('utf8').match(/asked \[hidden\] and \[hidden\]/g)?.length).toBeGreaterThan(20);
    expect(files.length).toBeGreaterThan(10);
  }, 30_000);
});
