import { type ComponentType, lazy } from 'react';
import { FillsPanel } from '../../panels/fills/FillsPanel.tsx';
import { HealthPanel } from '../../panels/health/HealthPanel.tsx';
import { HeatmapPanel } from '../../panels/heatmap/HeatmapPanel.tsx';
import { LadderPanel } from '../../panels/ladder/LadderPanel.tsx';
import { LibraryPanel } from '../../panels/library/LibraryPanel.tsx';
import { LogPanel } from '../../panels/log/LogPanel.tsx';
import { MarketsPanel } from '../../panels/markets/MarketsPanel.tsx';
import { OrdersPanel } from '../../panels/orders/OrdersPanel.tsx';
import { PositionsPanel } from '../../panels/positions/PositionsPanel.tsx';
import { RefusalsPanel } from '../../panels/refusals/RefusalsPanel.tsx';
import { LimitsPanel } from '../../panels/risk/LimitsPanel.tsx';
import { MakerPanel } from '../../panels/risk/MakerPanel.tsx';
import { RiskPanel } from '../../panels/risk/RiskPanel.tsx';
import { RiskRulesPanel } from '../../panels/risk/RiskRulesPanel.tsx';
import { RulePacksPanel } from '../../panels/risk/RulePacksPanel.tsx';
import { ReportsPanel } from '../../panels/reports/ReportsPanel.tsx';
import { StrategiesPanel } from '../../panels/strategies/StrategiesPanel.tsx';
import { TapePanel } from '../../panels/tape/TapePanel.tsx';
import { TicketPanel } from '../../panels/ticket/TicketPanel.tsx';
import { TradesPanel } from '../../panels/trades/TradesPanel.tsx';

// The chart library is most of the window's code; the window shows itself before it is read.
const AccountPanel = lazy(async () => ({
  default: (await import('../../panels/account/AccountPanel.tsx')).AccountPanel,
}));
const ChartPanel = lazy(async () => ({
  default: (await import('../../panels/chart/ChartPanel.tsx')).ChartPanel,
}));

const FootprintPanel = lazy(async () => ({
  default: (await import('../../panels/footprint/FootprintPanel.tsx')).FootprintPanel,
}));
const DeltaPanel = lazy(async () => ({
  default: (await import('../../panels/delta/DeltaPanel.tsx')).DeltaPanel,
}));
const FormulasPanel = lazy(async () => ({
  default: (await import('../../panels/formulas/FormulasPanel.tsx')).FormulasPanel,
}));
const TheoriesPanel = lazy(async () => ({
  default: (await import('../../panels/theories/TheoriesPanel.tsx')).TheoriesPanel,
}));
const VotePanel = lazy(async () => ({
  default: (await import('../../panels/vote/VotePanel.tsx')).VotePanel,
}));
const ProfilePanel = lazy(async () => ({
  default: (await import('../../panels/profile/ProfilePanel.tsx')).ProfilePanel,
}));
const TruePricePanel = lazy(async () => ({
  default: (await import('../../panels/true-price/TruePricePanel.tsx')).TruePricePanel,
}));

/** One kind of panel. */
interface PanelKind {
  readonly component: ComponentType;
  /** Whether it shows one instrument and so belongs to a color group. */
  readonly isLinked: boolean;
  /** Whether several can be open, each with its own color and settings. */
  readonly isRepeatable?: boolean;
}

/** Every panel a person can open. */
export const PANELS = {
  chart: { component: ChartPanel, isLinked: true, isRepeatable: true },
  ladder: { component: LadderPanel, isLinked: true, isRepeatable: true },
  heatmap: { component: HeatmapPanel, isLinked: true, isRepeatable: true },
  tape: { component: TapePanel, isLinked: true, isRepeatable: true },
  footprint: { component: FootprintPanel, isLinked: true, isRepeatable: true },
  delta: { component: DeltaPanel, isLinked: true, isRepeatable: true },
  profile: { component: ProfilePanel, isLinked: true, isRepeatable: true },
  ticket: { component: TicketPanel, isLinked: true },
  markets: { component: MarketsPanel, isLinked: true },
  strategies: { component: StrategiesPanel, isLinked: true },
  positions: { component: PositionsPanel, isLinked: false },
  orders: { component: OrdersPanel, isLinked: false },
  fills: { component: FillsPanel, isLinked: false },
  trades: { component: TradesPanel, isLinked: false },
  refusals: { component: RefusalsPanel, isLinked: false },
  account: { component: AccountPanel, isLinked: false },
  reports: { component: ReportsPanel, isLinked: false },
  health: { component: HealthPanel, isLinked: false },
  library: { component: LibraryPanel, isLinked: false },
  formulas: { component: FormulasPanel, isLinked: true },
  'true-price': { component: TruePricePanel, isLinked: false },
  theories: { component: TheoriesPanel, isLinked: true, isRepeatable: true },
  vote: { component: VotePanel, isLinked: true, isRepeatable: true },
  risk: { component: RiskPanel, isLinked: false },
  limits: { component: LimitsPanel, isLinked: false },
  'rule-packs': { component: RulePacksPanel, isLinked: false },
  'risk-rules': { component: RiskRulesPanel, isLinked: false },
  maker: { component: MakerPanel, isLinked: false },
  log: { component: LogPanel, isLinked: false },
} as const satisfies Record<string, PanelKind>;

export type PanelId = keyof typeof PANELS;
export const PANEL_IDS = Object.keys(PANELS) as PanelId[];

/** The panels of which several can be open. */
export const REPEATABLE_PANEL_IDS = PANEL_IDS.filter((id) => 'isRepeatable' in PANELS[id]);

export const isPanelId = (id: string): id is PanelId => Object.hasOwn(PANELS, id);
