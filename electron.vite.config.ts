import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { strategyDigests } from './electron/runtime/strategy-digests.ts';

const at = (...parts: string[]) => resolve(import.meta.dirname, ...parts);

/** One build runs on the pinned Electron and on the older test runtime, so the older one sets the targets. */
const nodeTarget = 'node20.18';
const windowTarget = 'chrome130';

/** Loaded from node_modules at run time: native modules, and a package that expects to find Electron itself. */
const external = ['@duckdb/node-api', 'better-sqlite3', 'electron-store'];

export default defineConfig({
  main: {
    // A record on paper belongs to the code it was made with.
    define: { STRATEGY_CODE: JSON.stringify(strategyDigests(at('engine'))) },
    // pdfkit's Node build requires its fonts by name at run time, which a bundle cannot; its standalone build holds
    // them. fflate's Node build declares a require of its own beside the bundler's; its browser build has no need to.
    resolve: {
      alias: {
        fflate: at('node_modules/fflate/esm/browser.js'),
        pdfkit: at('node_modules/pdfkit/js/pdfkit.standalone.js'),
      },
    },
    build: {
      externalizeDeps: { include: external },
      target: nodeTarget,
      outDir: at('out/main'),
      sourcemap: true,
      rolldownOptions: {
        input: {
          index: at('electron/main/main.ts'),
          engine: at('engine/main.ts'),
          'guarded-worker': at('engine/guard/egress/guarded-worker.ts'),
          archiver: at('engine/runtime/archiving/archiver-worker.ts'),
          'backup-worker': at('engine/runtime/backups/backup-worker.ts'),
          'fit-worker': at('engine/runtime/fitting/fit-worker.ts'),
          'library-worker': at('engine/runtime/library/library-worker.ts'),
          'numbers-worker': at('engine/runtime/numbers/numbers-worker.ts'),
          'theory-worker': at('engine/runtime/theories/theory-worker.ts'),
        },
        onwarn: (warning, warn) => {
          // ccxt brings a client for an exchange nobody here uses, with an encoder it does not bring.
          const isAboutMissingEncoder =
            warning.code === 'IMPORT_IS_UNDEFINED' && warning.message.includes('protobufjs');
          if (!isAboutMissingEncoder) warn(warning);
        },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      target: nodeTarget,
      outDir: at('out/preload'),
      rolldownOptions: {
        input: {
          workspace: at('electron/preload/workspace.ts'),
          'key-entry': at('electron/preload/key-entry.ts'),
          'key-entry-page': at('electron/keychain/entry/page-script.ts'),
        },
        // A sandboxed preload must be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    plugins: [react()],
    build: {
      target: windowTarget,
      minify: 'oxc',
      chunkSizeWarningLimit: 4000,
      outDir: at('out/renderer'),
      rolldownOptions: { input: { index: at('renderer/index.html') } },
    },
  },
});
