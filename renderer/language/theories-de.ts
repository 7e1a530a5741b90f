import type { SentenceFormat, SentenceTexts } from '../../engine/domain/theory/theory-sentence.ts';
import type { theoriesEn } from './theories-en.ts';

type Numbers<Key extends keyof SentenceTexts> = Parameters<SentenceTexts[Key]>[0];

const regime = (name: string, { bars, probability, stay }: Numbers<'regime-bull'>, f: SentenceFormat) =>
  `${name} mit ${f.share(probability)}; der nächste Balken bleibt darin mit ${f.share(stay)}, aus ${f.number(bars, 0)} Balken darin.`;
const correlated = (what: string, n: Numbers<'autocorrelation-none'>, f: SentenceFormat) =>
  `${what}: Korrelation ${f.number(n.correlation, 3)}; ${f.number(n.outside, 0)} von ${f.number(n.lags, 0)} Abständen verlassen das Band, in dem Rauschen allein etwa ${f.number(n.expected, 0)} ließe.`;
const variance = (what: string, n: Numbers<'variance-walk'>, f: SentenceFormat) =>
  `${what}: Verhältnis ${f.number(n.ratio, 2)}, z ${f.number(n.z, 1)}. Volatilität ${f.number(n.volatilityBps, 1)} bps je Balken${n.forecastBps > 0 ? `, GARCH erwartet ${f.number(n.forecastBps, 1)}` : ''}.`;
const context = (what: string, n: Numbers<'context-mixed'>, f: SentenceFormat) =>
  `${what}: von ${f.number(n.known, 0)} bekannten Größen sprechen ${f.number(n.rising, 0)} für steigend, ${f.number(n.falling, 0)} für fallend.${n.priceToTruePrice === undefined ? '' : ` Der Preis ist das ${f.number(n.priceToTruePrice, 2)}-Fache des TRUE PRICE, der beschreibt und nicht vorhersagt.`}`;
const entropy = (what: string, n: Numbers<'entropy-random'>, f: SentenceFormat) =>
  `Die letzten ${f.number(n.bars, 0)} Renditen ${what}: Entropie ${f.number(n.entropy, 3)} von 1.`;
const hurst = (what: string, n: Numbers<'hurst-trend'>, f: SentenceFormat) =>
  `${what}: Hurst-Exponent ${f.number(n.hurst, 2)}, zwischen ${f.number(n.low, 2)} und ${f.number(n.high, 2)}.`;
const paths = (why: string, n: Numbers<'monte-carlo-drift'>, f: SentenceFormat) =>
  `${why} ${f.share(n.profit)} gewinnen, ${f.share(n.loss)} verlieren, Ertrag zu Risiko ${f.number(n.rewardToRisk, 2)}.`;

