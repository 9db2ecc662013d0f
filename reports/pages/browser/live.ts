/** On a page that `moebench serve` serves: a bar for each run under way, and a link to its figures when it has ended. */
import { SERVE_WORDS, type ServeWords } from '../../words/pages/serve.ts';

/** As harness/commands/serve/live-runs.ts sends it, from the same build. */
type LiveRun = {
  readonly run: string;
  readonly machine: string;
  readonly suite: string;
  readonly done: number;
  readonly total: number;
  readonly cell: {
    readonly target: string;
    readonly case: string;
    readonly kind: keyof ServeWords['stages'];
    readonly round: number;
  } | null;
  readonly leftMs: number | null;
};

const words = SERVE_WORDS[document.documentElement.lang.startsWith('zh') ? 'zh' : 'en'];
const place = document.createElement('div');
document.querySelector('main')?.before(place);

const source = new EventSource('/live');
let before: readonly string[] = [];
source.addEventListener('progress', event => {
  const { runs } = JSON.parse(event.data) as { runs: readonly LiveRun[] };
  const now = runs.map(({ run }) => run);
  const hasEnded = before.some(run => !now.includes(run));
  const kept = place.querySelector('[data-ended]');
  before = now;
  place.replaceChildren(...runs.map(bar), ...(hasEnded ? [ended()] : kept === null ? [] : [kept]));
});
source.addEventListener('error', () => {
  if (source.readyState === EventSource.CLOSED || before.length > 0) place.replaceChildren(line(words.lost));
});

function bar({ suite, machine, done, total, cell, leftMs }: LiveRun): HTMLElement {
  const progress = document.createElement('progress');
  progress.max = total;
  progress.value = done;
  const title = words.underWay(suite, machine);
  progress.setAttribute('aria-label', title);
  const what = cell === null ? [] : [`${cell.target} ${cell.case} ${words.stages[cell.kind](cell.round + 1)}`];
  const left = leftMs === null ? [] : [words.left(Math.max(1, Math.ceil(leftMs / 60_000)))];
  return line(title, progress, [words.cells(done, total), ...left, ...what].join(' · '));
}

function ended(): HTMLElement {
  const link = document.createElement('a');
  link.href = location.href;
  link.append(words.reload);
  link.addEventListener('click', () => location.reload());
  const element = line(words.ended, link);
  element.dataset.ended = '';
  return element;
}

/** Text is text: names of a record are a stranger's. */
function line(...parts: readonly (string | HTMLElement)[]): HTMLElement {
  const element = document.createElement('p');
  element.className = 'live-run';
  for (const part of parts) {
    if (typeof part !== 'string') element.append(part);
    else element.append(Object.assign(document.createElement('span'), { textContent: part }));
  }
  return element;
}
