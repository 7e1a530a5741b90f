import { unexpectedStates } from '../runtime/selftest/unexpected-states.ts';
import type { FormulaResult, SelfTestReport } from '../runtime/selftest/self-test.ts';

const SLOWEST = 10;
const STATES = ['ready', 'warming', 'silent', 'failed'] as const;

/** Sums of a family of formulas. */
interface FamilySums extends Record<(typeof STATES)[number], number> {
  readonly family: string;
  readonly formulas: number;
  readonly values: number;
  /** Of its formulas' medians and 99th percentiles, the middle and the largest. */
  readonly medianUs: number;
  readonly p99Us: number;
  readonly totalMs: number;
}

/** What a self test found as a table by family, the slowest formulas, what failed, and a last line that sums it up. */
export function selfTestText(report: SelfTestReport): string {
  const families = familySums(report.results);
  const failed = report.results.filter(({ state }) => state === 'failed');
  const silent = report.results.filter(({ state, values }) => state === 'silent' && values === 0);
  return [
    `${report.barMinutes} minutes of bars, then ${report.events} events (${Math.round(report.liveMinutes)} minutes) of the sandbox market, in ${report.seconds.toFixed(1)} s`,
    '',
    table(
      ['family', 'formulas', ...STATES, 'values', 'median us', 'p99 us', 'total ms'],
      families.map((each) => [
        each.family,
        each.formulas,
        ...STATES.map((state) => each[state]),
        each.values,
        shortly(each.medianUs),
        shortly(each.p99Us),
        Math.round(each.totalMs),
      ]),
    ),
    '',
    `slowest ${SLOWEST}`,
    table(
      ['formula', 'median us', 'p99 us', 'total ms', 'updates'],
      slowest(report.results).map((each) => [
        `${each.id} ${each.key}`,
        shortly(each.medianUs),
        shortly(each.p99Us),
        Math.round(each.totalMs),
        each.seen,
      ]),
    ),
    '',
    ...listed('had nothing to say yet', silent, () => ''),
    ...listed('still warming up', warmingOf(report), progressOf),
    ...listed('failed', failed, ({ failure }) => `: ${failure}`),
    ...unexpectedStates(report).map(({ because, id }) => `not as it has to be: ${id} ${because}`),
    ...report.refused.map((text) => `refused: ${text}`),
    summaryOf(report),
    '',
  ].join('\n');
}

/** Whether every formula kept its promises, had inputs that can be, and is as it has to be at the end. */
export const hasPassed = (report: SelfTestReport): boolean =>
  report.refused.length === 0 &&
  report.results.every(({ state }) => state !== 'failed') &&
  unexpectedStates(report).length === 0;

function summaryOf(report: SelfTestReport): string {
  const count = (state: FormulaResult['state']) =>
    report.results.filter((result) => result.state === state).length;
  const values = report.results.reduce((sum, result) => sum + result.values, 0);
  return (
    `${hasPassed(report) ? 'passed' : 'FAILED'}: ${report.results.length} formulas, ${count('ready')} ready, ` +
    `${count('warming')} warming, ${count('silent')} silent, ${count('failed')} failed; ` +
    `${values} values, every one finite and in its range${hasPassed(report) ? '' : ' but those named'}`
  );
}

const warmingOf = ({ results }: SelfTestReport) => results.filter(({ state }) => state === 'warming');
/** How much of what comes first has come: inputs, or time where that is what is missing. */
const progressOf = ({ needed, neededMs, seen, spanMs }: FormulaResult): string =>
  seen < needed ? ` ${seen} of ${needed}` : ` ${hoursOf(spanMs)} of ${hoursOf(neededMs)} hours`;
const hoursOf = (ms: number): string => (ms / 3_600_000).toFixed(1);
const slowest = (results: readonly FormulaResult[]) =>
  results.toSorted((one, other) => other.totalMs - one.totalMs).slice(0, SLOWEST);

function listed(
  what: string,
  results: readonly FormulaResult[],
  more: (result: FormulaResult) => string,
): string[] {
  if (results.length === 0) return [];
  return [`${what}:`, ...results.map((result) => `  ${result.id} ${result.key}${more(result)}`), ''];
}

function familySums(results: readonly FormulaResult[]): FamilySums[] {
  const families = Map.groupBy(results, ({ family }) => family);
  return [...families]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([family, members]) => {
      const medians = members.map(({ medianUs }) => medianUs).toSorted((a, b) => a - b);
      const counts = Object.fromEntries(
        STATES.map((state) => [state, members.filter((member) => member.state === state).length]),
      ) as Record<(typeof STATES)[number], number>;
      return {
        family,
        formulas: members.length,
        ...counts,
        values: members.reduce((sum, member) => sum + member.values, 0),
        medianUs: medians[Math.floor(medians.length / 2)] ?? 0,
        p99Us: Math.max(...members.map(({ p99Us }) => p99Us)),
        totalMs: members.reduce((sum, member) => sum + member.totalMs, 0),
      };
    });
}

const shortly = (us: number): string => (us < 10 ? us.toFixed(2) : us.toFixed(0));

/** Columns side by side: the first to the left, numbers to the right. */
function table(heads: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const lines = [heads, ...rows.map((row) => row.map(String))];
  const widths = heads.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
        .join('  '),
    )
    .join('\n');
}
