/** Arrow keys go from value to value: the tooltip shows it, a live region says it. */
import type { Chart } from 'chart.js';
import { textOf } from '../../../charts/drawing/axes.ts';

type Place = { readonly datasetIndex: number; readonly index: number; readonly x: number; readonly y: number };
/** `listed`: the values lie under each other, line by line. */
type Move = (places: readonly Place[], at: number, listed: boolean) => number;

const MOVES: Readonly<Record<string, Move>> = {
  ArrowRight: (places, at) => Math.min(at + 1, places.length - 1),
  ArrowLeft: (_, at) => Math.max(at - 1, 0),
  ArrowDown: (places, at, listed) => (listed ? Math.min(at + 1, places.length - 1) : inNextSeries(places, at, 1)),
  ArrowUp: (places, at, listed) => (listed ? Math.max(at - 1, 0) : inNextSeries(places, at, -1)),
  Home: () => 0,
  End: places => places.length - 1,
};

/** `spoken`: the live region. Escape takes the mark away. */
export function readByKeys(event: KeyboardEvent, chart: Chart, spoken: HTMLElement): void {
  if (event.key === 'Escape') {
    activate(chart, null, spoken);
    return;
  }
  const move = MOVES[event.key];
  if (move === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  const places = placesOf(chart);
  const [active] = chart.getActiveElements();
  const at = places.findIndex(
    ({ datasetIndex, index }) => datasetIndex === active?.datasetIndex && index === active.index,
  );
  activate(
    chart,
    places[at === -1 && event.key !== 'End' ? 0 : move(places, at, chart.options.indexAxis === 'y')] ?? null,
    spoken,
  );
}

/** Every value that says something, in the order of reading: line by line where lines lie under each other, else series by series. */
function placesOf(chart: Chart): Place[] {
  const places = chart.data.datasets.flatMap(({ data }, datasetIndex) => {
    if (!chart.isDatasetVisible(datasetIndex)) return [];
    return chart.getDatasetMeta(datasetIndex).data.flatMap((element, index): Place[] => {
      const { x, y } = element.getProps(['x', 'y'], true);
      const named = !isTexted(data[index]) || textOf(data[index]) !== '';
      return named && Number.isFinite(x) && Number.isFinite(y)
        ? [{ datasetIndex, index, x: Number(x), y: Number(y) }]
        : [];
    });
  });
  return chart.options.indexAxis === 'y' ? places.toSorted((a, b) => a.y - b.y || a.x - b.x) : places;
}

const isTexted = (datum: unknown): boolean => typeof datum === 'object' && datum !== null && 'text' in datum;

/** The value at nearly the same place in the next series that has any; where there is none, it stays. */
function inNextSeries(places: readonly Place[], at: number, direction: 1 | -1): number {
  const current = places[at];
  if (current === undefined) return at;
  const ahead = places.filter(({ datasetIndex }) => direction * (datasetIndex - current.datasetIndex) > 0);
  const nearest = (series: number) => direction * (series - current.datasetIndex);
  const series = Math.min(...ahead.map(({ datasetIndex }) => nearest(datasetIndex)));
  const [next] = ahead
    .filter(({ datasetIndex }) => nearest(datasetIndex) === series)
    .toSorted((a, b) => Math.abs(a.x - current.x) - Math.abs(b.x - current.x));
  return next === undefined ? at : places.indexOf(next);
}

function activate(chart: Chart, place: Place | null, spoken: HTMLElement): void {
  const active = place === null ? [] : [{ datasetIndex: place.datasetIndex, index: place.index }];
  chart.setActiveElements(active);
  chart.tooltip?.setActiveElements(active, { x: place?.x ?? 0, y: place?.y ?? 0 });
  chart.draw();
  const { title = [], body = [] } = chart.tooltip ?? {};
  spoken.textContent =
    place === null ? '' : [...title, ...body.flatMap(({ lines }) => lines)].filter(Boolean).join(', ');
}
