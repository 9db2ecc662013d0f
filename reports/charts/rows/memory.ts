/** What the memory peak of each row is made of. */
import type { Reading } from '../../../results/schema/reading.ts';
import { decimalUnit } from '../../format.ts';
import type { Report, ReportRow } from '../../report/schema.ts';
import { isComparable } from '../../rows/work.ts';
import type { Language } from '../../words/language.ts';
import { MEMORY_PARTS, type MemoryPart } from '../../words/pages/plots/plot-words.ts';
import { PLOT_WORDS } from '../../words/pages/plots/plots.ts';
import { grouped, type Plot, type StackBar } from '../plot.ts';
import { rowNames } from './names.ts';

/** Each bar is the whole measured peak: what no part is known of is its rest. */
export function memoryAccount(report: Report, language: Language = 'en', id = 'memory'): Plot {
  const words = PLOT_WORDS[language];
  const names = rowNames(report, language);
  const accounts = report.rows.map(row => ({ row, parts: partsOf(row) })).filter(({ parts }) => parts.length > 0);
  const wholes = accounts.map(({ parts }) => parts.reduce((sum, { bytes }) => sum + bytes, 0));
  if (accounts.length === 0) return { id, title: words.memory, drawn: false, reason: words.noMemory };
  const unit = decimalUnit(Math.max(...wholes), 'B');
  const groups = grouped(
    report.referenceRows.map(({ workload }) => workload),
    names.work,
    shown =>
      accounts
        .filter(({ row }) => isComparable(row.workload, shown))
        .map(
          ({ row, parts }): StackBar => ({
            label: names.lane(row),
            segments: parts.map(({ part, bytes }) => ({ name: words.memoryPart[part], value: bytes * unit.factor })),
            total: null,
          }),
        ),
  );
  return {
    id,
    title: words.memory,
    drawn: true,
    language,
    kind: 'stack',
    axis: words.memoryAxis(unit.symbol),
    names: MEMORY_PARTS.map(part => words.memoryPart[part]),
    groups,
    caption: [words.memoryCaption, ...(report.rows.some(isOnDevice) ? [words.memoryOnDevice] : [])],
  };
}

/** Its parts but the empty session are in device memory, and in no peak of the host. */
const isOnDevice = ({ memory: { arenaSlackBytes: slack } }: ReportRow): boolean =>
  !slack.available && slack.code === 'not-on-host';

type Part = { readonly part: MemoryPart; readonly bytes: number };

function partsOf(row: ReportRow): Part[] {
  const { memory, peakHostBytes: peak } = row;
  // Without a measured peak and the resident memory of the empty session the parts are no account of a peak.
  if (!peak.available || !memory.emptySessionBytes.available || isOnDevice(row)) return [];
  const known = knownParts(memory);
  const rest = peak.value - known.reduce((sum, { bytes }) => sum + bytes, 0);
  if (memory.arenaSlackBytes.available) return known;
  // Parts above the peak: one of the two is wrong.
  return rest < 0 ? [] : [...known, { part: 'rest', bytes: rest }];
}

function knownParts(memory: ReportRow['memory']): Part[] {
  const sizes: readonly (readonly [MemoryPart, number | Reading])[] = [
    ['weights', memory.weightsBytes],
    ['gradients', memory.gradientsBytes],
    ['optimizer', memory.optimizerBytes],
    ['activations', memory.activationsBytes],
    ['empty session', memory.emptySessionBytes],
    ['arena slack', memory.arenaSlackBytes],
  ];
  return sizes.flatMap(([part, size]) => {
    const bytes = bytesOf(size);
    return bytes === null || bytes <= 0 ? [] : [{ part, bytes }];
  });
}

function bytesOf(size: number | Reading): number | null {
  if (typeof size === 'number') return size;
  return size.available ? size.value : null;
}
