import { readdirSync } from 'node:fs';
import { inProject, projectFolder } from './project-paths.ts';
import { runCommand } from './run-command.ts';

const layers = ['engine', 'electron', 'renderer'];
/** A check that saw less than this looked at the wrong folder or lost its TypeScript parser. */
const minimumModuleCount = 300;

/** What of dependency-cruiser's report is read here. */
type LayerReport = {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: {
    readonly violations: readonly {
      readonly from: string;
      readonly to: string;
      readonly rule: { readonly name: string };
    }[];
  };
};

/** Checks who imports whom, and that the check saw every source file. Answers the exit code. */
export async function checkLayers(): Promise<number> {
  const args = [...layers, '--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
  const { output } = await runCommand('depcruise', args, { cwd: projectFolder, output: 'kept' });
  const complaints = complaintsAbout(output, sourceFiles());
  for (const complaint of complaints) console.log(complaint);
  console.log(`layers: ${complaints.length} complaints`);
  return complaints.length === 0 ? 0 : 1;
}

/** Everything wrong with a report, one line each: forbidden imports first, then what was not looked at. */
export function complaintsAbout(output: string, files: readonly string[]): string[] {
  const report = parseReport(output);
  const seen = new Set(report.modules.map((module) => module.source));
  const imports = report.summary.violations.map(
    ({ rule, from, to }) => `${rule.name}: ${from} imports ${to}`,
  );
  const unseen = files.filter((file) => !seen.has(file)).map((file) => `not looked at: ${file}`);
  const isTooSmall = files.length < minimumModuleCount;
  const size = `at least ${minimumModuleCount} source files must be checked, found ${files.length}`;
  return [...imports, ...unseen, ...(isTooSmall ? [size] : [])];
}

function parseReport(output: string): LayerReport {
  const start = output.indexOf('{');
  if (start < 0) throw new Error(`dependency-cruiser must report JSON, said ${output.slice(0, 500)}`);
  return JSON.parse(output.slice(start, output.lastIndexOf('}') + 1)) as LayerReport;
}

function sourceFiles(): string[] {
  return layers.flatMap((layer) =>
    readdirSync(inProject(layer), { recursive: true, encoding: 'utf8' })
      .map((name) => `${layer}/${name.replaceAll('\\', '/')}`)
      .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts')),
  );
}
