import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bars } from './bars-bench.ts';
import { benchFolder } from './bench-folder.ts';
import { book, bookRecorded } from './book-bench.ts';
import { coldStart, memory, ports } from './desk-bench.ts';
import type { Benchmark } from './figures.ts';
import { journal } from './journal-bench.ts';
import { kernelRecorded, kernelSandbox } from './kernel-bench.ts';
import { describeMachine, describeVersions } from './machine.ts';

/** In this order, never two at once. */
const benchmarks: readonly Benchmark[] = [
  kernelSandbox,
  kernelRecorded,
  book,
  bookRecorded,
  bars,
  journal,
  ports,
  coldStart,
  memory,
];

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !benchmarks.some((each) => each.name === name));
if (unknown !== undefined) {
  console.error(
    `there is no benchmark ${JSON.stringify(unknown)}; there are ${benchmarks.map(({ name }) => name).join(', ')}`,
  );
  process.exitCode = 2;
} else {
  await measureAll(benchmarks.filter(({ name }) => wanted.length === 0 || wanted.includes(name)));
}

async function measureAll(chosen: readonly Benchmark[]): Promise<void> {
  const figures: Record<string, unknown> = {};
  for (const benchmark of chosen) {
    const measured = await benchmark.measure();
    figures[benchmark.name] = measured;
    const text = 'skipped' in measured ? `skipped: ${String(measured.skipped)}` : JSON.stringify(measured);
    console.log(`${benchmark.name.padEnd(15)} ${text}`);
  }
  const file = join(benchFolder(), 'bench.json');
  const result = {
    version: 1,
    date: new Date().toISOString(),
    machine: describeMachine(),
    versions: describeVersions(),
    figures,
  };
  writeFileSync(file, `${JSON.stringify(result, undefined, 2)}\n`);
  console.log(`\n${file}`);
}
