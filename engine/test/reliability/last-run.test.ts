import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lastRun } from './last-run.ts';
import { MEASURED_FOLDER, measured } from './measured.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const THIS_FILE = 'engine/test/reliability/last-run.test.ts';
const KILLS = 'R-ST-03';
const CUTS = 'R-ST-04';
const DAY = 1_795_305_600;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'edgewright-measured-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const left = () => ({
  vitestReport: join(folder, 'vitest.json'),
  playwrightReport: join(folder, 'playwright.json'),
  numbersFolder: join(folder, 'measured'),
});

function write(path: string, text: string, daysLater = 0): void {
  writeFileSync(path, text);
  utimesSync(path, DAY + daysLater * 86_400, DAY + daysLater * 86_400);
}

describe('what a run has left', () => {
  it('is nothing where nobody asked for numbers', () => {
    vi.stubEnv(MEASURED_FOLDER, '');
    measured(KILLS, `${1} kill`);
    expect(lastRun(root, left())).toEqual([]);
  });

  it('names the test that measured, and groups the digits of its numbers', () => {
    vi.stubEnv(MEASURED_FOLDER, left().numbersFolder);
    measured(KILLS, `${12_345_678} rows in ${1000} kills, ${0.123456} s`);
    const [finding, ...others] = lastRun(root, left());
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ requirement: KILLS, file: THIS_FILE });
    expect(finding?.shown.numbers).toBe('12,345,678 rows in 1,000 kills, 0.123456 s');
    expect(finding?.shown.measured).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  it('is what the later of two processes said, all of it', () => {
    const { numbersFolder } = left();
    const line = (numbers: string) =>
      `${JSON.stringify({ requirement: KILLS, file: 'a.test.ts', numbers })}\n`;
    mkdirSync(numbersFolder);
    write(join(numbersFolder, '9.jsonl'), line('first'));
    write(join(numbersFolder, '1.jsonl'), line('second') + line('third') + line('third'), 1);
    expect(lastRun(root, left())).toEqual([
      {
        requirement: KILLS,
        file: 'a.test.ts',
        shown: { measured: '2026-11-23', numbers: 'second; third' },
      },
    ]);
  });

  it('counts the cases whose titles name a requirement, those around them too, and leaves out skipped ones', () => {
    const cases = [
      { fullName: `${KILLS}: kills ${CUTS}: a cut`, status: 'passed' },
      { fullName: `${KILLS}: kills again`, status: 'failed' },
      { fullName: `${KILLS}: kills on a Sunday`, status: 'pending' },
    ];
    const report = { testResults: [{ name: join(root, 'engine/kill.test.ts'), assertionResults: cases }] };
    write(left().vitestReport, JSON.stringify(report));
    const file = 'engine/kill.test.ts';
    expect(lastRun(root, left())).toEqual([
      { requirement: KILLS, file, shown: { ran: '2026-11-22', passed: 1, failed: 1 } },
      { requirement: CUTS, file, shown: { ran: '2026-11-22', passed: 1, failed: 0 } },
    ]);
  });

  it('counts journeys as well, from the folder they are in', () => {
    const spec = (title: string, status: string) => ({
      file: 'launch/a.spec.ts',
      title,
      tests: [{ status }],
    });
    const inner = {
      title: `${KILLS}: two`,
      specs: [spec('at once', 'expected'), spec('later', 'unexpected')],
    };
    const suites = [{ title: 'launch/a.spec.ts', suites: [inner], specs: [spec(KILLS, 'skipped')] }];
    write(left().playwrightReport, JSON.stringify({ config: { rootDir: join(root, 'e2e') }, suites }));
    expect(lastRun(root, left())).toEqual([
      {
        requirement: KILLS,
        file: 'e2e/launch/a.spec.ts',
        shown: { ran: '2026-11-22', passed: 1, failed: 1 },
      },
    ]);
  });
});
