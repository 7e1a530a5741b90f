import { isOwnNativeModule } from './own-programs.ts';
import { startGuardedWorker } from './worker-start.ts';

await startGuardedWorker(isOwnNativeModule);
