/** How the figures of the page came about: one sentence a promise, each with a test (test/reports/pages/method/sentences.test.ts). */
import { type Html, html } from '../frame/html.ts';

export const METHOD = {
  'same-work':
    'Every target ran the same work: tensors, routing and graph follow from the workload, and its hash names it.',
  proven:
    'A small form of each workload was proven against a float64 oracle before it was timed; a row without such a proof has no speed and no cost.',
  interleaved:
    'A round is a fresh process, and rounds are interleaved between targets and workloads, so slow changes such as heating affect all of them alike.',
  time: 'The time of a row is the mean over rounds of the median step of each round, with a 95 % interval over rounds (±); below five rounds it is the least and the greatest round.',
  training:
    'A training step changes its weights: every round starts from the same ones, and the first steps of all rounds and targets must agree.',
  cost: 'Cost and energy follow the mean step, not the median.',
  ratio:
    'The ratio of two measured speeds takes the errors of both boards as independent; every other ratio carries the worst case of both sides.',
  spread: 'A comparison of chips is widened by what boards of one chip, and runs of one board, are known to differ by.',
  reference:
    'A measured reference stands beside rows of its own software alone; else a sibling is scaled, or a projection is as wide as published training speeds lie apart.',
  'few-rounds': 'A speed of fewer than five rounds has no interval, and a saving that rests on one has no verdict.',
  separable: 'A saving whose interval contains zero is not separable.',
} as const;

export type MethodSentence = keyof typeof METHOD;

export function methodParagraph(): Html {
  return html`<p>${Object.values(METHOD).join(' ')}</p>`;
}
