import { prepare } from './prepare.ts';

await prepare(['window', 'test', 'package']);
