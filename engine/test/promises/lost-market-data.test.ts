import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { DrawnNumbers } from '../../journal/fixtures/drawn-numbers.ts';
import { startEngine, temporaryFolders } from '../../runtime/engine-with-host.fixture.ts';
import { ManualClock } from '../../runtime/manual-clock.fixture.ts';
import { measured } from '../reliability/measured.ts';

const LOSSES = 50;
const folders = temporaryFolders();
afterEach(folders.removeAll);

describe(`a workstation whose market data was deleted or damaged in ${LOSSES} ways`, () => {
  it('R-ST-12: starts every time with the same position', { timeout: 120_000 }, async () => {
    const left = folders.newFolder();
    const first = await startEngine(left);
    await first.pass(3000);
    await first.ask('placeOrder', {
      instrument: 'sandbox:BTC/USDT:USDT',
      side: 'buy',
      sizeBase: '0.02',
      type: 'market',
    });
    await first.pass(2000);
    await first.engine.hear({ type: 'shutdown' });
    mkdirSync(`${left}/archive/day`, { recursive: true });
    writeFileSync(`${left}/archive/day/trades.parquet`, 'not a table');
    const draw = new DrawnNumbers(17);
    const sizes = new Set<string>();
    for (let turn = 0; turn < LOSSES; turn += 1) {
      const folder = folders.newFolder();
      cpSync(left, folder, { recursive: true });
      lose(folder, draw);
      const engine = await startEngine(folder, new ManualClock(first.clock.now() + 5000));
      sizes.add((await engine.view()).positions.map(({ sizeBase }) => sizeBase).join(' '));
      await engine.engine.hear({ type: 'shutdown' });
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder);
    }
    measured('R-ST-12', `${LOSSES} losses, as many starts, ${sizes.size} state of the position`);
    expect([...sizes]).toEqual(['0.02']);
  });
});

/** Deletes or damages recordings, archive or both. */
function lose(folder: string, draw: DrawnNumbers): void {
  const files = globSync(['recordings/*', 'archive/**/*.parquet', 'archive/*.json'], { cwd: folder });
  const isWhole = draw.between(0, 9) === 0;
  if (isWhole) for (const name of ['recordings', 'archive']) rmSync(`${folder}/${name}`, { recursive: true });
  else for (const file of files) damage(`${folder}/${file}`, draw);
}

function damage(path: string, draw: DrawnNumbers): void {
  const bytes = readFileSync(path);
  const at = draw.between(0, Math.max(0, bytes.length - 1));
  switch (draw.between(0, 3)) {
    case 0:
      return rmSync(path);
    case 1:
      return writeFileSync(path, bytes.subarray(0, at));
    case 2:
      bytes.fill(0, at);
      return writeFileSync(path, bytes);
    default:
      return writeFileSync(path, 'a file of another program');
  }
}
