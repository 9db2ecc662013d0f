import type { Verdict } from '../spread/verdict.ts';

/** Colours of a chart on light and on dark paper. The series differ in shape too, so colour is never the only sign. */
export type Theme = {
  readonly text: string;
  readonly quiet: string;
  readonly grid: string;
  readonly verdicts: Readonly<Record<Verdict, string>>;
  readonly paper: string;
  /** Colours of what is of no basis: parts of a step, curves. In the order in which they are used. */
  readonly series: readonly string[];
  readonly fontFamily: string;
};

/** Okabe & Ito's eight, without black, three more apart from them in lightness, three for passes, and the grey of the rest. */
const SERIES = [
  '#0072b2',
  '#e69f00',
  '#009e73',
  '#cc79a7',
  '#56b4e9',
  '#d55e00',
  '#f0e442',
  '#8c6bb1',
  '#7f4f24',
  '#9aa4af',
  '#004d40',
  '#a50f15',
  '#3f3f74',
  '#c9ced4',
];

/** Verdicts in bluish green and vermillion of Okabe & Ito (2008), darkened: told apart under every common colour blindness. */
export const LIGHT: Theme = {
  text: '#1f2328',
  quiet: '#59636e',
  grid: '#e4e7eb',
  verdicts: { cheaper: '#007a5a', dearer: '#b84300', 'not separable': '#4f5b66', 'no interval': '#7a5a00' },
  paper: '#ffffff',
  series: SERIES,
  fontFamily: 'DejaVu Sans, system-ui, sans-serif',
};

export const DARK: Theme = {
  ...LIGHT,
  text: '#e6e8eb',
  quiet: '#9aa4af',
  grid: '#30363d',
  verdicts: { cheaper: '#2fbf8f', dearer: '#e8743b', 'not separable': '#a9b4bf', 'no interval': '#e0bd4f' },
  paper: '#14171a',
  series: [
    '#56b4e9',
    '#e69f00',
    '#2fbf8f',
    '#d98cb8',
    '#a6d8f5',
    '#e8743b',
    '#f0e442',
    '#b497d6',
    '#b5805a',
    '#9aa4af',
    '#5fa8a0',
    '#f08080',
    '#8f8fd0',
    '#5b6570',
  ],
};

/** The colour of the n-th part or curve; the last ones share theirs. */
export function seriesColour({ series, quiet }: Theme, index: number): string {
  return series[Math.min(index, series.length - 1)] ?? quiet;
}
