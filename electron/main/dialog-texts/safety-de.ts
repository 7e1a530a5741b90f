import { RELEASE_WORD } from '../../contract/release-word.ts';
import type { safetyEn } from './safety-en.ts';

/** The same in German. */
export const safetyDe: typeof safetyEn = {
  safety: {
    loosen: (account) =>
      account === null
        ? 'Mehr erlauben als jetzt?'
        : `Mehr erlauben als jetzt, für ${account} mit echtem Geld?`,
    release: (account) =>
      account === null ? 'Handel freigeben?' : `Handel von ${account} freigeben, mit echtem Geld?`,
    releaseWord: RELEASE_WORD.de,
    readFirst: 'Bitte erst lesen: die Taste zählt nach drei Sekunden.',
    allow: 'Erlauben',
    doRelease: 'Freigeben',
    keep: 'So lassen',
    change: (name, from, to) => `${name}: von ${from} auf ${to}`,
    fromThen: 'Es gilt in zehn Minuten.',
    fromTomorrow: 'Es gilt ab dem nächsten UTC-Tag.',
    packGoes: (title) => `Das Regelwerk „${title}“ entfällt.`,
    packLooser: (title) => `Das Regelwerk „${title}“ erlaubt womöglich mehr.`,
    packsWhen: 'Es gilt, wenn sein Tag vorüber ist.',
    hours: (count) => `${count} Std.`,
    minutes: (count) => `${count} Min.`,
    rules: {
      kelly: 'Einsatz nach Kelly',
      volatilityTarget: 'Zielvolatilität',
      cvar: 'Mittlerer Verlust der schlechtesten Tage',
      regime: 'Regeln nach Marktzustand',
      drawdownGovernor: 'Bremse bei Rückgang',
      equityTiers: 'Kleine Konten',
      correlation: 'Positionen, die sich gleich bewegen',
    },
    presets: { off: 'aus', 'as-described': 'wie beschrieben', corrected: 'berichtigt' },
    exits: (strategy) => `Ausstiege von ${strategy} schützen weniger, später oder gar nicht.`,
    minimumHold: (strategy) => `Schützende Ausstiege von ${strategy} dürfen zurückgehalten werden.`,
    reversion: 'Andere Strategien gelten als solche, die den Rückweg zum Mittel handeln.',
    states: {
      active: 'Einstiege und Ausstiege gehen hinaus',
      'reduce-only': 'nur was Positionen verkleinert, geht hinaus',
      halted: 'eingefroren',
    },
    stateNow: (state, because) => `Jetzt: ${state}${because === '' ? '' : ` (${because})`}.`,
    stateThen: (state) => `Dann: ${state}.`,
    hitEnds: (hit, of) =>
      `Diese erreichte Grenze hält nichts mehr zurück: ${hit}${of === '' ? '' : `, ${of}`}.`,
    flatteningEnds: 'Das Schließen der Positionen, das im Gange ist, endet.',
    symbol: (instrument) =>
      `In ${instrument} gehen wieder Einstiege hinaus. Was andere dort halten, gehört von nun an ihnen.`,
    wrongWord: (word) => `Der Handel bleibt, wie er ist: das Wort, das einzugeben ist, lautet ${word}.`,
    busy: 'Eine andere Frage ist offen.',
    noAnswer: 'Die Engine gab keine Antwort auf das, was gefragt war.',
    obstacles: {
      'nothing-to-loosen': 'Es gibt nichts zu lockern.',
      armed: 'Nichts wird gelockert, solange echte Orders hinausgehen: erst entschärfen.',
      'not-reconciled': 'Der Stand ist noch nicht mit der Börse abgeglichen: bitte darauf warten.',
      'holds-for-the-day': 'Eine Grenze des Tages gilt, bis der Tag vorüber ist.',
      'changed-meanwhile': 'Es hat sich geändert, während Sie lasen: bitte noch einmal ansehen.',
    },
    notFlattened: {
      text: 'Die Positionen ließen sich nicht schließen.',
      kept: 'Orders, Positionen und Stops sind, wie sie waren.',
      todo: 'Auf die Engine warten und sie dann erneut schließen, oder bei der Börse schließen.',
    },
  },
};
