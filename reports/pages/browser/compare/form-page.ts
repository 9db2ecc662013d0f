/** The page of the calculator. Inputs go to the worker as they change; the newest answer is shown. */
import type { CalculatorData } from '../../../calculator/data.ts';
import { hashOfSettings, settingsOfHash } from '../../../calculator/hash.ts';
import { NO_OFFER, RATE_FIELDS, type Settings, textsOf } from '../../../calculator/settings.ts';
import { yamlOf } from '../../../calculator/yaml.ts';
import { COMPARE_WORDS } from '../../../words/pages/compare/compare.ts';
import { choicesOf } from '../../compare/choices.ts';
import { formHtml } from '../../compare/form.ts';
import { hintOf, NO_FAULT, settingsIn, showFault } from './form-reading.ts';
import { showComparison } from './show.ts';
import type { Order, Reply } from './worker.ts';

/** The function that holds this whole script: from disk a worker can only be started from a text, and this one has its own. */
declare const moebenchCalculator: () => void;

/** Addresses are not rewritten more often: some browsers refuse a hundred in half a minute. */
const ADDRESS_MS = 400;

export function startPage(): void {
  const form = document.querySelector<HTMLFormElement>('#case-form');
  const status = document.getElementById('calculator-status');
  const inputs = document.getElementById('inputs');
  const results = document.getElementById('results');
  if (form !== null && status !== null && inputs !== null && results !== null) start(form, status, inputs, results);
}

function start(form: HTMLFormElement, status: HTMLElement, inputs: HTMLElement, results: HTMLElement): void {
  const language = document.documentElement.lang.startsWith('zh') ? 'zh' : 'en';
  const words = COMPARE_WORDS[language];
  // Written by `comparePages` from the same types, in the same build.
  const data = JSON.parse(document.getElementById('calculator-data')?.textContent ?? '{}') as CalculatorData;
  const choices = choicesOf(data);
  const worker = new Worker(URL.createObjectURL(new Blob([`(${moebenchCalculator})()`], { type: 'text/javascript' })));
  const send = (order: Order): void => worker.postMessage(order);
  const linked = settingsOfHash(location.hash);
  let settings = linked ?? data.preset;
  /** What the results are of while these inputs have none. */
  let older = words.presetShown;
  let turn = 0;
  let sentAtMs = 0;
  let address = 0;

  const drawForm = (): void => {
    form.innerHTML = formHtml({ settings, choices, language }).html;
  };
  const ask = (): void => {
    turn += 1;
    sentAtMs = performance.now();
    form.setAttribute('aria-busy', 'true');
    send({ is: 'settings', turn, settings });
  };
  const changed = (): void => {
    ask();
    clearTimeout(address);
    address = window.setTimeout(() => history.replaceState(null, '', `#${hashOfSettings(settings)}`), ADDRESS_MS);
  };
  const set = (changes: Settings): void => {
    settings = changes;
    drawForm();
    changed();
  };
  worker.addEventListener('message', ({ data: reply }: MessageEvent<Reply>) => {
    if (reply.turn !== turn) return;
    form.removeAttribute('aria-busy');
    const { answer, fault } =
      reply.is === 'answer' ? { answer: reply.answer, fault: null } : { answer: null, fault: reply.message };
    const isCompared = answer?.status === 'compared';
    results.classList.toggle('stale', !isCompared);
    if (answer === null) status.textContent = `${words.failed} ${fault}`;
    else if (answer.status === 'refused') {
      showFault(form, answer.place, words.refusal(answer.message, hintOf(answer.place, language)));
      status.textContent = older;
    } else {
      showFault(form, null, NO_FAULT);
      status.textContent = '';
      older = words.lastGood;
      showComparison(answer.comparison, { settings, choices, language });
    }
    results.dataset.turn = String(reply.turn);
    results.dataset.inputToResultMs = String(performance.now() - sentAtMs);
  });
  worker.addEventListener('error', ({ message }) => {
    form.removeAttribute('aria-busy');
    results.classList.add('stale');
    status.textContent = `${words.failed} ${message}`;
  });
  form.addEventListener('submit', event => event.preventDefault());
  form.addEventListener('input', ({ target }) => {
    settings = settingsIn(form, settings);
    // A choice decides which fields there are, so the form is made again, and the focus put back.
    if (target instanceof HTMLSelectElement) redraw(target.id);
    changed();
  });
  const redraw = (focused: string): void => {
    drawForm();
    document.getElementById(focused)?.focus();
  };
  const actions: Readonly<Record<string, (row: number) => void>> = {
    'add-offer': () =>
      set({ ...settings, offers: [...settings.offers, { ...NO_OFFER, chip: freeChip(data, settings) }] }),
    'remove-offer': row => set({ ...settings, offers: settings.offers.toSpliced(row, 1) }),
    'add-rate': () => set({ ...settings, rates: [...settings.rates, textsOf(RATE_FIELDS, { from: 'USD' })] }),
    'remove-rate': row => set({ ...settings, rates: settings.rates.toSpliced(row, 1) }),
    reset: () => set(data.preset),
    'copy-link': () => copyLink(settings, status, words.copied),
    download: () => download(settings),
  };
  inputs.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLButtonElement>('button[data-action]') : null;
    if (button !== null) actions[button.dataset.action ?? '']?.(Number(button.dataset.row));
  });
  addEventListener('hashchange', () => {
    const followed = settingsOfHash(location.hash);
    if (followed !== null && hashOfSettings(followed) !== hashOfSettings(settings)) set(followed);
  });

  send({ is: 'data', data });
  inputs.hidden = false;
  for (const link of document.querySelectorAll<HTMLElement>('.to-inputs')) link.hidden = false;
  drawForm();
  status.textContent = words.working;
  // The page was built with the results of the preset.
  results.classList.toggle('stale', linked !== null);
  ask();
}

/** The first chip that is not offered yet. */
function freeChip({ catalog }: CalculatorData, { offers }: Settings): string {
  const offered = new Set(offers.map(({ chip }) => chip));
  return catalog.chips.find(({ id }) => !offered.has(id))?.id ?? '';
}

/** Where the browser gives no clipboard, as from disk in some, the address bar has the link. */
function copyLink(settings: Settings, status: HTMLElement, copied: string): void {
  history.replaceState(null, '', `#${hashOfSettings(settings)}`);
  navigator.clipboard?.writeText(location.href).then(
    () => {
      status.textContent = copied;
    },
    () => {
      status.textContent = location.href;
    },
  );
}

function download(settings: Settings): void {
  const address = URL.createObjectURL(new Blob([yamlOf(settings)], { type: 'application/yaml' }));
  const link = Object.assign(document.createElement('a'), { href: address, download: 'case.yaml' });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
