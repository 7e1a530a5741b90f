import { describe, expect, it } from 'vitest';
import { complaintsAbout } from './check-layers.ts';

describe('complaintsAbout', () => {
  const files = Array.from({ length: 300 }, (_, index) => `engine/file-${index}.ts`);
  const modules = files.map((source) => ({ source }));

  it('is silent about a report that saw every file and no offense', () => {
    const report = { modules, summary: { violations: [] } };
    expect(complaintsAbout(JSON.stringify(report), files)).toEqual([]);
  });

  it('names rule, importer and imported', () => {
    const violation = { rule: { name: 'no-cycles' }, from: 'a.ts', to: 'b.ts' };
    const report = { modules, summary: { violations: [violation] } };
    expect(complaintsAbout(JSON.stringify(report), files)).toEqual(['no-cycles: a.ts imports b.ts']);
  });

  it('names a file the check did not look at', () => {
    const report = { modules: modules.slice(1), summary: { violations: [] } };
    expect(complaintsAbout(JSON.stringify(report), files)).toEqual(['not looked at: engine/file-0.ts']);
  });

  it('refuses a check of too few files', () => {
    const report = { modules: modules.slice(0, 5), summary: { violations: [] } };
    const complaints = complaintsAbout(JSON.stringify(report), files.slice(0, 5));
    expect(complaints).toEqual(['at least 300 source files must be checked, found 5']);
  });
});