const sentences: SentenceTexts = {
  'entropy-random': (n, f) => entropy('sind nahezu zufällig', n, f),
  'entropy-structured': (n, f) => entropy('folgen einem Muster', n, f),
  'entropy-between': (n, f) => entropy('sind weder deutlich zufällig noch deutlich geordnet', n, f),
  'hurst-trend': (n, f) => hurst('Bewegungen setzen sich eher fort', n, f),
  'hurst-reversion': (n, f) => hurst('Bewegungen kehren eher um', n, f),
  'hurst-unclear': (n, f) => hurst('Trend und Umkehr sind nicht zu unterscheiden', n, f),
  'hurst-described': ({ hurst: value }, f) =>
    `Die einfache Spannweite ergibt ${f.number(value, 2)}; auf diese Weise ergibt schon Rauschen oft mehr als ${f.number(0.5, 1)}.`,
  'regime-bull': (n, f) => regime('Aufwärtstrend', n, f),
  'regime-bear': (n, f) => regime('Abwärtstrend', n, f),
  'regime-wide-range': (n, f) => regime('Spanne mit hoher Volatilität', n, f),
  'regime-quiet-range': (n, f) => regime('Spanne mit niedriger Volatilität', n, f),
  'regime-breakout': (n, f) => regime('Ausbruch', n, f),
  'regime-consolidation': (n, f) => regime('Konsolidierung', n, f),
  'kalman-rising': ({ accelerationBps, filteredPrice, velocityBps }, f) =>
    `Der gefilterte Preis ${f.number(filteredPrice, 2)} steigt um ${f.number(velocityBps, 2)} bps je Balken (Beschleunigung ${f.number(accelerationBps, 3)}).`,
  'kalman-falling': ({ accelerationBps, filteredPrice, velocityBps }, f) =>
    `Der gefilterte Preis ${f.number(filteredPrice, 2)} fällt um ${f.number(-velocityBps, 2)} bps je Balken (Beschleunigung ${f.number(accelerationBps, 3)}).`,
  'kalman-unclear': ({ filteredPrice, velocityBps }, f) =>
    `Eine Geschwindigkeit von ${f.number(velocityBps, 2)} bps je Balken um ${f.number(filteredPrice, 2)} ist vom Stillstand nicht zu unterscheiden.`,
  'win-rate-any': ({ count, rate }, f) =>
    `Ein Kauf für einen Balken gewann in ${f.share(rate)} der Fälle, geschätzt aus ${f.number(count, 0)} Balken.`,
  'win-rate-after-rise': ({ count, rate }, f) =>
    `Nach einem Anstieg gewann ein Kauf für einen Balken in ${f.share(rate)} der Fälle, geschätzt aus ${f.number(count, 0)} Balken.`,
  'win-rate-after-fall': ({ count, rate }, f) =>
    `Nach einem Rückgang gewann ein Kauf für einen Balken in ${f.share(rate)} der Fälle, geschätzt aus ${f.number(count, 0)} Balken.`,
  'monte-carlo-drift': (n, f) =>
    paths(
      `${f.number(n.paths, 0)} Pfade über ${f.number(n.bars, 0)} Balken mit der Drift des Fensters:`,
      n,
      f,
    ),
  'monte-carlo-no-drift': (n, f) =>
    paths(
      `Eine Drift ist nicht erkennbar, darum haben ${f.number(n.paths, 0)} Pfade über ${f.number(n.bars, 0)} Balken keine:`,
      n,
      f,
    ),
  'forest-skilled': ({ accuracy, count, probability }, f) =>
    `Der Wald sagt steigend mit ${f.share(probability)}; er hatte bei ${f.share(accuracy)} von ${f.number(count, 0)} späteren Proben recht.`,
  'forest-unskilled': ({ accuracy, count, probability }, f) =>
    `Der Wald sagt steigend mit ${f.share(probability)}, doch ${f.share(accuracy)} von ${f.number(count, 0)} späteren Proben sind nicht deutlich mehr als die Hälfte.`,
  'autocorrelation-continues': (n, f) => correlated('Renditen setzen sich fort', n, f),
  'autocorrelation-turns': (n, f) => correlated('Renditen kehren um', n, f),
  'autocorrelation-none': (n, f) =>
    correlated('Eine Erinnerung an die vorige Rendite ist nicht nachweisbar', n, f),
  'stationarity-pulled': ({ halfLifeBars, pValue, tau }, f) =>
    `Der Preis wird zu einem Niveau gezogen (ADF ${f.number(tau, 2)}, p ${f.number(pValue, 3)}); die Hälfte eines Abstands vergeht in ${f.number(halfLifeBars, 1)} Balken.`,
  'stationarity-free': ({ pValue, tau }, f) =>
    `Ein Zug zu einem Niveau ist nicht nachweisbar (ADF ${f.number(tau, 2)}, p ${f.number(pValue, 3)}).`,
  'variance-trend': (n, f) => variance('Bewegungen summieren sich stärker als beim Zufallspfad', n, f),
  'variance-reversion': (n, f) => variance('Bewegungen heben sich stärker auf als beim Zufallspfad', n, f),
  'variance-walk': (n, f) =>
    variance('Die Varianz ist von der eines Zufallspfads nicht zu unterscheiden', n, f),
  'context-rising': (n, f) => context('Das Umfeld spricht für steigend', n, f),
  'context-falling': (n, f) => context('Das Umfeld spricht für fallend', n, f),
  'context-mixed': (n, f) => context('Das Umfeld ist uneins', n, f),
};

