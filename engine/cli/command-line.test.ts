import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { run } from './command-line.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'edgewright-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

const within = (name: string) => ['--data-dir', join(folder, name), '--out', join(folder, name, 'out')];
const recordingIn = (name: string) => {
  const recordings = join(folder, name, 'recordings');
  return join(recordings, readdirSync(recordings)[0] ?? '');
};
const hashIn = (text: string) => /outcome +([0-9a-f]{64})/.exec(text)?.[1];

describe('the command line', () => {
  it('explains itself', async () => {
    const { code, text } = await run('--help');
    expect(code).toBe(0);
    for (const name of ['paper', 'replay', 'backtest', 'drift', 'delays', 'report', 'order', 'selftest']) {
      expect(text).toContain(name);
      expect((await run(name, '--help')).text).toContain(`usage: edgewright ${name}`);
    }
  });

  it.each([
    ['no command', [], /usage: edgewright/],
    ['an unknown command', ['trade'], /there is no command "trade"/],
    ['an unknown option', ['paper', '--fast'], /--fast/],
    ['minutes that are none', ['paper', '--minutes', 'ten'], /--minutes must be a number/],
    [
      'an unknown strategy',
      ['paper', '--strategies', 'money-machine'],
      /no strategy "money-machine"; there are renaissance-gate/,
    ],
    [
      'an unknown preset',
      ['paper', '--strategies', 'renaissance-gate:best'],
      /no preset "best"; it has corrected/,
    ],
    [
      'an unknown instrument',
      ['paper', '--strategies', 'buy-and-hold@DOGE/USDT'],
      /no instrument "DOGE\/USDT"/,
    ],
    ['a deposit of nothing', ['paper', '--deposit', '0'], /--deposit must be a decimal above zero/],
    ['a negative latency', ['paper', '--latency=-1'], /--latency must be whole ms/],
    [
      'two ways to draw delays',
      ['paper', '--latency-sigma', '0.4', '--latency-file', '/nowhere.csv'],
      /--latency-sigma and --latency-file are two ways/,
    ],
    [
      'a table of delays that is not there',
      ['paper', '--latency-file', '/nowhere.csv'],
      /--latency-file \/nowhere\.csv cannot be read: ENOENT/,
    ],
    [
      'a spread of nothing',
      ['paper', '--latency-sigma', '0'],
      /--latency-sigma must be a number from 0.001 to 3/,
    ],
    ['an unknown format', ['paper', '--format', 'doc'], /--format must be some of csv,json,html,pdf/],
    ['no file to test on', ['backtest'], /needs at least one recorded file/],
    ['a file that is not there', ['backtest', '/nowhere.ewrec'], /nowhere\.ewrec: cannot be read/],
    [
      'a session nobody recorded',
      ['drift', 'paper-none', '--data-dir', folder],
      /neither a file paper-none nor a recording/,
    ],
    ['a day that is none', ['drift', 'paper-none', '--day', '2024-02-30'], /--day must be a UTC day/],
    ['two recordings to replay', ['replay', 'a', 'b'], /exactly one recording, had 2/],
  ])('answers %s with exit code 2 and the reason', async (_what, args, message) => {
    const { code, text } = await run(
      ...args,
      ...(args.length > 0 && !['trade', 'replay', 'drift'].includes(args[0] ?? '') ? within('bad') : []),
    );
    expect(code).toBe(2);
    expect(text).toMatch(message);
  });

  it('trades on paper, leaves a report and a recording, and runs again without a difference', async () => {
    const first = await run('paper', '--minutes', '8', ...within('paper'));
    expect(first.code).toBe(0);
    const reports = readdirSync(join(folder, 'paper', 'out'), { recursive: true, encoding: 'utf8' });
    for (const ending of ['trades.csv', 'fills.csv', '.json', '.html', '.pdf']) {
      expect(reports.some((name) => name.endsWith(ending))).toBe(true);
    }
    const again = await run('replay', recordingIn('paper'), '--data-dir', join(folder, 'paper'));
    expect(again.text).toMatch(/[1-9]\d* outcomes, 0 differences/);
    expect(again.code).toBe(0);
    expect(hashIn(again.text)).toBe(hashIn(first.text));
  });

  it('splits a day on paper against itself as a backtest, and knows the session by its id', async () => {
    const id = /session +(\S+)/.exec(
      (await run('replay', recordingIn('paper'), '--data-dir', join(folder, 'paper'))).text,
    )?.[1];
    const same = await run('drift', id ?? '', '--data-dir', join(folder, 'paper'));
    expect(same.code).toBe(0);
    expect(same.text).toMatch(/2024-05-01 {2}USDT\n(.*\n){2} {2}difference +0 /);
    expect(same.text).toMatch(/[1-9]\d* outcomes, 0 differences/);
    expect(same.text).toContain('fewer than 20 days: the means say nothing yet');
    const slow = await run(
      'drift',
      recordingIn('paper'),
      '--data-dir',
      join(folder, 'paper'),
      '--latency',
      '900',
    );
    const difference = /difference +(\S+)/.exec(slow.text)?.[1];
    expect(difference).not.toBe('0');
    expect(/latency +(\S+)/.exec(slow.text)?.[1]).toBe(difference);
    const never = await run('drift', id ?? '', '--data-dir', join(folder, 'paper'), '--day', '2024-05-09');
    expect(never.text).toContain('has days 2024-05-01, not 2024-05-09');
    expect(never.code).toBe(2);
  });

  it('finds a difference when the recording was changed', async () => {
    const { path, text } = { path: recordingIn('paper'), text: readFileSync(recordingIn('paper'), 'utf8') };
    const changed = join(folder, 'changed.ewrec');
    // The same events under another delay of the venue: every fill comes later.
    writeFileSync(changed, text.replace('"orderMs":40', '"orderMs":99').replaceAll(/^\["#".*\n/gm, ''));
    expect(existsSync(path)).toBe(true);
    const again = await run('replay', changed, '--data-dir', join(folder, 'paper'));
    expect(again.code).toBe(1);
    expect(again.text).toMatch(/[1-9]\d* differences/);
  });

  it('writes the report of a stored session again, byte for byte', async () => {
    const files = (root: string) =>
      readdirSync(root, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => [entry.name, readFileSync(join(entry.parentPath, entry.name)).toString('base64')])
        .toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1));
    const before = files(join(folder, 'paper', 'out'));
    const { code } = await run('report', '--data-dir', join(folder, 'paper'), '--out', join(folder, 'again'));
    expect(code).toBe(0);
    expect(files(join(folder, 'again'))).toEqual(before);
  });

  it('lists what sessions there are', async () => {
    const { text } = await run('report', '--list', '--data-dir', join(folder, 'paper'));
    expect(text).toMatch(/^paper-\w+ {2}paper-\w+ {2}paper {2}\d+ events {2}finished$/m);
  });

  it('tests strategies on a session’s own recording', async () => {
    const { code, text } = await run(
      'backtest',
      recordingIn('paper'),
      '--strategies',
      'buy-and-hold',
      ...within('backtest'),
    );
    expect(code).toBe(0);
    expect(text).toMatch(/trades +1 closed/);
  });
});

const data = process.env['EDGEWRIGHT_DATA'];
const why = data ? '' : ' (skipped: EDGEWRIGHT_DATA names no folder of recorded data)';

describe(`on recorded frames of a real venue${why}`, () => {
  const spot = ['20240808', '20240809'].map((day) =>
    join(data ?? '', 'book', `binance-spot_BTCUSDT_${day}.raw.gz`),
  );
  const usdm = [join(data ?? '', 'book', 'binance-usdm_BTCUSDT_20240808.raw.gz')];

  it.skipIf(!data).each([
    ['spot', spot],
    ['usdm', usdm],
  ])(
    'the strategies run over the Binance %s session, a report comes out, and a second run is equal',
    async (name, paths) => {
      const strategies = 'renaissance-gate:as-described,renaissance-gate,buy-and-hold';
      const first = await run('backtest', ...paths, '--strategies', strategies, ...within(name));
      expect(first.code).toBe(0);
      expect(first.text).toMatch(/trades +[1-9]/);
      const again = await run('replay', recordingIn(name), '--data-dir', join(folder, name));
      expect(again.text).toMatch(/[1-9]\d* outcomes, 0 differences/);
    },
    60_000,
  );
});
