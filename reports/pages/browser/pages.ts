/** In the file that holds all pages of a site: one page is shown at a time, by the address. Without this script all follow each other. */

/** Does nothing on a page of a site. */
export function showPagesByAddress(): void {
  const pages = [...document.querySelectorAll<HTMLElement>('[data-page]')];
  const [first] = pages;
  if (first === undefined) return;
  document.documentElement.classList.add('routed');
  const show = (): void => {
    const target = targetOf(location.hash);
    const wanted = target === null ? null : pages.find(page => page.contains(target));
    // The state of a page in the address, and `#content`, name no page: that which is shown stays.
    const shown = wanted ?? pages.find(page => !page.hidden && pages.some(other => other.hidden)) ?? first;
    for (const page of pages) page.hidden = page !== shown;
    markCurrent(shown, pages);
    if (wanted !== null && target === wanted) scrollTo(0, 0);
    else if (target !== null && wanted !== undefined) target.scrollIntoView();
  };
  addEventListener('hashchange', show);
  show();
}

function targetOf(hash: string): HTMLElement | null {
  const id = hash.slice(1);
  if (id === '' || id.includes('=')) return null;
  try {
    return document.getElementById(decodeURIComponent(id));
  } catch {
    return null;
  }
}

/** In the navigation, and in the title of the tab. */
function markCurrent(shown: HTMLElement, pages: readonly HTMLElement[]): void {
  const { title, page: section } = shown.dataset;
  if (title !== undefined) document.title = `${title} – moebench`;
  if (section !== undefined) document.body.dataset.section = section;
  const ofSection = pages.find(page => page.dataset.page === section);
  for (const link of document.querySelectorAll('header nav a')) {
    if (link.getAttribute('href') === `#${ofSection?.id}`) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
}
