import type { FlowWatch } from '../../contract/flow.ts';
import type { FlowSource } from './flow-source.ts';
import type { OpenFlowSource, SessionFlow } from './session-flow.ts';

type Opener<Kind extends FlowWatch['kind']> = (
  watch: Extract<FlowWatch, { kind: Kind }>,
  flow: SessionFlow,
) => FlowSource | undefined;

/** The source of every kind of watch. */
const openers: { readonly [Kind in FlowWatch['kind']]?: Opener<Kind> } = {};

export const openFlowSource: OpenFlowSource = (watch, flow) =>
  (openers[watch.kind] as Opener<typeof watch.kind> | undefined)?.(watch as never, flow);
