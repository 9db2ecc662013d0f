/** Anchors of headings, as GitHub gives them, so that links of the documents hold on both. */

/** Ids that the frame of a page has already. */
const TAKEN = ['content', 'plots'];

/** The next id for a heading: lower case, without punctuation, spaces as hyphens; one that is there already gets a number. */
export function headingIds(): (text: string) => string {
  const seen = new Map<string, number>(TAKEN.map(id => [id, 1]));
  return text => {
    const slug = text
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-');
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    return times === 0 ? slug : `${slug}-${times}`;
  };
}
