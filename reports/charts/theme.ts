/** Colours of a chart on light and on dark paper. The two series differ in shape too, so colour is never the only sign. */
export type Theme = {
  readonly text: string;
  readonly quiet: string;
  readonly grid: string;
  readonly measured: string;
  readonly projected: string;
  readonly paper: string;
  readonly fontFamily: string;
};

/** Blue and vermillion of Okabe & Ito (2008): told apart under every common colour blindness. */
export const LIGHT: Theme = {
  text: '#1f2328',
  quiet: '#59636e',
  grid: '#e4e7eb',
  measured: '#0072b2',
  projected: '#c04a00',
  paper: '#ffffff',
  fontFamily: 'DejaVu Sans, system-ui, sans-serif',
};

export const DARK: Theme = {
  ...LIGHT,
  text: '#e6e8eb',
  quiet: '#9aa4af',
  grid: '#30363d',
  measured: '#56b4e9',
  projected: '#e69f00',
  paper: '#14171a',
};
