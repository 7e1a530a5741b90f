import { LineChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

echarts.use([LineChart, GridComponent, TooltipComponent, CanvasRenderer]);

export type Chart = echarts.EChartsType;
export type ChartOption = echarts.EChartsCoreOption;

/** Starts a chart in an element, on a canvas. The caller disposes of it. */
export const startChart = (element: HTMLElement): Chart =>
  echarts.init(element, undefined, { renderer: 'canvas' });
