import { STRATEGY_TITLES } from '../../electron/contract/strategy-titles.ts';
import type { CatalogWords } from './strategy-texts.ts';

const titles = STRATEGY_TITLES.de;
const stop = 'Schutz-Stop ab dem Einstieg, in bps';
const target = 'Gewinn, bei dem die Position geschlossen wird, in bps';
const slippage = 'Erwarteter Schlupf hin und zurück über die Spanne hinaus, in bps';
const levels = 'Preisstufen je Seite im Ungleichgewicht';
const shown = 'Erhalten, um zu zeigen, was es tut, nicht weil es wirkt.';

/** Die Strategien, ihre Vorlagen und Parameter auf Deutsch, nach ihren Namen. */
export const catalogDe: Readonly<Record<string, CatalogWords>> = {
  'renaissance-gate': {
    title: titles['renaissance-gate'],
    hypothesis:
      'Das Ungleichgewicht des sichtbaren Buchs sagt die nächste Bewegung der Mitte um mehr voraus, als Hin- und Rückweg kosten.',
    parameters: {
      sign: 'Wohin das Ungleichgewicht weist: aus den Daten geschätzt, oder immer dagegen, wie zuerst beschrieben',
      levels,
      threshold: '|ln(Kaufmenge / Verkaufsmenge)|, unter dem es kein Signal gibt',
      signalLevel: '|Ungleichgewicht|, ab dem das Signal als stark gilt',
      allowWeak: 'Schwache Signale behalten volles Vertrauen; sonst behalten sie 80 % davon',
      confidenceBoost: 'Faktor auf das Vertrauen bei starkem Signal',
      baseWinRate: 'Angenommener Anteil gewinnender Trades (nur dagegen)',
      stopBps: stop,
      targetBps: target,
      maxHoldMs: 'Längste Zeit in einer Position, in ms (nur dagegen)',
      slippageBps: slippage,
      analysisEveryMs: 'Wie oft ins Buch gesehen wird, in ms',
      regressionPairs: 'Paare in jeder rollenden Regression (nur geschätzt)',
      minAbsT: '|Steigung / Standardfehler|, ab dem ein Horizont zählt (nur geschätzt)',
      confidenceZ: 'Standardfehler, die von der erwarteten Bewegung abgezogen werden (nur geschätzt)',
      dailyTradeBudget: 'Einstiege je Tag, die nicht überschritten werden; ein Budget, kein Ziel',
    },
    presets: {
      corrected: [
        'Berichtigt',
        'Vorzeichen und Größe der Wirkung werden je Horizont mit HAC-Fehlern geschätzt; gehandelt wird nur ein signifikanter Horizont, dessen vorsichtiger Erwartungswert Hin- und Rückweg trägt. Meist bleibt sie draußen.',
      ],
      'as-described': [
        'Wie beschrieben',
        `Handelt mit festem Vorzeichen gegen das Ungleichgewicht, nimmt an, dass die Hälfte der Trades gewinnt, Stop 0,5 %, Ziel 1,5 %. ${shown}`,
      ],
      'as-described-conservative': [
        'Wie beschrieben, vorsichtig',
        'Wie beschrieben mit einer Schwelle von 0,25.',
      ],
      'as-described-aggressive': ['Wie beschrieben, forsch', 'Wie beschrieben mit einer Schwelle von 0,10.'],
    },
  },
  'order-flow': {
    title: titles['order-flow'],
    hypothesis:
      'Mehrere Maße des Orderflusses zusammen sagen die Mitte um mehr voraus, als Hin- und Rückweg kosten.',
    parameters: {
      weights: 'Fortlaufend an vergangenen Ergebnissen angepasst, oder die zuerst beschriebenen Gewichte',
      enterAbove: '|Punktzahl|, ab der eingestiegen wird (nur beschrieben)',
      imbalanceAbove: '|Buchungleichgewicht|, das zählt (nur beschrieben)',
      imbalanceThreshold:
        'Das Ungleichgewicht an der festen Schwelle messen, oder an einem Quantil der früheren',
      adaptiveShare: 'Dieses Quantil, von 0 bis 1',
      adaptiveHalfLife: 'Blicke, nach denen einer halb zählt',
      aggressiveAbove: 'Kaufdruck, der als aggressiv gilt (nur beschrieben)',
      levels,
      depthWithinBps: 'Abstand von der Mitte, der als Tiefe zählt, in bps',
      momentumSec: 'Fenster des Orderfluss-Schwungs, in s',
      pressureSec: 'Fenster des Kaufdrucks, in s',
      vwapSec: 'Fenster des VWAP, in s',
      profileHours: 'Fenster des Volumenprofils, in h',
      whaleSample: 'Orders, an denen ein Großer gemessen wird; ein Zehntel davon ist der Anlauf',
      decideEveryMs: 'Wie oft sie hinsieht, in ms',
      horizonMs: 'Wie weit ein Ergebnis voraus liegt, in ms (nur angepasst)',
      fitWindow: 'Ergebnisse, auf die eine Anpassung zurücksieht (nur angepasst)',
      fewestOutcomes: 'Ergebnisse vor der ersten Anpassung (nur angepasst)',
      fewestScored: 'Vorhersagen, die bewertet sein müssen, bevor eine zählt (nur angepasst)',
      skillZ: 'Standardfehler, um die sie besser als die Grundrate sein müssen (nur angepasst)',
      ridge: 'Strafe auf die Gewichte (nur angepasst)',
      stopBps: stop,
      targetBps: target,
      maxHoldMs: 'Längste Zeit in einer Position, in ms (nur beschrieben)',
      slippageBps: slippage,
    },
    presets: {
      corrected: [
        'Berichtigt',
        'Die Gewichte kommen aus einer logistischen Regression auf vergangene Ergebnisse, fortlaufend angepasst. Ohne Anpassung, oder solange ihre Vorhersagen nicht um mehr als Glück besser sind als die Grundrate, stimmt sie nicht ab; was die Stimme wert ist, muss Hin- und Rückweg tragen.',
      ],
      'as-described': [
        'Wie beschrieben',
        `Zählt sieben Vorzeichen mit festen Gewichten zusammen (0,30, 0,20, 0,15, 0,15, 0,10, 0,10, 0,10 von 1,10) und steigt jenseits von 0,4 ein, was auch immer Hin- und Rückweg kosten. ${shown}`,
      ],
    },
  },
  'formula-vote': {
    title: titles['formula-vote'],
    hypothesis:
      'Formeln, die jede ein wenig besser sind als eine Münze, sind zusammen mehr wert als Hin- und Rückweg kosten.',
    parameters: {
      count: 'Stimmen gewogen nach ihrer Bilanz und danach, was andere auch sagen, oder jede Formel gleich',
      group: 'Wer abstimmt: Formeln für die nächste Minute, die nächste Viertelstunde oder den nächsten Tag',
      targetBps: target,
      stopBps: stop,
      trailFromBps: 'Gewinn, ab dem ein nachgezogener Stop folgt, in bps',
      trailBps: 'Kleinster Abstand des nachgezogenen Stops, in bps',
      maxHoldSec: 'Längste Zeit in einer Position, in s',
      minHoldSec: 'Vor dieser Zeit schließen nur der Stop und der Sieg der Gegenseite, in s',
      slippageBps: slippage,
      fewestOutcomes: 'Ergebnisse von Abstimmungen, bevor ihre Bilanz zählt',
      calibrationWindow: 'Letzte Ergebnisse von Abstimmungen, auf die zurückgeblickt wird',
      calibrationRefit: 'Ergebnisse, nach denen Gewinnwahrscheinlichkeiten neu angepasst werden',
      edgeZ: 'Standardfehler, die vom Wert der Abstimmungen abgezogen werden (nur gewogen)',
      redBps: 'Erwartungswert, unter dem nichts eröffnet wird, in bps',
      greenBps: 'Erwartungswert, ab dem die volle Größe eröffnet wird, in bps',
      yellowShare: 'Teil der Größe dazwischen, nur bei kleinem Kapital',
      smallEquity: 'Höchstes Kapital, das als klein gilt, in der Kurswährung',
      poolExponent:
        'Wie viel entschiedener die gemeinsame Wahrscheinlichkeit mehrerer Gruppen gemacht wird, für die Größe',
      kellyShare: 'Teil des Kelly-Einsatzes, der verlangt wird',
      maxAllocation: 'Höchstens verlangter Anteil am Kapital',
      entriesPerDay: 'Einstiege je Tag, die nicht überschritten werden (nur gewogen)',
    },
    presets: {
      corrected: [
        'Berichtigt',
        'Formeln werden nach ihrer eigenen Bilanz gewogen und teilen sich eine Stimme, wo sie gemeinsam irren. Der Sieger wird nur gehandelt, wenn Filter offen sind und was Abstimmungen dieser Überzeugung bisher wert waren, weniger 1,64 Standardfehler, Hin- und Rückweg trägt. Ohne Bilanz bleibt sie draußen.',
      ],
      'corrected-fast': [
        'Berichtigt, schnelle Abstimmung',
        'Dasselbe mit den Formeln der nächsten Minute: Ziel und Stop 20 bps, längstens fünf Minuten.',
      ],
      'as-described': [
        'Wie beschrieben',
        `Jede Formel zählt gleich, auch Kopien: sie steigt ein, wo die Summe aller Signale und die Mehrheiten der Paare übereinstimmen, mit der Hälfte eines Kelly-Einsatzes, Ziel 1,5 %, Stop 0,5 %. Bis 60 Abstimmungen beendet sind, gilt jede als in mindestens der Hälfte der Fälle gewonnen. ${shown}`,
      ],
      'as-described-fast': [
        'Wie beschrieben, schnelle Abstimmung',
        'Wie beschrieben mit den Formeln der nächsten Minute.',
      ],
    },
  },
  'buy-and-hold': {
    title: titles['buy-and-hold'],
    hypothesis: 'Das Instrument selbst steigt um mehr, als ein Hin- und Rückweg kosten.',
    parameters: {
      allocation: 'Einzusetzender Anteil am Kapital, als Bruchteil',
      stopBps: 'Schutz-Stop unter dem Einstieg, in bps',
    },
    presets: {
      default: [
        'Ein Fünftel des Kontos',
        'Kauft einmal für 20 % des Kapitals, mit einem Schutz-Stop 15 % darunter.',
      ],
    },
  },
};
