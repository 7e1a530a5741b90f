import type { KernelCommand } from '../../domain/session/command.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import type { RiskDesk } from './risk-desk.ts';
import type { RiskDoor } from './risk-door.ts';

/** Commands that change what the account may risk. */
export type RiskCommand = Extract<
  KernelCommand,
  { kind: 'set-limit' | 'set-packs' | 'set-risk-rules' | 'note-conditions' | 'end-pause' }
>;

/** Does what a person or the session says about risk. */
export function obeyRiskCommand(risk: RiskDesk, command: RiskCommand, time: UnixMs, door: RiskDoor): void {
  switch (command.kind) {
    case 'set-limit':
      return risk.setLimit(command.limit, command.value, time);
    case 'set-packs':
      return risk.setPacks(command.packs, time);
    case 'set-risk-rules':
      return risk.setRules(command.rules);
    case 'note-conditions':
      return risk.setConditions(command.conditions);
    case 'end-pause':
      return risk.endPause(command.of, command.because, door);
  }
}
