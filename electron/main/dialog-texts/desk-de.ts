import type { deskEn } from './desk-en.ts';

/** The same in German. */
export const deskDe: typeof deskEn = {
  quitting: {
    message: (stake) => `Beenden? ${stake}.`,
    positions: (count) => (count === 1 ? '1 Position ist offen' : `${count} Positionen sind offen`),
    strategies: (count) => (count === 1 ? '1 Strategie läuft' : `${count} Strategien laufen`),
    strategiesStop: 'Strategien enden mit dem Beenden.',
    keptOnPaper:
      'Positionen, die Sie behalten, stehen mit ihren Stops im Journal und sind beim nächsten Start wieder da.',
    keptAtVenue: (account) =>
      `Positionen von ${account} bleiben bei der Börse offen, ebenso ihre Stops; hier überwacht sie niemand, bis Sie das Konto wieder öffnen. Der nächste Start beginnt auf dem Papier.`,
    keep: 'Beenden, Positionen behalten',
    closeAll: 'Alle Positionen schließen und beenden',
    quit: 'Beenden',
    stay: 'Bleiben',
    notClosed: 'Nicht jede Position ließ sich binnen 15 Sekunden schließen.',
    notClosedDetail:
      'Edgewright bleibt offen. Bitte Positionen und Protokoll ansehen, dann noch einmal beenden.',
  },
  flattening: {
    message: 'Jetzt alle Positionen schließen?',
    detail:
      'Der Handel wird eingefroren, Einstiegsorders werden storniert und jede Position wird zum Marktpreis geschlossen. In einem gestörten Markt kann das mehr kosten als warten.',
    close: 'Alle Positionen schließen',
    wait: 'Nichts tun',
  },
  diagnosis: {
    message: 'Diese Dateien schreiben?',
    file: (name, length) => `${name}, ${length} Zeichen`,
    detail: 'Sie sind reiner Text: bitte lesen, bevor Sie sie jemandem geben. Nichts wird versendet.',
    write: 'Dateien schreiben',
  },
  files: {
    exportReport: 'Bericht exportieren',
    exportReportFolder: 'Bericht in einen Ordner exportieren',
    openRecording: 'Aufzeichnung öffnen',
    importData: 'Marktdaten importieren',
    exportData: 'Marktdaten in einen Ordner exportieren',
    writeDiagnosis: 'Dateien zur Diagnose in einen Ordner schreiben',
  },
  fault: {
    message: 'Edgewright muss enden.',
    detail:
      'Im Host ist etwas zerbrochen. Orders und Positionen stehen im Journal, Stops bei einer Börse bleiben. Was geschehen ist, steht im Protokoll.',
  },
  menu: {
    file: '&Datei',
    openRecording: 'Auf&zeichnung öffnen…',
    openSandbox: '&Sandbox öffnen',
    exportReport: 'Bericht &exportieren…',
    settings: 'E&instellungen…',
    accounts: '&Konten…',
    quit: '&Beenden',
    edit: '&Bearbeiten',
    undo: '&Rückgängig',
    redo: '&Wiederholen',
    cut: '&Ausschneiden',
    copy: '&Kopieren',
    paste: '&Einfügen',
    selectAll: 'A&lles auswählen',
    view: '&Ansicht',
    commandPalette: '&Befehle…',
    theme: '&Farben',
    resetLayout: 'Anordnung &zurücksetzen',
    resetZoom: '&Tatsächliche Größe',
    zoomIn: 'Ver&größern',
    zoomOut: 'Ver&kleinern',
    fullScreen: '&Vollbild',
    reload: 'Seite &neu laden',
    developerTools: '&Entwicklerwerkzeuge',
    trading: '&Handel',
    freeze: 'Handel &einfrieren',
    flatten: '&Alle Positionen schließen…',
    startEngine: 'Engine erneut &starten',
    help: 'H&ilfe',
    about: '&Über Edgewright',
  },
  tray: { freeze: 'Handel einfrieren', show: 'Edgewright zeigen' },
};
