/** From settings to a comparison, by the modules that `moebench compare` uses: no formula stands here. */
import { UsageError } from '../../suites/usage-error.ts';
import { checkValue, type Path } from '../case/read.ts';
import { resolveCase } from '../case/resolve.ts';
import { projectedSpeed } from '../case/speed/projected.ts';
import { shippedChips } from '../catalog/catalog.ts';
import { absent } from '../figure.ts';
import { compare, type Kept } from '../money/comparison.ts';
import { storeOf } from '../money/sampling/store.ts';
import type { Comparison } from '../money/schema.ts';
import { fitProjection, type Projector } from '../projection/project.ts';
import type { CalculatorData } from './data.ts';
import { type Place, placeOf } from './place.ts';
import type { Settings } from './settings.ts';
import { caseOf } from './written-case.ts';

export type Answer =
  | { readonly status: 'compared'; readonly comparison: Comparison }
  | { readonly status: 'refused'; readonly place: Place; readonly message: string };

/** 40 MiB of columns: those of 8 offers with an interval each, and what was typed of late. */
const MOST_COLUMNS = 320;
/** Rows of what was typed of late. */
const MOST_ROWS = 64;

/** Compares again and again; what was fitted or drawn for other settings is kept. */
export function calculatorOn({ catalog, models }: CalculatorData): (settings: Settings) => Answer {
  const projector = lazily(() => remembered(fitProjection(catalog.anchors, shippedChips(catalog))));
  const kept: Kept = { columns: storeOf(MOST_COLUMNS), rows: storeOf(MOST_ROWS) };
  const speeds = {
    published: catalog.anchors.anchors,
    project: (query: Parameters<typeof projectedSpeed>[0]) => projectedSpeed(query, { catalog, projector }),
    // Records are not in the page: settings have no form that asks for them.
    fromResults: () => absent('no-speed-given'),
    measuredWatts: () => absent('no-watts-given'),
  };
  return settings => answerOf(settings, { catalog, models, speeds, asOf: null, newestRecord: null }, kept);
}

function answerOf(settings: Settings, around: Parameters<typeof resolveCase>[1], kept: Kept): Answer {
  try {
    const read = checkValue(caseOf(settings), (path, message) => new Refusal(path, message));
    return { status: 'compared', comparison: compare(resolveCase(read, around), kept) };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const path = error instanceof Refusal ? error.path : [];
    return { status: 'refused', place: placeOf(path, settings), message: error.message };
  }
}

/** A fault of the settings, with its place in the case. */
class Refusal extends UsageError {
  readonly path: Path;
  constructor(path: Path, message: string) {
    super(message);
    this.path = path;
  }
}

/** The same model on the same chip is projected once. */
function remembered(projector: Projector): Projector {
  const found = new Map<string, ReturnType<Projector['project']>>();
  return {
    ...projector,
    project: query => {
      const { chip, model, dtype, devices } = query;
      const key = JSON.stringify([chip.id, model, dtype, devices]);
      const projection = found.get(key) ?? projector.project(query);
      found.set(key, projection);
      return projection;
    },
  };
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
