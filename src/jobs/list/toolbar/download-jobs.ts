import { csvChunks, jsonChunks } from '../../model/export.ts';
import type { Job } from '../../model/job.ts';

/**
 * Saves jobs as a file of the reader's. The page can breathe between thousands of rows; nothing is saved once
 * it is no longer wanted.
 *
 * @param now the moment in the file's name, in UTC
 */
export async function downloadJobs(
  jobs: readonly Job[],
  format: 'csv' | 'json',
  now: Date,
  wanted: () => boolean,
): Promise<void> {
  const parts: string[] = [];
  for (const chunk of format === 'csv' ? csvChunks(jobs) : jsonChunks(jobs)) {
    parts.push(chunk);
    await new Promise((resolve) => {
      setTimeout(resolve);
    });
    if (!wanted()) return;
  }
  const type = format === 'csv' ? 'text/csv;charset=utf-8' : 'application/json';
  saveFile(new Blob(parts, { type }), exportName(format, now));
}

/** `macie-jobs-2026-11-20-1405Z.csv` */
function exportName(format: 'csv' | 'json', now: Date): string {
  const [date, time = ''] = now.toISOString().split('T');
  return `macie-jobs-${date}-${time.slice(0, 5).replace(':', '')}Z.${format}`;
}

/** Hands a file to the browser to be saved. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads the address after the click has returned.
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 60_000);
}
