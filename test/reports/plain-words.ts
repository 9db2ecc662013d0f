/** A document as its words are read: without the marks that only say where a line may end, and where not. */
export const plainWords = (document: string): string =>
  document.replaceAll('<wbr>', '').replaceAll(/<span class="whole">([^<]*)<\/span>/g, '$1');
