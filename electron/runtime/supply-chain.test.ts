import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectFolder } from './project-paths.ts';
import { runCommand } from './run-command.ts';
import { measured } from '../../engine/test/reliability/measured.ts';

interface LockEntry {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly hasInstallScript?: boolean;
}
interface Manifest {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly allowScripts: Readonly<Record<string, boolean>>;
}

const textOf = (...path: readonly string[]) => readFileSync(join(projectFolder, ...path), 'utf8');
const manifest = JSON.parse(textOf('package.json')) as Manifest;
const lock = JSON.parse(textOf('package-lock.json')) as { packages: Record<string, LockEntry> };
const entries = Object.entries(lock.packages).filter(([path]) => path !== '');
const nameOf = (path: string) => path.split('node_modules/').at(-1) ?? path;
const npmrc = textOf('.npmrc').split('\n');

describe('the supply chain', () => {
  it('R-SC-01: installs exact versions by their hash, and nothing else', () => {
    const wanted = { ...manifest.dependencies, ...manifest.devDependencies };
    const ranges = Object.entries(wanted).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version),
    );
    const withoutSum = entries.filter(([, { integrity = '' }]) => !integrity.startsWith('sha512-'));
    measured(
      'R-SC-01',
      `${entries.length} packages, ${withoutSum.length} without a checksum, ${ranges.length} ranges`,
    );
    expect(ranges).toEqual([]);
    expect(entries.length).toBeGreaterThan(500);
    expect(withoutSum).toEqual([]);
    for (const [name, version] of Object.entries(wanted))
      expect(lock.packages[`node_modules/${name}`]?.version, name).toBe(version);
    expect(npmrc).toContain('save-exact=true');
  });

  it('R-SC-01: is installed with npm ci, by the pipeline and by the guide', () => {
    expect(textOf('.ci', 'run')).toMatch(/^npm ci/m);
    const told = [textOf('README.md'), textOf('CONTRIBUTING.md'), textOf('.ci', 'run')].join('\n');
    expect(told).not.toMatch(/npm (?:install|i)(?:\s|$)(?!.*--min-release-age)/m);
  });

  it('R-SC-02: runs the install script of one package that is named, and of no other', () => {
    const withScript = entries.filter(([, entry]) => entry.hasInstallScript).map(([path]) => nameOf(path));
    const named = Object.keys(manifest.allowScripts);
    const allowed = named.filter((name) => manifest.allowScripts[name]);
    measured('R-SC-02', `${withScript.length} packages with a script, ${allowed.length} may run it`);
    expect(withScript.filter((name) => !named.includes(name))).toEqual([]);
    expect(Object.entries(manifest.allowScripts).filter(([, isAllowed]) => isAllowed)).toEqual([
      ['node', true],
    ]);
    const hooks = ['preinstall', 'install', 'postinstall', 'prepare', 'prepublish'];
    expect(hooks.filter((hook) => hook in manifest.scripts)).toEqual([]);
  });

  it('R-SC-03: takes nothing from git, nothing from an address, and nothing younger than a week', () => {
    expect(npmrc).toContain('allow-git=none');
    expect(npmrc).toContain('allow-remote=none');
    const fromElsewhere = entries.filter(([, { resolved = '' }]) => /^(?:git|http)/.test(resolved));
    measured('R-SC-03', `${entries.length} packages, ${fromElsewhere.length} from git or an address`);
    expect(fromElsewhere).toEqual([]);
    const note = textOf('docs', 'dependencies.md');
    expect(note).toContain('--min-release-age=7');
    // An exception has a date and a reason.
    expect(note).toMatch(/Exception of \d{4}-\d{2}-\d{2}: .+/);
  });

  it('R-SC-04: loads at most 60 packages at run time, and every package has its line in the note', () => {
    const atRunTime = entries.filter(([, { dev, devOptional }]) => dev !== true && devOptional !== true);
    measured('R-SC-04', `${atRunTime.length} packages at run time`);
    expect(atRunTime.length).toBeGreaterThan(5);
    expect(atRunTime.length).toBeLessThanOrEqual(60);
    const note = textOf('docs', 'dependencies.md');
    const unnamed = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.devDependencies)].filter(
      (name) => !name.startsWith('@types/') && !note.includes(name),
    );
    expect(unnamed).toEqual([]);
  });

  it('R-SC-05: lists every package of the lock file, and the list ships with the app', async () => {
    const args = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only', '--loglevel', 'error'];
    const { exitCode, output } = await runCommand('npm', args, { cwd: projectFolder, output: 'kept' });
    expect(exitCode).toBe(0);
    const list = JSON.parse(output.slice(output.indexOf('{'))) as {
      bomFormat: string;
      components: readonly { name: string; version: string }[];
    };
    expect(list.bomFormat).toBe('CycloneDX');
    const listed = new Set(
      list.components.map(({ name, version }) => `${name.split('/').at(-1)}@${version}`),
    );
    const locked = new Set(
      entries.map(([path, { version = '' }]) => `${nameOf(path).split('/').at(-1)}@${version}`),
    );
    const unlisted = [...locked].filter((component) => !listed.has(component));
    measured('R-SC-05', `${listed.size} components listed, ${unlisted.length} of the lockfile missing`);
    expect(unlisted).toEqual([]);
    expect(textOf('electron-builder.yml')).toMatch(/from: out\/sbom\.cdx\.json\s+to: sbom\.cdx\.json/);
  }, 60_000);

  it('R-SC-10: has no switched-off ways to send an order', () => {
    const rooms = ['engine/execution', 'engine/venues/live', 'engine/runtime/live', 'engine/risk'];
    const sources = rooms
      .filter((room) => existsSync(join(projectFolder, room)))
      .flatMap((room) =>
        readdirSync(join(projectFolder, room), { recursive: true, encoding: 'utf8' })
          .filter((name) => name.endsWith('.ts') && !/\.(?:test|fixture)\.ts$/.test(name))
          .map((name) => join(room, name)),
      );
    expect(sources.length).toBeGreaterThan(50);
    const dead = /if \((?:false|true)\)|feature[-_]?flag|process\.env|@ts-(?:ignore|nocheck)|\bFEATURE_/i;
    const switched = sources.filter((path) => dead.test(textOf(path)));
    measured('R-SC-10', `${sources.length} source files, ${switched.length} with a switched-off way`);
    expect(switched).toEqual([]);
    expect(manifest.scripts['verify']).toContain('npm run unused');
  });
});
