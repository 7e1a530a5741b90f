import { z } from 'zod';
import type { ParameterView, StrategyCatalogView } from '../../contract/views.ts';
import type { Strategy } from '../../strategies/strategy.ts';

const described = z.object({
  type: z.string().optional(),
  enum: z.array(z.string()).optional(),
  description: z.string().default(''),
  minimum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  maximum: z.number().optional(),
});

/** What the window needs to offer a strategy: words, parameters with their bounds, presets filled in. */
export function catalogView(strategy: Strategy): StrategyCatalogView {
  const { properties = {} } = z.toJSONSchema(strategy.params, { io: 'input' });
  return {
    strategyId: strategy.id,
    title: strategy.title,
    hypothesis: strategy.hypothesis,
    parameters: Object.entries(properties).map(([name, schema]) =>
      parameterView(name, described.parse(schema)),
    ),
    presets: strategy.presets.map(({ description, name, params, title }) => ({
      name,
      title,
      description,
      params: strategy.params.parse(params) as Record<string, number | string | boolean>,
    })),
  };
}

function parameterView(name: string, schema: z.output<typeof described>): ParameterView {
  const { description, enum: choices = [], maximum, type } = schema;
  const min = schema.minimum ?? schema.exclusiveMinimum;
  return {
    name,
    description,
    type: choices.length > 0 ? 'choice' : type === 'boolean' ? 'boolean' : 'number',
    choices,
    min: min !== undefined && Math.abs(min) < Number.MAX_SAFE_INTEGER ? min : null,
    max: maximum !== undefined && Math.abs(maximum) < Number.MAX_SAFE_INTEGER ? maximum : null,
  };
}
