import { plainText } from '../catalogue-entry.ts';
import type { AnyFormula } from '../formula.ts';
import { memoryText } from '../memory/memory-of.ts';

const WARNING = '<!-- Written by write-formula-docs.ts from the formula files. Do not edit. -->';

const MEMORY_EXPLAINED =
  '*Memory* says how long the values of a formula still depend on when it began, as a test of every formula has it: two runs of which one saw more of the past are compared, with the settings of that test, and the difference is told in parts of the largest value. Other settings have other numbers of the same order. What lasts is named with its reason: two charts that began at different times may then differ for good.';

/** A page of the reference: its name in the folder and its text. */
export interface DocsPage {
  readonly name: string;
  readonly text: string;
}

/** The reference of all formulas: an index with every id, and one page a family. */
export function formulaPages(formulas: readonly AnyFormula[]): readonly DocsPage[] {
  const sorted = formulas.toSorted((one, other) => orderOf(one) - orderOf(other));
  const families = [...new Set(sorted.map(({ family }) => family))].toSorted();
  return [
    { name: 'README.md', text: indexText(sorted, families) },
    ...families.map((family) => ({
      name: `${family}.md`,
      text: familyText(
        family,
        sorted.filter((formula) => formula.family === family),
      ),
    })),
  ];
}

/** The formulas of the catalogue by number, then the plain indicators by theirs. */
const orderOf = ({ id }: AnyFormula): number => Number(id.slice(1)) + (id.startsWith('I') ? 10_000 : 0);

function indexText(formulas: readonly AnyFormula[], families: readonly string[]): string {
  const rows = formulas.map(
    (formula) =>
      `| ${link(formula)} | ${cell(formula.title)} | \`${formula.key}\` | ${formula.family} | ${roleOf(formula)} | ${cell(formula.output.unit)} |`,
  );
  const catalogued = formulas.filter(({ id }) => id.startsWith('F')).length;
  return page([
    '# Formula reference',
    `${catalogued} formulas of the catalogue (F) and ${formulas.length - catalogued} plain indicators (I). How to find, watch and draw them: [the formula explorer](../formula-explorer.md).`,
    MEMORY_EXPLAINED,
    `Families: ${families.map((family) => `[${wordOf(family)}](${family}.md)`).join(' · ')}`,
    ['| Id | Title | Key | Family | Role | Unit |', '| --- | --- | --- | --- | --- | --- |', ...rows].join(
      '\n',
    ),
  ]);
}

function familyText(family: string, formulas: readonly AnyFormula[]): string {
  return page([
    `# ${wordOf(family)}`,
    `${formulas.length} formulas. [All formulas](README.md)`,
    ...formulas.flatMap(formulaParts),
  ]);
}

function formulaParts(formula: AnyFormula): readonly string[] {
  const { catalogue, id, source, title } = formula;
  const settings = settingRows(formula);
  return [
    `<a id="${id.toLowerCase()}"></a>\n\n## ${id} ${prose(title)}`,
    facts(formula).join('\n'),
    ...(settings.length === 0
      ? []
      : [['| Setting | Default | Unit | Meaning |', '| --- | --- | --- | --- |', ...settings].join('\n')]),
    ...(catalogue === undefined ? [] : [`\`\`\`text\n${wrapped(catalogue.definition)}\n\`\`\``]),
    ...(catalogue === undefined ? [] : [`**Signal.** ${prose(catalogue.signal)}`]),
    ...(catalogue === undefined ? [] : [`**Update.** ${prose(catalogue.update)}`]),
    `**Source.** ${prose(source)}`,
  ];
}

function facts(formula: AnyFormula): readonly string[] {
  const { barMs, catalogue, fit, id, key, output, reads, series = [] } = formula;
  const inputs = [...(formula.input === 'step' ? (reads ?? []) : [formula.input]), ...series];
  const range = [limits(output), prose(catalogue?.range ?? '')].filter((part) => part !== '').join('; ');
  const rows: readonly (readonly [string, string])[] = [
    ['Key', `\`${key}\``],
    ['Role', roleOf(formula)],
    ['Reads', inputs.map((name) => `\`${name}\``).join(', ')],
    ['Bars', barMs === undefined ? '' : `${barMs / 60_000} minutes`],
    ['Unit', prose(output.unit)],
    ['Range', range],
    ['Warm-up', warmUpText(formula)],
    ['Memory', memoryText(id)],
    ['Fitted', fit === undefined ? '' : 'again and again while it runs'],
    ['Readings', readingsText(formula)],
  ];
  return rows.filter(([, text]) => text !== '').map(([name, text]) => `- ${name}: ${text}`);
}

function warmUpText(formula: AnyFormula): string {
  const spanMs = formula.warmUpMs?.(formula.defaults) ?? 0;
  return `${formula.warmUp(formula.defaults)} inputs${spanMs > 0 ? ` that span ${spanMs / 1000} s` : ''}`;
}

const readingsText = ({ readings = {} }: AnyFormula): string =>
  Object.entries(readings)
    .map(([name, reading]) => {
      const means = [prose(reading.unit), limits(reading)].filter((part) => part !== '');
      return `\`${name}\` (${means.join(', ')})`;
    })
    .join(', ');

function settingRows({ catalogue, defaults }: AnyFormula): readonly string[] {
  const described = catalogue?.params ?? {};
  const names = [...new Set([...Object.keys(defaults), ...Object.keys(described)])];
  return names.map((name) => {
    const { fixed, meaning = '', unit = '' } = described[name] ?? {};
    const first = defaults[name] ?? (typeof fixed === 'string' ? fixed : JSON.stringify(fixed));
    return `| \`${name}\` | ${cell(String(first))} | ${cell(unit)} | ${cell(meaning)} |`;
  });
}

function limits({ max, min }: { readonly min?: number; readonly max?: number }): string {
  if (min === undefined && max === undefined) return '';
  if (max === undefined) return `at least ${min}`;
  return min === undefined ? `at most ${max}` : `${min} to ${max}`;
}

const link = ({ family, id }: AnyFormula): string => `[${id}](${family}.md#${id.toLowerCase()})`;
const roleOf = ({ role = 'context' }: AnyFormula): string => role;
const wordOf = (family: string): string =>
  family.charAt(0).toUpperCase() + family.slice(1).replaceAll('-', ' ');
/** A text of the catalogue as one line that Markdown shows as it is written. */
const prose = (text: string): string => plainText(text).replaceAll(/[\\`*_<>[\]#]/g, String.raw`\$&`);
/** A text in lines that fit a window; only spaces become line breaks. */
const wrapped = (text: string): string =>
  plainText(text)
    .replaceAll(/(.{1,108})(?: |$)/g, '$1\n')
    .trimEnd();
const cell = (text: string): string => prose(text).replaceAll('|', String.raw`\|`);
const page = (parts: readonly string[]): string => `${[WARNING, ...parts].join('\n\n')}\n`;
