/**
 * Workflow commands of GitHub Actions, a line each, which it shows beside the workflow: an error for a regression and for failed cells, a
 * warning for what is suspected, a notice for improvements. Pure.
 */
import { printable } from '../../results/printable.ts';
import { isOpenRegression } from '../regressions/check.ts';
import { cellsThat, type OutputDocument, type OutputFinding } from './document.ts';

type Level = 'error' | 'warning' | 'notice';
type Annotation = { readonly level: Level; readonly title: string; readonly message: string };

/** GitHub shows ten of each level in a step, and silently drops the others. */
export const MOST_ANNOTATIONS = 10;

const LEVELS: readonly Level[] = ['error', 'warning', 'notice'];

export function githubAnnotations(document: OutputDocument): string {
  const found = [...document.findings.flatMap(findingAnnotation), ...cellAnnotations(document)];
  const answer: Annotation = { level: 'notice', title: 'moebench', message: document.headline };
  const lines = LEVELS.flatMap(level => limited([answer, ...found].filter(annotation => annotation.level === level)));
  return lines.map(commandLine).join('');
}

function findingAnnotation({ name, finding, text }: OutputFinding): readonly Annotation[] {
  const title = `${name} ${finding.metric}`;
  if (isOpenRegression(finding)) return [{ level: 'error', title: `regression: ${title}`, message: text }];
  if (finding.state === 'suspected') return [{ level: 'warning', title: `suspected: ${title}`, message: text }];
  if (finding.state === 'confirmed') return [{ level: 'notice', title: `improvement: ${title}`, message: text }];
  return [];
}

const cellAnnotations = ({ nights }: OutputDocument): readonly Annotation[] =>
  cellsThat(nights, 'failed').map(({ id, text }) => ({ level: 'error', title: `cell failed: ${id}`, message: text }));

/** The last of the ten counts those that are not shown. */
function limited(annotations: readonly Annotation[]): readonly Annotation[] {
  if (annotations.length <= MOST_ANNOTATIONS) return annotations;
  const shown = annotations.slice(0, MOST_ANNOTATIONS - 1);
  const hidden = annotations.length - shown.length;
  const [{ level } = { level: 'notice' as const }] = annotations;
  return [...shown, { level, title: 'moebench', message: `${hidden} more: moebench check lists all` }];
}

/** Escapes of @actions/core: a value ends at a line end; a property also at a comma or a colon. */
const VALUE_ESCAPES: Readonly<Record<string, string>> = { '%': '%25', '\r': '%0D', '\n': '%0A' };
const PROPERTY_ESCAPES: Readonly<Record<string, string>> = { ...VALUE_ESCAPES, ':': '%3A', ',': '%2C' };

const escaped = (text: string, escapes: Readonly<Record<string, string>>): string =>
  printable(text)
    .replace(/\p{Cs}/gu, '')
    .replace(/[%\r\n:,]/g, character => escapes[character] ?? character);

const commandLine = ({ level, title, message }: Annotation): string =>
  `::${level} title=${escaped(title, PROPERTY_ESCAPES)}::${escaped(message, VALUE_ESCAPES)}\n`;
