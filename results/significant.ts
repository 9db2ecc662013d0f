/** `value` to so many significant digits, without trailing zeros: values of notes, which are made before anybody formats them. */
export const significant = (value: number, digits = 3): string => String(Number(value.toPrecision(digits)));

/** `63 %`, `−0.03 %`: a share of which no third digit is known. */
export const roughPercent = (share: number): string => `${significant(100 * share, 2)} %`.replace('-', '−');
