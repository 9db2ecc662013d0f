/** The charts' titles, axes and captions in English. */
import type { PlotWords } from './plot-words.ts';

function speedsText(times: string, speeds: number | null): string {
  if (speeds === null) return `stands here twice beside some works, up to ${times} times apart`;
  return speeds === 2
    ? `has two speeds here, ${times} times apart`
    : `has ${speeds} speeds here, up to ${times} times apart`;
}

export const ENGLISH: PlotWords = {
  speed: 'Speed',
  fastest: (work, name, times, next) => `${name} is the fastest on ${work}: ${times} times ${next}`,
  speedAxis: 'Tokens per second, of the work in the heading',
  apart: (reference, times, speeds) =>
    `${reference} ${speedsText(times, speeds)}: each device is compared with the speed by its own software. A measured or a sibling’s speed rests on a timing of that work; a projection only on the data sheet and on published training of whole models, and small works run far below it.`,
  cost: 'Cost',
  atRent: (label, rent, kind) => `${label}, at ${rent}/h (${kind})`,
  unlikeRents:
    'Each device is at its newest rent, and these are of unlike kinds: do not divide one by the other. A saving is from rents of one kind.',
  costAxis: currency => `${currency} per 10¹² tokens, of the work in the heading`,
  noSpeed: 'Speed is not drawn, because no proven row has one.',
  noCost: 'no measured chip has a known rent',
  notDrawn: (title, reason) => `${title} is not drawn: ${reason}.`,
  runnerUp: ', runner-up',
  efficiency: 'Efficiency by rows per expert',
  efficiencyAxis: 'Useful FLOP/s ÷ those of the largest matrix product, %',
  rowsAxis: 'Rows per expert (tokens × k ÷ experts)',
  efficiencyCaption:
    'With few rows an expert reads its weights for little work: memory limits the step, whatever the code. Workloads differ in more than that.',
  noRowsSpan: 'Not drawn, because no two workloads with an efficiency differ in rows per expert.',
  parts: "Where a step's time goes",
  mostOfStep: (part, share) => `Most of a step's time goes to ${part}: ${share}`,
  partsAxis: 'Share of the traced step',
  partsCaption: (least, most) =>
    `One traced step each. Its parts add up to ${least === most ? least : `${least} to ${most}`} % of it.`,
  noSteps: 'Not drawn, because no training step was measured.',
  noTraces: 'Not drawn, because no training step was traced by part.',
  curves: 'Does it train the same',
  curvesAxis: 'Cross-entropy, small form of the step',
  oracle: 'oracle, float64',
  noCurves: 'Not drawn, because no training step was proven over several steps.',
  trainingCost: model => `Cost of training ${model}, not measured here`,
  trainingCostAxis: (money, tokens) => `${money} for ${tokens}`,
  wholeModel: model => `Training ${model}, whole model`,
  costParts: 'What the cost is made of',
  mostOfCost: (part, share, name) => `${part} is ${share} of the cost on ${name}`,
  costPartsAxis: money => `${money} per 10¹² tokens`,
  costPartsCaption: 'Parts at the points of all inputs; the whisker is the 95 % interval of the total.',
  noCostParts: 'Not drawn, because the cost of no offer is known.',
  costPart: {
    rent: 'rent',
    capital: 'purchase',
    upkeep: 'upkeep',
    power: 'power',
    idlePower: 'idle power',
    tax: 'tax',
  },
  frontier: 'Cost against time',
  onFrontier: names => `Cost against time: on the frontier ${names.join(', ')}`,
  frontierCaption:
    'On the frontier: no other offer is both cheaper and faster at the points of all inputs. Whiskers are 95 % intervals.',
  frontierTime: { deviceHoursPerTrillionTokens: 'Device-hours per 10¹² tokens', days: 'Days of training' },
  noFrontier: 'Not drawn, because fewer than two offers have both a cost and a time.',
  tornado: name => `What moves the saving of ${name}`,
  mostMoving: (input, name) => `${input} moves the saving of ${name} most`,
  tornadoAxis: 'Saving against the reference, %',
  tornadoCaption: 'Each input alone goes from its 10th to its 90th percentile, all others at their points.',
  moreInputs: count => `${count} more ${count === 1 ? 'input moves' : 'inputs move'} it less.`,
  noTornado: 'Not drawn, because no input of it has a spread.',
  roofline: 'Roofline',
  limits: {
    memory: name => `By the data sheet memory limits ${name}`,
    compute: name => `By the data sheet compute limits ${name}`,
  },
  rooflineAxis: unit => `Useful work, ${unit}`,
  intensityAxis: 'Arithmetic intensity, FLOP per byte',
  largestMatmul: name => `${name}: measured matmul`,
  sheetRoof: (chip, dtype) => `${chip}, ${dtype}`,
  rooflineCaption:
    'Solid roofs are the largest matrix product measured on the device in the same run; dashed roofs are peak and memory bandwidth of the data sheet. Intensity is useful FLOPs ÷ least bytes moved: these count each tensor once a use, so a real step moves more.',
  noRoofline: 'Not drawn, because no proven row has a rate.',
  memory: 'What the peak of host memory is made of',
  memoryAxis: unit => `Host memory at the peak, ${unit}`,
  memoryPart: {
    weights: 'weights',
    gradients: 'gradients',
    optimizer: 'optimizer',
    activations: 'activations',
    'empty session': 'empty session',
    'arena slack': 'arena slack',
    rest: 'rest, not told apart',
  },
  memoryCaption:
    "Weights to activations follow from the graph. The empty session is resident before the first step; arena slack is what the runtime's arena holds and does not use.",
  memoryOnDevice: 'A step that is held in device memory has no such account and is not drawn.',
  noMemory: 'Not drawn, because no row has an account of its memory.',
  energy: 'Energy per token',
  energyAxis: unit => `${unit} per token through the work named, without PUE`,
  estimated: ', estimated',
  energyCaption: 'At the widest boundary that was read, which differs between devices: see each row.',
  noEnergy: 'Not drawn, because no proven row has a reading of energy.',
  stepTimes: 'Step times round by round',
  stepHistogram: 'How the steps are distributed',
  stepTimesAxis: unit => `Step, ${unit}: median, 5th to 95th percentile`,
  round: round => `round ${round + 1}`,
  stepTimesCaption: 'The whisker of a round is the spread of its steps, not an interval of its median.',
  noStepTimes: 'Not drawn, because no row has rounds.',
  histogramAxis: 'Share of the steps, %',
  moreRows: count => `${count} more ${count === 1 ? 'row is' : 'rows are'} not drawn.`,
  byRouting: 'Speed by routing',
  passes: {},
  separator: ', ',
};
