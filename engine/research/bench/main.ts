import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allBenchmarks } from './all-benchmarks.ts';
import { benchFolder } from './bench-folder.ts';
import type { Figures, Skipped } from './figures.ts';
import { describeMachine, describeVersions } from './machine.ts';

const names = allBenchmarks.map(({ name }) => name);
const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !names.includes(name));
if (unknown === undefined) {
  measureAll(names.filter((name) => wanted.length === 0 || wanted.includes(name)));
} else {
  console.error(`there is no benchmark ${JSON.stringify(unknown)}; there are ${names.join(', ')}`);
  process.exitCode = 2;
}

function measureAll(chosen: readonly string[]): void {
  const figures: Record<string, Figures | Skipped> = {};
  for (const name of chosen) {
    const measured = measureAlone(name);
    figures[name] = measured;
    const text = 'skipped' in measured ? `skipped: ${String(measured.skipped)}` : JSON.stringify(measured);
    console.log(`${name.padEnd(15)} ${text}`);
  }
  const file = join(benchFolder(), 'bench.json');
  const date = new Date().toISOString();
  const result = {
    version: 1,
    date,
    machine: describeMachine(),
    versions: describeVersions(),
    figures,
  };
  writeFileSync(file, `${JSON.stringify(result, undefined, 2)}\n`);
  console.log(`\n${file}`);
}

// In a process of its own: neither the memory nor the compiled code of one changes what another measures.
function measureAlone(name: string): Figures | Skipped {
  const program = join(import.meta.dirname, 'measure-one.ts');
  const text = execFileSync(process.execPath, ['--expose-gc', program, name], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(text) as Figures | Skipped;
}
