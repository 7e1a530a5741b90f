import { compileSoon } from '../../runtime/compiler-settings.ts';
import { allBenchmarks } from './all-benchmarks.ts';

/** Measures the benchmark named on the command line and prints its figures as JSON. */
const [name] = process.argv.slice(2);
const benchmark = allBenchmarks.find((each) => each.name === name);
if (!benchmark) throw new Error(`there is no benchmark ${JSON.stringify(name)}`);
// As the engine does.
compileSoon();
process.stdout.write(JSON.stringify(await benchmark.measure()));
