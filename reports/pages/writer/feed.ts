/** What programs read of a site besides its figures: an Atom feed of its runs, and a plain index of its pages (llms.txt). */
import type { Report } from '../../report/schema.ts';
import { headline } from '../../words/report/report-headline.ts';
import { escapeHtml } from '../frame/html.ts';
import { linkTo, placeOf, SECTION_PATHS, type SitePage } from '../frame/page.ts';
import { recordFile } from '../runs/record-file.ts';

type Run = Report['runs'][number];

/** A feed reader wants news, not the history. */
const MOST_ENTRIES = 30;
/** RFC 4151: an id that stays the same wherever the site lies. */
const ID = 'tag:moebench.invalid,2025:';

/** Atom (RFC 4287), the newest run first, with the answer as its subtitle. Null without a run: a feed needs a date. */
export function atomFeed(report: Report): string | null {
  const [newest, ...older] = report.runs
    .filter(({ used }) => used)
    .toSorted((a, b) => (a.startedAt < b.startedAt ? 1 : -1))
    .slice(0, MOST_ENTRIES);
  if (newest === undefined) return null;
  const [answer = ''] = headline(report);
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<id>${ID}site/${escapeHtml(siteName(report))}</id>
<title>moebench: Mixture-of-Experts training against ${escapeHtml(report.reference.name)}</title>
<subtitle>${escapeHtml(answer)}</subtitle>
<updated>${escapeHtml(newest.startedAt)}</updated>
<author><name>moebench</name></author>
<link rel="alternate" type="text/html" href="${SECTION_PATHS.overview}"/>
${[newest, ...older].map(entry).join('')}</feed>
`;
}

/** The same whichever machine ran last: with another id a feed reader takes it for another feed (RFC 4287, 4.2.6). */
const siteName = ({ runs }: Report): string => runs.map(({ machine }) => machine).toSorted()[0] ?? '';

function entry(run: Run): string {
  const { id, machine, startedAt, suite, sealed, damaged } = run;
  const state = damaged !== null ? 'damaged' : sealed ? 'sealed' : 'not sealed';
  return `<entry>
<id>${ID}run/${escapeHtml(`${machine}/${id}`)}</id>
<title>${escapeHtml(`Suite ${suite} on ${machine}`)}</title>
<updated>${escapeHtml(startedAt)}</updated>
<link rel="alternate" type="text/html" href="${SECTION_PATHS.runs}"/>
<link rel="enclosure" type="application/jsonl" href="${escapeHtml(encodeURI(recordFile(run)))}"/>
<summary>${escapeHtml(`Run ${id}, ${state}.`)}</summary>
</entry>
`;
}

/** The answer, the pages by section with a sentence each, and where the figures lie (llmstxt.org). */
export function siteIndex(report: Report, pages: readonly SitePage[]): string {
  const place = placeOf(SECTION_PATHS.overview, 'en');
  const lines = pages.map(({ path, title, summary }) => `- [${line(title)}](${linkTo(place, path)}): ${line(summary)}`);
  return `# moebench

> ${headline(report).map(line).join('\n> ')}

Reference: ${line(report.reference.name)}.${report.asOf === null ? '' : ` As of ${report.asOf}.`} Each figure has an interval, or says why it has none.

## Figures

- [report.json](report.json): every figure with its interval, its basis and its reasons, as one document
- [rows.csv](rows.csv): the rows as a table

## Pages

${lines.join('\n')}
`;
}

/** Text of a record in one line of Markdown, that no bracket or tag of it ends a link or begins one. */
const line = (text: string): string => text.replace(/\s+/g, ' ').replace(/[[\]<>\\`]/g, '\\$&');
