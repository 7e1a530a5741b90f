import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { COMPILED_BEFORE } from '../compiled-before.ts';
import { measured } from '../reliability/measured.ts';

const CHILD = fileURLToPath(new URL('zone-digests.ts', import.meta.url));
const ZONES = [
  'UTC',
  'America/New_York',
  'Europe/London',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'America/Sao_Paulo',
  'Africa/Casablanca',
] as const;

interface Told {
  readonly offsets: readonly number[];
  readonly digests: readonly string[];
}

async function askIn(zone: string): Promise<Told> {
  const { stdout } = await promisify(execFile)(process.execPath, [CHILD], {
    env: { ...COMPILED_BEFORE, TZ: zone },
  });
  return JSON.parse(stdout) as Told;
}

describe('an engine anywhere on earth', () => {
  it(
    `R-NU-05: writes the same reports and trades the same session in ${ZONES.length} time zones`,
    { timeout: 120_000 },
    async () => {
      const told: Told[] = [];
      for (const zone of ZONES) told.push(await askIn(zone));
      // Seventeen files and sessions, and as many different offsets as the zones had in 1970.
      expect(told[0]?.digests).toHaveLength(17);
      expect(new Set(told.map(({ offsets }) => offsets.join(' '))).size).toBeGreaterThan(5);
      const digests = new Set(told.map((each) => each.digests.join(' ')));
      measured(
        'R-NU-05',
        `${told.length} zones, ${digests.size} result of ${told[0]?.digests.length} files and sessions`,
      );
      for (const each of told) expect(each.digests).toEqual(told[0]?.digests);
    },
  );
});
