/** Puts a chart at the head of its figure, under the title where there is one. */
export function putInFigure(figure: HTMLElement, chart: HTMLElement): void {
  const title = figure.querySelector('.plot-title');
  if (title === null) figure.prepend(chart);
  else title.after(chart);
}
