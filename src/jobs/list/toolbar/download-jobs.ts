import { csvChunks, headCsv, jsonChunks } from '../../model/export.ts';
import type { ExportContext, ExportHead } from '../../model/export.ts';
import type { Job } from '../../model/job.ts';

/** Jobs to save, and where they come from. */
export interface JobsToSave {
  readonly jobs: readonly Job[];
  readonly context: ExportContext;
  readonly head: ExportHead;
}

/**
 * Saves jobs as a file, named after the moment of the export in UTC. The page can breathe between thousands of rows;
 * nothing is saved once it is no longer wanted.
 */
export async function downloadJobs(
  { jobs, context, head }: JobsToSave,
  format: 'csv' | 'json',
  wanted: () => boolean,
): Promise<void> {
  const parts: string[] = [];
  for (const chunk of format === 'csv' ? csvChunks(jobs, context) : jsonChunks(jobs, context, head)) {
    parts.push(chunk);
    await new Promise((resolve) => {
      setTimeout(resolve);
    });
    if (!wanted()) return;
  }
  const type = format === 'csv' ? CSV_TYPE : 'application/json';
  saveFile(new Blob(parts, { type }), `${exportName(head)}.${format}`);
}

/** Saves what a CSV file was made from: filters, time, and the sources that were read or are missing. */
export function downloadHead(head: ExportHead): void {
  saveFile(new Blob([headCsv(head)], { type: CSV_TYPE }), `${exportName(head)}-about.csv`);
}

const CSV_TYPE = 'text/csv;charset=utf-8';

/** `macie-jobs-2026-11-20-1405Z` */
function exportName({ exportedAt }: ExportHead): string {
  const [date, time = ''] = exportedAt.split('T');
  return `macie-jobs-${date}-${time.slice(0, 5).replace(':', '')}Z`;
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
