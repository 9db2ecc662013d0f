/** Text that others wrote, shown in one line among the program's own sentences. */
import * as z from 'zod';

/** What would break a line of text, or hide in it. */
const CONTROL = /[\p{Cc}\u2028\u2029]+/gu;

/** With a space in place of what would break the line. */
export const oneLine = (text: string): string => text.replace(CONTROL, ' ');

const isOneLine = (text: string): boolean => oneLine(text) === text;
const GIVE = 'has a line break or another control character; give one line of text';

/** With a line break in it, what follows could be read as a sentence of the program's. Empty is allowed. */
export const noteSchema = z.string().refine(isOneLine, GIVE);

/** A name or a source. */
export const lineSchema = z.string().min(1).refine(isOneLine, GIVE);
