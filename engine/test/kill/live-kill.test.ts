import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openJournal } from '../../journal/open-journal.ts';
import { Random } from '../../numerics/random.ts';
import { COMPILED_BEFORE } from '../compiled-before.ts';
import { bundleChild } from './bundle-child.ts';
import { examine } from './examine.ts';
import { killEngine, type Moment } from './kill-engine.ts';
import { LIVE_ACCOUNT } from './live-account.ts';
import { VenueProcess, type VenueTruth } from './venue-process.ts';
import { measured } from '../reliability/measured.ts';

/** Deaths on each venue. */
const KILLS = Number(process.env['EDGEWRIGHT_LIVE_KILLS'] ?? 10);
/** With and without stops that travel inside the entry. */
const VENUES = ['Bybit perpetual', 'Binance USD-M'];
/** The longest a position may stand bare once an engine is there, in ms: fifteen seconds where replies get lost. */
const LONGEST_BARE_MS = 15_000;
/** By when the last engine agrees with its venue: what was on its way at its predecessor's death is known then. */
const QUIET_MS = 90_000;
const ENGINE = fileURLToPath(new URL('live-child.ts', import.meta.url));
const VENUE = fileURLToPath(new URL('venue-child.ts', import.meta.url));

const drawnMoment = (random: Random): Moment =>
  random.uniform() < 0.5 ? { lines: 1 + random.integer(300) } : { afterMs: random.integer(4000) };

/** The last engine trades nothing new; resolves with what it holds once its venue says the same. */
function rest(bundle: string, args: readonly string[], venue: VenueProcess): Promise<VenueTruth> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bundle, ...args, 'rest'], {
      env: COMPILED_BEFORE,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`not quiet within ${QUIET_MS} ms: ${said.slice(-300)} ${JSON.stringify(last)}`));
    }, QUIET_MS);
    let said = '';
    let last: VenueTruth | undefined;
    let isAsking = false;
    child.stdout.on('data', (chunk: Buffer) => {
      if (said === '') venue.tell('engine-up');
      said = (said + chunk.toString()).slice(-10_000);
      const quiet = said.split('\n').findLast((line) => line.startsWith('quiet '));
      if (quiet === undefined || isAsking) return;
      isAsking = true;
      void venue.truth().then((truth) => {
        isAsking = false;
        last = truth;
        if (truth.held !== Number(quiet.slice('quiet '.length)) || truth.openStopLots < truth.held) return;
        clearTimeout(timer);
        child.kill('SIGKILL');
        child.on('close', () => resolve(truth));
      });
    });
    child.on('error', reject);
  });
}

/** Lots and trades the journal has booked over all its sessions. */
function bookedIn(path: string): {
  readonly bought: number;
  readonly sold: number;
  readonly twice: readonly string[];
} {
  const opened = openJournal({ path, account: LIVE_ACCOUNT });
  if (!opened.ok) throw new Error(opened.failure.detail);
  const { journal } = opened;
  const ids: string[] = [];
  let [bought, sold] = [0, 0];
  for (const { description } of journal.sessions({ accountId: LIVE_ACCOUNT })) {
    for (const { outcome } of journal.outcomes(description.sessionId)) {
      if (outcome.kind !== 'order-filled') continue;
      ids.push(outcome.fill.fillId);
      if (outcome.fill.side === 'buy') bought += outcome.fill.lots;
      else sold += outcome.fill.lots;
    }
  }
  journal.close();
  return { bought, sold, twice: ids.filter((id, index) => ids.indexOf(id) !== index) };
}

describe.concurrent.each(VENUES)('an engine that is killed while it trades at %s', (pair) => {
  it(
    `R-ST-03, R-OR-03, R-OR-04, R-PR-04: loses no fill, sends no order twice and leaves nothing bare over ${KILLS} kills`,
    { timeout: 120_000 + KILLS * 20_000 },
    async () => {
      const name = pair.replaceAll(/\W/g, '-');
      const [engine, venueBundle] = [
        await bundleChild(ENGINE, `live-${name}`),
        await bundleChild(VENUE, `venue-${name}`),
      ];
      const random = new Random(pair.length);
      const folder = mkdtempSync(`${tmpdir()}/edgewright-live-kill-`);
      const path = `${folder}/journal.sqlite`;
      const venue = await VenueProcess.start(venueBundle, pair, 7);
      const { restUrl, wsUrl } = venue.urls;
      const args = (seed: number) => [path, pair, restUrl, wsUrl, String(seed)];
      const breaches: string[] = [];
      for (let kill = 0; kill < KILLS; kill += 1) {
        const said = await killEngine(engine, args(kill), drawnMoment(random), () => venue.tell('engine-up'));
        venue.tell('engine-down');
        const { breach } = examine({ path, accountId: LIVE_ACCOUNT, isReal: true }, said);
        if (breach !== undefined) breaches.push(`kill ${kill}: ${breach}`);
      }
      const truth = await rest(engine, args(KILLS), venue);
      venue.stop();
      const booked = bookedIn(path);
      const deaths = `${pair}: ${KILLS} kills`;
      measured('R-ST-03', `${deaths}, ${breaches.length} losses or halves`);
      measured('R-OR-03', `${deaths}, ${truth.orders} orders, ${truth.ordersTwice.length} of them twice`);
      const lots = truth.boughtLots - booked.bought + truth.soldLots - booked.sold;
      measured('R-OR-04', `${deaths}, ${lots} lots unbooked, ${booked.twice.length} fills booked twice`);
      measured(
        'R-PR-04',
        `${deaths}, bare for at most ${truth.longestBareMs.toFixed(0)} ms with an engine there`,
      );
      expect(breaches).toEqual([]);
      expect(truth.orders).toBeGreaterThan(KILLS);
      expect(truth.ordersTwice).toEqual([]);
      expect(booked).toEqual({ bought: truth.boughtLots, sold: truth.soldLots, twice: [] });
      expect(truth.longestBareMs).toBeLessThanOrEqual(LONGEST_BARE_MS);
      expect(truth.badSignatures).toBe(0);
      rmSync(folder, { recursive: true });
    },
  );
});
