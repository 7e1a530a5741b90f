/** Texts of dialogs, menu and icon of the operating system that are about the desk as a whole. */
export const deskEn = {
  quitting: {
    message: (stake: string) => `Quit while ${stake}?`,
    positions: (count: number) => (count === 1 ? '1 position is open' : `${count} positions are open`),
    strategies: (count: number) =>
      count === 1 ? '1 strategy is running' : `${count} strategies are running`,
    strategiesStop: 'Strategies stop when you quit.',
    keptOnPaper: 'Positions you keep, with their stops, are in the journal and come back at the next start.',
    keptAtVenue: (account: string) =>
      `Positions of ${account} stay open at the venue, and so do their stops; nobody here watches them until you open the account again. The next start begins on paper.`,
    keep: 'Quit and keep positions',
    closeAll: 'Close all positions and quit',
    quit: 'Quit',
    stay: 'Stay',
    notClosed: 'Not every position could be closed within 15 seconds.',
    notClosedDetail: 'The workstation stays open. Look at the positions and the log, then quit again.',
  },
  flattening: {
    message: 'Close all positions now?',
    detail:
      'Trading is frozen, resting entries are canceled and every position is closed at the market price. In a broken market that can cost more than waiting.',
    close: 'Close all positions',
    wait: 'Do nothing',
  },
  diagnosis: {
    message: 'Write these files?',
    file: (name: string, length: number) => `${name}, ${length} characters`,
    detail: 'They are plain text: read them before you give them to anybody. Nothing is sent.',
    write: 'Write the files',
  },
  files: {
    exportReport: 'Export report',
    exportReportFolder: 'Export report into a folder',
    openRecording: 'Open recording',
    importData: 'Import market data',
    measuredDelays: 'Measured delays',
    exportData: 'Export market data into a folder',
    writeDiagnosis: 'Write files for diagnosis into a folder',
    nothingYet: 'there is nothing to report yet',
    notWritten: (reason: string) => `${reason}; nothing was changed, choose another place`,
    /** By the word the system has for it. */
    reasons: {
      ENOSPC: 'the disk is full',
      EDQUOT: 'your share of the disk is used up',
      EACCES: 'you may not write there',
      EPERM: 'you may not write there',
      EROFS: 'that place can only be read',
      ENOENT: 'that folder does not exist any more',
      ENOTDIR: 'that is not a folder',
      EISDIR: 'a folder of that name is in the way',
      ENAMETOOLONG: 'the name is too long',
      EIO: 'the disk reported a fault',
    } as Readonly<Record<string, string>>,
    otherReason: 'the disk refused',
  },
  /** What the window shows as news: what happened, what was kept, what to do. */
  alerts: {
    notNoted: {
      text: 'The wish to freeze could not be written down.',
      kept: 'The engine is asked directly.',
      todo: 'Check the disk.',
    },
    notFrozen: {
      text: 'Trading could not be frozen yet: the engine does not answer.',
      kept: 'An engine that does not answer sends no orders. The wish is kept and comes first when it is back.',
      todo: 'Wait for the engine, or start it again from the Trading menu.',
    },
    letGo: (account: string) => ({
      text: `${account} is not open any more: its key was let go of.`,
      kept: 'Orders and stops stand at the venue as they are; nobody here watches them.',
      todo: 'Look at the account at the venue, or open it again.',
    }),
    unwatched: (account: string, detail: string) => ({
      text: `${account} is not watched at the moment: ${detail}.`,
      kept: 'Orders and stops stand at the venue as they are. No entry leaves.',
      todo: 'It is tried again by itself. Look at the account at the venue until then.',
    }),
    endedTwice: {
      text: 'The engine ended twice within ten minutes while positions were open: trading is frozen.',
      kept: 'Stops stand; protective exits go on as soon as it runs. No entry leaves, and resting ones are canceled.',
      todo: 'Look at the log. Release trading only when you know what it was.',
    },
    keyGrown: (account: string) => ({
      text: `The key of ${account} can do more than before: trading is frozen.`,
      kept: 'The account is watched on, its stops and protective exits work. Entries are canceled and none leaves.',
      todo: 'Look at the key at the venue. Give it back its old rights, or leave the account and make a new key.',
    }),
    engineOff: {
      text: 'The engine ended three times within a minute and stays off.',
      kept: 'Orders, fills and positions up to its last moment are in the journal.',
      todo: 'Look at the log, then choose "Start the engine again" in the Trading menu.',
    },
  },
  /** News of the system, seen without a window. */
  alarms: {
    engineOff: (positions: number) => ({
      title: `The engine is off, ${positions === 1 ? '1 position is' : `${positions} positions are`} open`,
      text: 'It ended three times within a minute. Stops at a venue stand; nobody here watches positions until you start the engine again.',
    }),
  },
  fault: {
    message: 'Edgewright has to end.',
    detail:
      'Something broke in the host. Orders and positions are in the journal, stops at a venue stand. What happened is in the log.',
  },
  /** An ampersand stands before the letter that opens the item with Alt. */
  menu: {
    file: '&File',
    openRecording: 'Open &recording…',
    openSandbox: 'Open &sandbox',
    exportReport: '&Export report…',
    settings: 'Se&ttings…',
    accounts: '&Accounts…',
    quit: '&Quit',
    edit: '&Edit',
    undo: '&Undo',
    redo: '&Redo',
    cut: 'Cu&t',
    copy: '&Copy',
    paste: '&Paste',
    selectAll: 'Select &all',
    view: '&View',
    commandPalette: '&Command palette',
    theme: '&Theme',
    resetLayout: '&Reset layout',
    resetZoom: '&Actual size',
    zoomIn: 'Zoom &in',
    zoomOut: 'Zoom &out',
    fullScreen: '&Full screen',
    reload: 'Re&load the page',
    developerTools: '&Developer tools',
    trading: '&Trading',
    freeze: '&Freeze trading',
    reduceOnly: '&Only make positions smaller',
    flatten: 'Close &all positions…',
    startEngine: '&Start the engine again',
    help: '&Help',
    about: '&About Edgewright',
  },
  tray: { freeze: 'Freeze trading', show: 'Show Edgewright' },
};
