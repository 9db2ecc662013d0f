/** Text of cells and figures that reaches out of the page, or is hidden by what holds it; the heads of a phone's cards are. */
export function cutCells(): string[] {
  return [...document.querySelectorAll<HTMLElement>('tbody th, tbody td, .main, .number small')]
    .filter(element => element.offsetParent !== null && element.textContent !== '')
    .filter(element => {
      const { left, right } = element.getBoundingClientRect();
      return (
        left < 0 ||
        right > document.documentElement.clientWidth + 0.5 ||
        (element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX !== 'visible')
      );
    })
    .map(element => element.textContent ?? '');
}
