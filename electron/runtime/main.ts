import { checkLayers } from './check-layers.ts';
import { packageApp } from './package-app.ts';
import { prepare } from './prepare.ts';
import { runAllTests, runJourneysOnly } from './run-tests.ts';
import { develop, start } from './start.ts';
import { SystemPackagesMissing } from './system-packages.ts';

/** A command of package.json; it gets the arguments after `--` and answers the exit code. */
type Command = (args: readonly string[]) => Promise<number>;

const commands: Readonly<Record<string, Command>> = {
  start,
  prepare: async () => {
    await prepare(['window', 'test', 'package']);
    return 0;
  },
  test: runAllTests,
  journeys: runJourneysOnly,
  layers: checkLayers,
  package: packageApp,
  dev: develop,
};

const [name = '', ...args] = process.argv.slice(2);
const command = commands[name];
if (command === undefined) {
  console.error(`command must be one of ${Object.keys(commands).join(', ')}, was ${JSON.stringify(name)}`);
  process.exitCode = 2;
} else {
  process.exitCode = await runReporting(command);
}

async function runReporting(run: Command): Promise<number> {
  try {
    return await run(args);
  } catch (error) {
    if (!(error instanceof SystemPackagesMissing)) throw error;
    console.error(error.message);
    return 1;
  }
}
