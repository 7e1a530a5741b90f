import { parentPort, workerData } from 'node:worker_threads';
import { verifyBackup } from '../../journal/backups/verify-backup.ts';

/** Checks one copy of the journal in a thread of its own, answers, and is done. */
const port = parentPort;
if (!port) throw new Error('copies are checked in a worker thread, this was started by itself');
port.postMessage(verifyBackup(String(workerData)));
