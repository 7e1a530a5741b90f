import { closeSync, fsyncSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { KernelCommand } from '../domain/session/command.ts';

/** What a person asked for, in words: all that outlives the process. */
const notes = z.array(z.string());

/**
 * What a person asked for while the market's history was still being read. It is done when that is read and not
 * before; it is never done by another process. A note beside the journal lets the next start say what was lost.
 */
export class EarlyCommands {
  readonly #folder: string;
  readonly #warn: (text: string) => void;
  #waiting: KernelCommand[] = [];
  #path: string | undefined;

  constructor(folder: string, warn: (text: string) => void) {
    this.#folder = folder;
    this.#warn = warn;
  }

  /**
   * From now on commands are of this account; undefined where it ends with its session. Answers with what was asked
   * for of the same account and never done, because the engine ended before.
   */
  begin(accountId: string | undefined): readonly string[] {
    this.#waiting = [];
    this.#path =
      accountId && join(this.#folder, `waiting-${accountId.replaceAll(/[^a-zA-Z0-9-]/g, '_')}.json`);
    const lost = this.#read();
    this.#forget();
    return lost;
  }

  add(command: KernelCommand): void {
    this.#waiting.push(command);
    this.#note();
  }

  /** What waits, in order. */
  get waiting(): readonly KernelCommand[] {
    return this.#waiting;
  }

  /** What has waited, in order; it does not wait any more, and whoever takes it has to do it. */
  takeAll(): readonly KernelCommand[] {
    return this.#waiting.splice(0);
  }

  /** What was taken is done: no start has to speak of it. */
  done(): void {
    this.#forget();
  }

  #note(): void {
    if (this.#path === undefined) return;
    try {
      const file = openSync(this.#path, 'w', 0o600);
      try {
        writeSync(file, JSON.stringify(this.#waiting.map(inWords)));
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
    } catch (error) {
      this.#warn(`what waits could not be noted: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  #read(): readonly string[] {
    if (this.#path === undefined) return [];
    try {
      return notes.parse(JSON.parse(readFileSync(this.#path, 'utf8')));
    } catch (error) {
      const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      return isMissing ? [] : ['something'];
    }
  }

  #forget(): void {
    if (this.#path === undefined) return;
    try {
      rmSync(this.#path, { force: true });
    } catch (error) {
      this.#warn(`the note of what waited stays: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

/** A command as a person would name it. */
export function inWords(command: KernelCommand): string {
  switch (command.kind) {
    case 'place-order':
      return `the ${command.intent.side} order on ${command.intent.instrument}`;
    case 'start-strategy':
      return `the start of ${command.strategyId} on ${command.instrument}`;
    case 'stop-strategy':
      return `the stop of ${command.runId}`;
    case 'flatten':
      return 'the closing of all positions';
    case 'cancel-order':
      return `the cancellation of order ${command.orderId}`;
    case 'amend-order':
      return `the change of order ${command.orderId}`;
    case 'set-limit':
    case 'set-packs':
    case 'set-risk-rules':
      return 'a change of the rules of risk';
    case 'end-pause':
      return 'the end of a pause';
    case 'confirm-order':
      return 'the confirmation of an order';
    case 'arm':
      return 'the arming';
    case 'disarm':
      return 'the disarming';
    case 'test-dead-man':
      return `the test of the dead man's switch`;
    case 'release-symbol':
      return `the release of ${command.instrument}`;
    case 'move-stop':
      return `the change of the stop of ${command.runId} on ${command.instrument}`;
    case 'begin':
    case 'note-conditions':
    case 'resynchronize':
    case 'set-trading-state':
      return command.kind;
  }
}
