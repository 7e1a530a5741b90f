// Starts the app named on the command line inside the test runtime, which comes without such a starter.
// It is an ES module because Electron holds `ready` back until an ES module entry has been evaluated.
import { existsSync, readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const preloaded = [];
let folder;
const args = process.argv.slice(1);
while (args.length > 0 && folder === undefined) {
  const arg = args.shift();
  if (arg === '-r' || arg === '--require') preloaded.push(args.shift());
  else if (arg === '-v' || arg === '--version') printVersion();
  else if (!arg.startsWith('-')) folder = resolve(arg);
}
if (preloaded.length > 0) Module._preloadModules(preloaded);
if (folder === undefined) {
  console.error('usage: electron [-r module] <folder of the app>');
  process.exit(2);
}
process.defaultApp = true;
introduce(folder);
try {
  await import(pathToFileURL(createRequire(join(folder, 'package.json')).resolve(folder)).href);
} catch (error) {
  console.error(error);
  app.exit(1);
}

function printVersion() {
  console.log(`v${process.versions.electron}`);
  process.exit(0);
}

function introduce(appFolder) {
  const file = join(appFolder, 'package.json');
  if (!existsSync(file)) return;
  const { version, productName, name, desktopName } = JSON.parse(readFileSync(file, 'utf8'));
  if (version) app.setVersion(version);
  if (productName ?? name) app.name = productName ?? name;
  if (desktopName) app.setDesktopName(desktopName);
  app.setAppPath(appFolder);
}
