import type { Report } from '../report.ts';
import { type ReportFile, textFile } from '../report-file.ts';

/** The whole report as JSON: amounts are decimals in text, times Unix ms. */
export function jsonFile(report: Report, name: string): ReportFile {
  return textFile(
    name,
    `${JSON.stringify({ format: 'edgewright-report', version: 1, ...report }, undefined, 2)}\n`,
  );
}
