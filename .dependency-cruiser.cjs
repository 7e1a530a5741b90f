// Which room may look into which. Read top to bottom: data flows the same way.
const mayImport = {
  numerics: [],
  domain: [],
  contract: ['domain'],
  archive: ['domain'],
  guard: ['domain'],
  venues: ['domain', 'numerics', 'guard'],
  market: ['domain', 'numerics'],
  formulas: ['domain', 'numerics'],
  theories: ['domain', 'numerics', 'formulas'],
  features: ['domain', 'numerics', 'market', 'formulas', 'theories'],
  strategies: ['domain', 'numerics', 'features'],
  portfolio: ['domain', 'numerics'],
  risk: ['domain', 'numerics', 'portfolio'],
  execution: ['domain', 'numerics', 'market'],
  journal: ['domain'],
  reports: ['domain', 'numerics', 'journal', 'portfolio'],
};
// Where the rooms meet: these may import every room, and no room imports them.
const meetingPlaces = ['runtime', 'cli', 'research', 'test'];
const rooms = [...Object.keys(mayImport), ...meetingPlaces];
// Every test may leave its numbers for docs/reliability.md.
const measuring = '^engine/test/reliability/measured\\.ts$';
// A test that starts a process again and again starts it from one compiled file.
const compiledChildren = '^engine/test/(compiled-before|kill/bundle-child)\\.ts$';

const roomRules = Object.entries(mayImport).map(([room, allowed]) => ({
  name: `engine-${room}`,
  severity: 'error',
  from: { path: `^engine/${room}/` },
  to: {
    path: `^(engine/(?!(${[room, ...allowed].join('|')})/)|electron/|renderer/|e2e/)`,
    pathNot: [measuring, compiledChildren],
  },
}));

module.exports = {
  forbidden: [
    ...roomRules,
    {
      name: 'engine-runtime',
      comment: 'runtime stands above every room and below cli, research and test',
      severity: 'error',
      from: { path: '^engine/runtime/' },
      to: {
        path: '^(engine/(cli|research|test)/|engine/main\\.ts|electron/|renderer/|e2e/)',
        pathNot: [measuring, compiledChildren],
      },
    },
    {
      name: 'only-tests-measure',
      severity: 'error',
      from: { pathNot: '(\\.test\\.tsx?$|^engine/test/)' },
      to: { path: [measuring, compiledChildren] },
    },
    {
      name: 'engine-knows-no-window',
      comment: 'the entry alone knows the process it runs in',
      severity: 'error',
      from: { path: '^engine/(?!main\\.ts$)' },
      to: { path: '^(electron/|renderer/|e2e/|node_modules/(electron|react|react-dom)/)' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'every-engine-file-has-a-room',
      severity: 'error',
      from: {},
      to: { path: `^engine/(?!(${rooms.join('|')})/|main\\.ts$)` },
    },
    {
      name: 'window-sees-words-and-contracts-only',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^(engine/(?!domain/|contract/)|electron/(?!contract/)|e2e/)' },
    },
    {
      name: 'host-sees-contracts-only',
      severity: 'error',
      from: { path: '^electron/' },
      to: {
        path: '^(engine/(?!contract/|domain/|guard/)|renderer/|e2e/)',
        pathNot: [measuring, compiledChildren],
      },
    },
    {
      name: 'only-journal-touches-sqlite',
      severity: 'error',
      from: { pathNot: '^engine/(journal|research/bench)/|always-paper\\.fixture\\.ts$' },
      to: { path: 'node_modules/better-sqlite3' },
    },
    {
      name: 'only-archive-touches-duckdb',
      severity: 'error',
      from: { pathNot: '^engine/(archive|research/bench)/' },
      to: { path: 'node_modules/@duckdb' },
    },
    {
      name: 'only-numerics-touches-ml-matrix',
      comment: 'The mathematics of others goes under the names of the field.',
      severity: 'error',
      from: { pathNot: '^engine/numerics/' },
      to: { path: 'node_modules/ml-matrix/' },
    },
    {
      name: 'only-venues-touch-ccxt',
      severity: 'error',
      from: { pathNot: '^engine/(venues|research/bench)/' },
      to: { path: 'node_modules/ccxt' },
    },
    {
      name: 'only-settings-touch-electron-store',
      severity: 'error',
      from: { pathNot: '^electron/(settings|keychain)/' },
      to: { path: 'node_modules/electron-store' },
    },
    {
      name: 'panels-do-not-know-each-other',
      severity: 'error',
      from: { path: '^renderer/panels/([^/]+)/' },
      to: { path: '^renderer/panels/', pathNot: '^renderer/panels/$1/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'engine/tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.cjs', '.mjs', '.json'] },
  },
};
