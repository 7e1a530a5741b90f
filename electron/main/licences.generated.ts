// Written by write-licences.ts out of the installed packages.
/** What the app is made of, for the about box. */
export const licences = [
  { name: '@fontsource-variable/inter', version: '5.3.0', licence: 'OFL-1.1' },
  { name: '@fontsource/ibm-plex-mono', version: '5.3.0', licence: 'OFL-1.1' },
  { name: '@radix-ui/react-dialog', version: '1.3.1', licence: 'MIT' },
  { name: '@radix-ui/react-tooltip', version: '1.4.1', licence: 'MIT' },
  { name: '@tanstack/react-virtual', version: '3.14.26', licence: 'MIT' },
  { name: 'better-sqlite3', version: '13.2.0', licence: 'MIT' },
  { name: 'ccxt', version: '4.5.84', licence: 'MIT' },
  { name: 'cmdk', version: '1.1.1', licence: 'MIT' },
  { name: 'csv-stringify', version: '6.9.0', licence: 'MIT' },
  { name: 'dockview-react', version: '8.6.0', licence: 'MIT' },
  { name: 'echarts', version: '6.1.0', licence: 'Apache-2.0' },
  { name: 'electron', version: '45.4.1', licence: 'MIT' },
  { name: 'electron-store', version: '12.0.0', licence: 'MIT' },
  { name: 'lucide-react', version: '1.75.0', licence: 'ISC' },
  { name: 'pdfkit', version: '0.20.2', licence: 'MIT' },
  { name: 'react', version: '19.3.1', licence: 'MIT' },
  { name: 'react-dom', version: '19.3.1', licence: 'MIT' },
  { name: 'zod', version: '4.6.7', licence: 'MIT' },
  { name: 'zustand', version: '5.1.0', licence: 'MIT' },
] as const;
