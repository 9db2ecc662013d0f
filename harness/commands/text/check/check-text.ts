/** What `moebench check` prints: what got worse first, each with what changed and how to accept it, then what is less sure or less news. */
import pc from 'picocolors';
import { isOpenRegression } from '../../../../reports/regressions/check.ts';
import { type Entry, entriesOf, type SteppedFinding, withStep } from '../../../../reports/regressions/entries.ts';
import type { Check } from '../../../../reports/regressions/schema.ts';
import { DAMAGE, headline } from '../../../../reports/words/regressions/check-words.ts';
import { METRIC_WORDS, targetText, workText } from '../../../../reports/words/regressions/series-text.ts';
import { changedText, entryText } from '../../../../reports/words/regressions/step-text.ts';
import { answer, type Screen, type Section, screenText } from '../screen.ts';
import { hanging } from '../terminal.ts';
import { acceptCommand, DEFAULT_RESULTS } from './accept-hint.ts';
import { dayText, endedGroups, isSingleMachine, stateGroups } from './check-groups.ts';

/** `results`: the folder of the records, for the commands that are shown. */
export function checkText(check: Check, screen: Screen, results: string = DEFAULT_RESULTS): string {
  const { columns } = screen;
  if (check.runs.length === 0) return 'No run here. Next: moebench run\n';
  const sections = [
    answer(hanging(PAINT[check.verdict](headline(check)), columns)),
    ...STEP_SECTIONS.map(row => stepSection(row, check, { columns, results })),
    section('Accepted:', 'accepted', acceptedLines(check, columns)),
    section('Not judged:', 'not judged', stateGroups(check, 'not-judged', columns)),
    section('Too few nights yet:', 'too few nights', stateGroups(check, 'insufficient-history', columns)),
    section('Measured on earlier nights and not on this one:', 'ended', endedGroups(check, columns)),
    answer(damagedLines(check, columns)),
  ];
  return screenText(sections, screen);
}

type Shown = { readonly columns: number; readonly results: string };

const PAINT = { regressed: pc.red, holds: pc.green, 'cannot-tell': pc.yellow };

type StepSection = {
  readonly heading: string | null;
  readonly name: string;
  /** `isNew`: it was confirmed by the runs that are judged. */
  readonly has: (finding: SteppedFinding, isNew: boolean) => boolean;
};

const isBetter = ({ state, step }: SteppedFinding): boolean => state === 'confirmed' && step.direction === 'better';

/** Steps by how much they matter. A level that came back is told on the night on which that is confirmed. */
const STEP_SECTIONS: readonly StepSection[] = [
  { heading: null, name: 'worse', has: isOpenRegression },
  { heading: 'Suspected; another night has to agree:', name: 'suspected', has: ({ state }) => state === 'suspected' },
  { heading: 'Better, and the new baseline:', name: 'better', has: (finding, isNew) => isNew && isBetter(finding) },
  {
    heading: 'Back at the level before:',
    name: 'recovered',
    has: ({ state }, isNew) => isNew && state === 'recovered',
  },
  {
    heading: 'Better since earlier nights:',
    name: 'better since earlier nights',
    has: (finding, isNew) => !isNew && isBetter(finding),
  },
];

function stepSection({ heading, name, has }: StepSection, check: Check, shown: Shown): Section {
  const newest = new Set(check.runs.map(({ runId }) => runId));
  const steps = withStep(check.findings, finding => has(finding, newest.has(finding.step.confirmedOn?.runId ?? '')));
  return {
    heading: heading === null ? [] : [heading],
    entries: entriesOf(steps, check.findings).map(entry => entryLines(entry, check, shown)),
    shown: heading === null ? 'always' : 'room',
    name,
  };
}

const section = (heading: string, name: string, entries: Section['entries']): Section => ({
  heading: [heading],
  entries,
  shown: 'room',
  name,
});

/** What moved; what changed with it; of what is open, how it is accepted. */
function entryLines(entry: Entry, check: Check, { columns, results }: Shown): readonly string[] {
  const first = entry.kind === 'work' ? entry.finding : entry.findings[0];
  return [
    ...hanging(entryText(entry, isSingleMachine(check)), columns, '  '),
    ...hanging(changedText(first.step.changed), columns, '    '),
    ...(isOpenRegression(first)
      ? hanging(`Accept with: ${acceptCommand(entry, check, results)}`, columns, '    ')
      : []),
  ];
}

function acceptedLines(check: Check, columns: number): Section['entries'] {
  return withStep(check.findings, ({ state }) => state === 'accepted').flatMap(finding => {
    const { accepted } = finding.step;
    if (accepted === null) return [];
    const place = targetText(finding.series, isSingleMachine(check));
    const what = `${workText(finding)} on ${place}, ${METRIC_WORDS.en[finding.metric].name}`;
    const said = `${accepted.by} on ${dayText(accepted.acceptedAt)}: ${accepted.reason}`;
    return [hanging(`${what}: by ${said}`, columns, '  ')];
  });
}

function damagedLines({ damagedAcceptances }: Check, columns: number): readonly string[] {
  return damagedAcceptances.flatMap(({ line, code }) =>
    hanging(`accepted.jsonl: line ${line} ${DAMAGE.en[code]}. What it accepted may be open again.`, columns),
  );
}
