/** `value` to so many significant digits, without trailing zeros: values of notes, which are made before anybody formats them. */
export const significant = (value: number, digits = 3): string => String(Number(value.toPrecision(digits)));
