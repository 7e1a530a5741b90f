import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { peerCloses } from '../../contract-tests/peer-closes.ts';
import { told, type ToldValues } from '../../contract-tests/told-series.ts';
import { hashRibbons } from './hash-ribbons.ts';
import { issuedSatoshi, SATOSHI_PER_COIN } from './issuance.ts';
import { puellMultiple } from './puell-multiple.ts';

const folder = process.env['EDGEWRIGHT_DATA'];
const whyNot = folder === undefined ? ' (needs EDGEWRIGHT_DATA)' : '';
const DAY_MS = 86_400_000;

type Row = Readonly<Record<string, string>>;

/** Rows of a daily table by the names of its columns. */
function tableOf(name: string): Row[] {
  const text = gunzipSync(readFileSync(join(folder ?? '', 'onchain', `${name}.csv.gz`))).toString();
  const [header = '', ...lines] = text.trim().split('\n');
  const names = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(names.map((each, column) => [each, cells[column] ?? '']));
  });
}

/** Day number `index` of bitcoin at this price, with these series told at its end. */
const dayOf = (index: number, price: number, values: ToldValues) => {
  const time = (index + 1) * DAY_MS;
  const day = peerCloses([price], { intervalMs: DAY_MS, symbol: 'BTC/USD' });
  return [...told(time, values), ...day.map((step) => ({ ...step, time }))];
};

describe(`the measured chain of bitcoin${whyNot}`, () => {
  let days: { date: string; height: number; mined: number; blocks: number; price: number }[] = [];

  beforeAll(() => {
    if (folder === undefined) return;
    let blocks = 0;
    let mined = 0;
    days = tableOf('coinmetrics_btc_daily_to_2019-03-31').map((row) => {
      blocks += Number(row['blockCount']);
      mined += Number(row['generatedCoins']);
      const price = Number(row['price(USD)']);
      const date = row['date'] ?? '';
      return { date, height: blocks - 1, mined, blocks: Number(row['blockCount']), price };
    });
  });

  it.skipIf(folder === undefined)('has issued what the schedule says, within 300 coins', () => {
    expect(days.length).toBeGreaterThan(3000);
    // The table begins after the first block, and some miners claimed less than they might have.
    const apart = days.map(({ height, mined }) => Math.abs(issuedSatoshi(height) / SATOSHI_PER_COIN - mined));
    expect(Math.max(...apart)).toBeLessThan(300);
  });

  it.skipIf(folder === undefined)(
    'has its Puell peak at the top of 2017 and its trough in December 2018',
    () => {
      const run = puellMultiple.start(puellMultiple.defaults);
      const multiples = days
        .filter(({ price }) => price > 0)
        .map(({ blocks, date, height, price }, index) => {
          const values = { 'chain.height': height, 'chain.blocks-per-day': blocks };
          return { date, multiple: dayOf(index, price, values).map(run).at(-1) };
        })
        .flatMap(({ date, multiple }) =>
          multiple === undefined || date < '2015' ? [] : [{ date, multiple }],
        )
        .toSorted((a, b) => a.multiple - b.multiple);
      expect(multiples[0]?.date).toMatch(/^2018-12/);
      expect(multiples.at(-1)?.date).toMatch(/^2017-12/);
      expect(multiples.at(-1)?.multiple).toBeGreaterThan(4);
      expect(multiples[0]?.multiple).toBeLessThan(0.5);
    },
  );

  it.skipIf(folder === undefined)('recovers its hash rate after the falls of 2018, 2021 and 2022', () => {
    const hashRates = new Map(
      tableOf('btc_hashrate_daily').map((row) => [row['date'], Number(row['hashrate']) * 1e12]),
    );
    const run = hashRibbons.start(hashRibbons.defaults);
    const recoveries = tableOf('btc_price_volume_daily').flatMap((row, index) => {
      const date = row['date'] ?? '';
      const hashRate = hashRates.get(date);
      const known = hashRate === undefined ? {} : { 'chain.hash-rate': hashRate };
      dayOf(index, Number(row['price']), known).forEach((step) => run(step));
      return run.readings?.['recoveryAge']?.() === 0 ? [date.slice(0, 7)] : [];
    });
    expect(recoveries).toEqual(expect.arrayContaining(['2019-01', '2021-08', '2022-08']));
    // Events, not noise: about one or two a year.
    expect(recoveries.length).toBeLessThan(20);
  });
});
