/** What the charts of a report and of a comparison say: a title that states a finding, axes, captions, why there is no chart. */
import type { CostPart } from '../../../money/hourly.ts';

export type PlotWords = {
  readonly speed: string;
  readonly fastest: (work: string, name: string, times: string, next: string) => string;
  readonly speedAxis: string;
  /** The reference has speeds on a work that cannot all be right. `speeds`: how many, in a chart of one work; null in one of several. */
  readonly apart: (reference: string, times: string, speeds: number | null) => string;
  readonly cost: string;
  readonly costAxis: (currency: string) => string;
  readonly atRent: (label: string, rent: string, kind: string) => string;
  readonly unlikeRents: string;
  readonly noSpeed: string;
  readonly noCost: string;
  readonly notDrawn: (title: string, reason: string) => string;
  readonly runnerUp: string;
  readonly efficiency: string;
  readonly efficiencyAxis: string;
  readonly rowsAxis: string;
  readonly efficiencyCaption: string;
  readonly noRowsSpan: string;
  readonly parts: string;
  readonly mostOfStep: (part: string, share: string) => string;
  readonly partsAxis: string;
  readonly partsCaption: (least: string, most: string) => string;
  readonly noSteps: string;
  readonly noTraces: string;
  readonly curves: string;
  readonly curvesAxis: string;
  readonly oracle: string;
  readonly noCurves: string;
  readonly trainingCost: (model: string) => string;
  readonly trainingCostAxis: (money: string, tokens: string) => string;
  readonly wholeModel: (model: string) => string;
  readonly costParts: string;
  readonly mostOfCost: (part: string, share: string, name: string) => string;
  readonly costPartsAxis: (money: string) => string;
  readonly costPartsCaption: string;
  readonly noCostParts: string;
  readonly costPart: Readonly<Record<CostPart, string>>;
  readonly frontier: string;
  readonly onFrontier: (names: readonly string[]) => string;
  readonly frontierCaption: string;
  readonly frontierTime: Readonly<Record<'deviceHoursPerTrillionTokens' | 'days', string>>;
  readonly noFrontier: string;
  readonly tornado: (name: string) => string;
  readonly mostMoving: (input: string, name: string) => string;
  readonly tornadoAxis: string;
  readonly tornadoCaption: string;
  /** Of inputs that a chart has no room for. */
  readonly moreInputs: (count: number) => string;
  readonly noTornado: string;
  readonly roofline: string;
  readonly limits: Readonly<Record<'memory' | 'compute', (name: string) => string>>;
  readonly rooflineAxis: (unit: string) => string;
  readonly intensityAxis: string;
  readonly largestMatmul: (name: string) => string;
  readonly sheetRoof: (chip: string, dtype: string) => string;
  readonly rooflineCaption: string;
  readonly noRoofline: string;
  readonly memory: string;
  readonly memoryAxis: (unit: string) => string;
  readonly memoryPart: Readonly<Record<MemoryPart, string>>;
  readonly memoryCaption: string;
  readonly memoryOnDevice: string;
  readonly noMemory: string;
  readonly energy: string;
  readonly energyAxis: (unit: string) => string;
  readonly estimated: string;
  readonly energyCaption: string;
  readonly noEnergy: string;
  readonly stepTimes: string;
  readonly stepHistogram: string;
  readonly stepTimesAxis: (unit: string) => string;
  readonly round: (round: number) => string;
  readonly stepTimesCaption: string;
  readonly noStepTimes: string;
  readonly histogramAxis: string;
  /** Of rows that a chart has no room for. */
  readonly moreRows: (count: number) => string;
  readonly byRouting: string;
  /** A pass without a row is its own name. */
  readonly passes: Readonly<Record<string, string>>;
  readonly separator: string;
};

export const MEMORY_PARTS = [
  'weights',
  'gradients',
  'optimizer',
  'activations',
  'empty session',
  'arena slack',
  'rest',
] as const;
export type MemoryPart = (typeof MEMORY_PARTS)[number];
