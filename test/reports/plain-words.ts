/** A document as its words are read: without the marks that only keep a line from ending inside a number or a name. */
export const plainWords = (document: string): string =>
  document.replaceAll(/<span class="whole">([^<]*)<\/span>/g, '$1').replaceAll('<wbr>', '');
