/** Names of machines and runs become folders and files: letters, digits, dots, dashes, underlines, the first a letter or digit. */
export const PLAIN_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
