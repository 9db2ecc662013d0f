/** How a reader zooms (chartjs-plugin-zoom, in the browser alone): a drag, or the wheel with Ctrl so that the page still scrolls. */
// The types of the plugin's options, for the configuration that holds them.
import type {} from 'chartjs-plugin-zoom';
import type { Theme } from '../theme.ts';

const zoom = (mode: 'x' | 'xy', theme: Theme) =>
  ({
    limits: { x: { min: 'original', max: 'original' }, y: { min: 'original', max: 'original' } },
    pan: { enabled: true, mode, modifierKey: 'shift' },
    zoom: {
      mode,
      wheel: { enabled: true, modifierKey: 'ctrl' },
      drag: { enabled: true, backgroundColor: `${theme.quiet}33`, borderColor: theme.quiet, borderWidth: 1 },
    },
  }) as const;

export const zoomBoth = (theme: Theme) => zoom('xy', theme);

/** Time alone: every value stays in sight. */
export const zoomAcross = (theme: Theme) => zoom('x', theme);