/** Texts of the eleven theories in German. */
export const theoriesDe: typeof theoriesEn = {
  theories: {
    loading: 'Die Theorien beginnen zu lesen…',
    failed: (detail) => `Die Theorien sind stehen geblieben: ${detail}. Fenster schließen und neu öffnen.`,
    list: 'Elf Theorien',
    interval: 'Balken, die die Theorien lesen',
    preset: 'Wie die Theorien laufen',
    presets: { corrected: 'Korrigiert', described: 'Wie beschrieben' },
    presetHints: {
      corrected:
        'Bekannte Fehler behoben, jeder Wert mit Intervall, und jeder Theorie wird so weit geglaubt, wie ihre Vergangenheit es erlaubt.',
      described: 'Die üblichen Rezepte beim Wort genommen, um zu sehen, was sie wert sind.',
    },
    waiting: (bars) => `noch ${bars} Balken`,
    asOf: (time) => `bis zum Balken, der um ${time} endete`,
    noBars: 'noch kein Balken geschlossen',
    warmingUp: (bars, needed) => `Wärmt auf: ${bars} von ${needed} Balken.`,
    waitsForOutside:
      'Noch nichts bekannt: wartet auf die Kapitalisierung aller Coins, den Anteil von Bitcoin daran und den Angst-und-Gier-Index, oder auf zwei Tage Volumen.',
    noReading: 'Kein Wert: Der Preis bewegt sich nicht genug.',
    suggestions: {
      up: 'steigend',
      down: 'fallend',
      trend: 'setzt sich fort',
      reversion: 'kehrt um',
      random: 'zufällig',
      structured: 'geordnet',
      none: 'keine Richtung',
      'cannot-tell': 'nicht zu sagen',
    },
    noInterval: 'Nennt kein Intervall.',
    interval95: (low, high, kind) => `95 %: ${low} bis ${high} (${kind})`,
    intervalKinds: {
      asymptotic: 'asymptotisch',
      exact: 'exakt',
      posterior: 'a posteriori',
      simulated: 'simuliert',
    },
    outlook: (probability, horizon, base) => `In ${horizon} höher mit ${probability}; Grundrate ${base}.`,
    trust: (share) => `Zu ${share} beim Wort genommen.`,
    verdicts: {
      'too-few': 'Noch zu wenige',
      silent: 'Wich nie von der Grundrate ab',
      helped: '✓ Hat geholfen',
      hurt: '✗ Hat geschadet',
      open: 'Von nichts nicht zu unterscheiden',
    },
    needed: (count, needed) => `${count} von ${needed} Vorhersagen gewertet`,
    gain: (mean, reach, count) => `${mean} ± ${reach} mbit je Vorhersage, ${count} gewertet`,
    gainPath: (bits) => `Summe der Gewinne im Verlauf, jetzt ${bits} Bit`,
    how: 'Wie sie arbeitet',
    about: {
      entropy: {
        title: 'Shannon-Entropie',
        value: 'Entropie',
        unit: '',
        described:
          'Wie beschrieben: wie gleichmäßig die Größen von 200 Renditen verteilt sind. Über 0,7 zufällig, unter 0,3 geordnet.',
        corrected:
          'Korrigiert: was vom nächsten Vorzeichen unbekannt bleibt, wenn die zwei davor bekannt sind; Größen sagen nichts über Vorhersagbarkeit.',
      },
      hurst: {
        title: 'Hurst-Exponent',
        value: 'Exponent',
        unit: '',
        described:
          'Wie beschrieben: einfache reskalierte Spannweite von 200 Renditen. Über 0,5 Trend, darunter Umkehr.',
        corrected:
          'Korrigiert: ohne das, was unabhängige Renditen ergeben, mit dem Intervall simulierten Rauschens. Auf Rauschen sagt die einfache Zahl meist Trend.',
      },
      regime: {
        title: 'Markov-Regime',
        value: 'Bleibt darin',
        unit: '',
        described:
          'Wie beschrieben: Jeder Balken hat den Zustand, den seine Regel nennt; ein Trend gilt als Richtung.',
        corrected:
          'Korrigiert: Wahrscheinlichkeiten von sechs Zuständen aus den Balken bisher gefiltert, nie geglättet; was ein Zustand bedeutet, wird aus dem Danach gelernt.',
      },
      kalman: {
        title: 'Kalman-Filter',
        value: 'Geschwindigkeit',
        unit: 'bps/Balken',
        described:
          'Wie beschrieben: ein Filter für Preis, Geschwindigkeit und Beschleunigung mit festem Rauschen.',
        corrected:
          'Korrigiert: vier Filter mit verschiedenem Rauschen neben einem Preis, der nur wandert, jeder gewichtet nach seinen Vorhersagen.',
      },
      'win-rate': {
        title: 'Bayessche Trefferquote',
        value: 'Gewinne eines Kaufs',
        unit: '',
        described:
          'Wie beschrieben: Anteil der Anstiege unter den letzten 200 bewegten Balken, Vorwissen ein Halb.',
        corrected:
          'Korrigiert: nach Balken, die sich wie der letzte bewegten, mit A-posteriori-Intervall. Vor Kosten; nicht die Quote eigener Geschäfte.',
      },
      'monte-carlo': {
        title: 'Monte Carlo',
        value: 'Pfade mit Gewinn',
        unit: '',
        described:
          'Wie beschrieben: 10.000 Pfade über 20 Balken mit dem Mittel des Fensters, das jeden vergangenen Anstieg fortschreibt.',
        corrected: 'Korrigiert: mit der Volatilität von jetzt und ohne Drift, wenn sie nicht erkennbar ist.',
      },
      forest: {
        title: 'Random Forest',
        value: 'Bisher richtig',
        unit: '',
        described:
          'Wie beschrieben: 100 Bäume auf 55 Merkmalen, beurteilt an Proben, die ein Baum nicht gezogen hatte.',
        corrected:
          'Korrigiert: nur an späteren Proben beurteilt, die dazwischen ausgelassen. Jeden Monat und mindestens alle 800 Balken neu angepasst.',
      },
      autocorrelation: {
        title: 'Autokorrelation',
        value: 'Mit der vorigen Rendite',
        unit: '',
        described:
          'Wie beschrieben: Der stärkste von 100 Abständen sagt voraus, obwohl aus jedem Rauschen etwa fünf herausragen.',
        corrected:
          'Korrigiert: eine Autoregression, deren Ordnung ein Kriterium wählt; ohne Verzerrung, Fehler robust gegen wechselnde Volatilität.',
      },
      stationarity: {
        title: 'Stationarität (ADF)',
        value: 'Zug zu einem Niveau',
        unit: 'des Abstands je Balken',
        described: 'Wie beschrieben: fünf Verzögerungen, geglaubt bei p unter 0,05.',
        corrected:
          'Korrigiert: Verzögerungen nach einem Kriterium, ohne Verzerrung kleiner Stichproben, Glaube fällt bis p = 0,1 ab. Das Intervall gilt, wo es einen Zug gibt.',
      },
      variance: {
        title: 'Varianz',
        value: 'Verhältnis über vier Balken',
        unit: '',
        described:
          'Wie beschrieben: das Verhältnis von acht Balken beim Wort genommen. Mit laufender Volatilität und GARCH(1,1).',
        corrected:
          'Korrigiert: Nachbarbewegungen gelten nur so weit als verwandt, wie der Test heraussticht, mit robustem Fehler.',
      },
      context: {
        title: 'Marktumfeld',
        value: 'Saldo der Größen',
        unit: '',
        described:
          'Wie beschrieben: Kapitalisierung, Anteil von Bitcoin, Angst und Gier und das Volumen eines Tages werden zu einer Richtung addiert.',
        corrected:
          'Korrigiert: mit dem Intervall, das so wenige Größen lassen; auch vier von vier beweisen nichts.',
      },
    },
    sentences,
  },
};
