/** What `moebench check` prints: what got worse first, each with what changed and how to accept it, then what is less sure or less news. */
import pc from 'picocolors';
import { isOpenRegression } from '../../../../reports/regressions/check.ts';
import { type Entry, entriesOf, type SteppedFinding, withStep } from '../../../../reports/regressions/entries.ts';
import type { Check } from '../../../../reports/regressions/schema.ts';
import { DAMAGE, headline } from '../../../../reports/words/regressions/check-words.ts';
import { METRIC_WORDS, targetText, workText } from '../../../../reports/words/regressions/series-text.ts';
import { changedText, entryText } from '../../../../reports/words/regressions/step-text.ts';
import { CHECK_TEXT_WORDS } from '../../words/check-text-words.ts';
import { answer, type Screen, type Section, screenText } from '../screen.ts';
import { hanging } from '../terminal.ts';
import { acceptCommand, DEFAULT_RESULTS } from './accept-hint.ts';
import { dayText, endedGroups, isSingleMachine, type Printing, stateGroups } from './check-groups.ts';

/** `results`: the folder of the records, for the commands that are shown. */
export function checkText(check: Check, screen: Screen, results: string = DEFAULT_RESULTS): string {
  const { columns, language = 'en' } = screen;
  const words = CHECK_TEXT_WORDS[language];
  const shown = { columns, language };
  if (check.runs.length === 0) return words.noRun;
  const sections = [
    answer(hanging(PAINT[check.verdict](headline(check, language)), columns)),
    ...STEP_SECTIONS.map(row => stepSection(row, check, { ...shown, results })),
    section(words.accepted, 'accepted', acceptedLines(check, shown)),
    section(words.notJudged, 'not judged', stateGroups(check, 'not-judged', shown)),
    section(words.tooFew, 'too few nights', stateGroups(check, 'insufficient-history', shown)),
    section(words.ended, 'ended', endedGroups(check, shown)),
    answer(damagedLines(check, shown)),
  ];
  return screenText(sections, screen);
}

type Shown = Printing & { readonly results: string };

const PAINT = { regressed: pc.red, holds: pc.green, 'cannot-tell': pc.yellow };

type StepSection = {
  readonly name: 'worse' | keyof (typeof CHECK_TEXT_WORDS)['en']['steps'];
  /** `isNew`: it was confirmed by the runs that are judged. */
  readonly has: (finding: SteppedFinding, isNew: boolean) => boolean;
};

const isBetter = ({ state, step }: SteppedFinding): boolean => state === 'confirmed' && step.direction === 'better';

/** Steps by how much they matter. A level that came back is told on the night on which that is confirmed. */
const STEP_SECTIONS: readonly StepSection[] = [
  { name: 'worse', has: isOpenRegression },
  { name: 'suspected', has: ({ state }) => state === 'suspected' },
  { name: 'better', has: (finding, isNew) => isNew && isBetter(finding) },
  {
    name: 'recovered',
    has: ({ state }, isNew) => isNew && state === 'recovered',
  },
  {
    name: 'better since earlier nights',
    has: (finding, isNew) => !isNew && isBetter(finding),
  },
];

function stepSection({ name, has }: StepSection, check: Check, shown: Shown): Section {
  const heading = name === 'worse' ? null : CHECK_TEXT_WORDS[shown.language].steps[name];
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
function entryLines(entry: Entry, check: Check, { columns, language, results }: Shown): readonly string[] {
  const first = entry.kind === 'work' ? entry.finding : entry.findings[0];
  return [
    ...hanging(entryText(entry, isSingleMachine(check), language), columns, '  '),
    ...hanging(changedText(first.step.changed, language), columns, '    '),
    ...(isOpenRegression(first)
      ? hanging(CHECK_TEXT_WORDS[language].acceptWith(acceptCommand(entry, check, results)), columns, '    ')
      : []),
  ];
}

function acceptedLines(check: Check, { columns, language }: Printing): Section['entries'] {
  return withStep(check.findings, ({ state }) => state === 'accepted').flatMap(finding => {
    const { accepted } = finding.step;
    if (accepted === null) return [];
    const place = targetText(finding.series, isSingleMachine(check), language);
    const words = CHECK_TEXT_WORDS[language];
    const what = words.on(workText(finding, language), place, METRIC_WORDS[language][finding.metric].name);
    return [hanging(words.acceptedBy(what, accepted.by, dayText(accepted.acceptedAt), accepted.reason), columns, '  ')];
  });
}

function damagedLines({ damagedAcceptances }: Check, { columns, language }: Printing): readonly string[] {
  return damagedAcceptances.flatMap(({ line, code }) =>
    hanging(CHECK_TEXT_WORDS[language].damaged(line, DAMAGE[language][code]), columns),
  );
}
