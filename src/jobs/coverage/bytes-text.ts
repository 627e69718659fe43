import { formatNumber } from '../../lib/text.ts';

const UNITS = ['bytes', 'KB', 'MB', 'GB', 'TB', 'PB'];

/** A number of bytes for people, in powers of 1,000: `1.5 GB`. */
export function bytesText(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), UNITS.length - 1);
  return `${formatNumber(bytes / 1000 ** power)} ${UNITS[power]}`;
}
