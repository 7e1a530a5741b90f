import { existsSync, statSync } from 'node:fs';
import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { TradePrint } from '../../domain/market/market-event.ts';
import { type EventRow, eventOf } from './event-rows.ts';
import { LineReader } from './line-reader.ts';
import { readRecording } from './read-recording.ts';
import { RecordingError } from './recording-error.ts';

/**
 * The prints in the last `tailBytes` of a session recording, oldest first, so that a chart can show
 * what came before. A missing or damaged recording gives what could be read of it: history is a
 * convenience and must never keep a session from starting.
 */
export function recentTrades(path: string, tailBytes: number): TradePrint[] {
  if (!existsSync(path)) return [];
  try {
    const header = readRecording(path);
    header.close();
    return printsFrom(path, Math.max(0, statSync(path).size - tailBytes), header.description.instruments);
  } catch (error) {
    if (error instanceof RecordingError) return [];
    throw error;
  }
}

function printsFrom(path: string, from: number, instruments: readonly Instrument[]): TradePrint[] {
  const lines = new LineReader(path, from);
  const prints: TradePrint[] = [];
  try {
    // The first line is the header or the rest of a line that began before.
    lines.next();
    for (let line = lines.next(); line !== undefined; line = lines.next()) {
      const print = line.startsWith('["T"') ? printOf(line, instruments) : undefined;
      if (print !== undefined) prints.push(print);
    }
  } finally {
    lines.close();
  }
  return prints;
}

function printOf(line: string, instruments: readonly Instrument[]): TradePrint | undefined {
  try {
    const event = eventOf(JSON.parse(line) as EventRow, instruments);
    return event.kind === 'trade' ? event : undefined;
  } catch (error) {
    if (error instanceof RecordingError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
