import { createHash } from 'node:crypto';
import { writeSync } from 'node:fs';
import { unixMs } from '../../domain/units/time.ts';
import { tradingHistory } from '../../journal/fixtures/trading-history.ts';
import { buildReportFiles } from '../../reports/build-report-files.ts';
import { PAPER, withJournal } from '../../reports/fixtures/reported-journal.ts';
import { DEFAULT_RISK } from '../../runtime/default-settings.ts';
import { Session } from '../../runtime/session.ts';
import { strategyCatalog } from '../../runtime/strategy-catalog.ts';
import { sandboxInstruments } from '../../venues/sandbox/instruments.ts';
import { createSandboxMarket } from '../../venues/sandbox/sandbox-market.ts';

/**
 * Run as a process of its own in some time zone: says which offset it lives by, and the digests of the
 * reports of two histories and of a paper session that trades over New Year's midnight.
 */

const YEAR_END = 1_735_689_600_000;
const MINUTE_MS = 60_000;

/** Forty days with the changes of clocks of spring; a year's end, a leap day and the weeks between. */
const SPRING = { seed: 12, trades: 140, days: 40 };
const LEAP = { seed: 13, trades: 160, days: 75, description: { startedAt: unixMs(1_703_980_800_000) } };

async function reportDigests(shape: Parameters<typeof tradingHistory>[0]): Promise<readonly string[]> {
  const files = await withJournal([tradingHistory(shape)], (journal) =>
    buildReportFiles(journal, PAPER, ['csv', 'json', 'html', 'pdf']),
  );
  return (files ?? []).map(
    ({ bytes, name }) => `${name} ${createHash('sha256').update(bytes).digest('hex')}`,
  );
}

function sessionDigest(): string {
  const startedAt = unixMs(YEAR_END - 2 * MINUTE_MS);
  const session = new Session(
    {
      sessionId: 'zones',
      accountId: 'paper',
      mode: 'paper',
      source: 'sandbox',
      seed: 7,
      startedAt,
      instruments: sandboxInstruments,
      currency: 'USDT',
      depositQuote: '10000',
      latency: { feedMs: 40, orderMs: 40, responseMs: 40 },
      risk: DEFAULT_RISK,
      engineVersion: '0.0.0',
    },
    strategyCatalog,
  );
  const market = createSandboxMarket({ seed: 7, startTime: startedAt });
  session.take({ kind: 'command', time: startedAt, command: { kind: 'begin' } });
  const instrument = sandboxInstruments[0]?.id ?? '';
  const start = {
    kind: 'start-strategy',
    runId: 'r',
    strategyId: 'buy-and-hold',
    instrument,
    params: {},
  } as const;
  session.take({ kind: 'command', time: startedAt, command: start });
  for (let event = market.next(); event && event.time < YEAR_END + 2 * MINUTE_MS; event = market.next())
    session.take(event);
  return session.hash.digest();
}

// oxlint-disable-next-line no-restricted-globals -- what the process believes about its zone is asked, not the time
const offsets = [0, 15_768_000_000].map((time) => new Date(time).getTimezoneOffset());
const digests = [...(await reportDigests(SPRING)), ...(await reportDigests(LEAP)), sessionDigest()];
writeSync(1, JSON.stringify({ offsets, digests }));
