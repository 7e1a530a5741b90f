import { create } from 'zustand';
import type { EngineStatus } from '../../electron/contract/host-bridge.ts';

/** How the engine process is doing, as the host last said. */
export const useEngineStatus = create<EngineStatus>(() => ({ state: 'starting', restarts: 0, lastExit: '' }));
