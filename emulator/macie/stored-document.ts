import type { StoredJob } from './inventory.ts';
import { type JobDocument, summarize } from './job-document.ts';

/**
 * Jobs that are served exactly as given and never change, even if their status is RUNNING. A document may lack members
 * or have unknown ones; one without an id, or with a duplicate id, is listed like the rest.
 */
export function storeDocuments(documents: readonly JobDocument[]): StoredJob[] {
  const taken = new Set<string>();
  return documents.map((document, index) => {
    const { jobId, name, jobStatus, jobType, createdAt } = document;
    const time = Date.parse(createdAt ?? '');
    const key = typeof jobId === 'string' && !taken.has(jobId) ? jobId : `${jobId ?? ''}#${index}`;
    taken.add(key);
    return {
      key,
      name: name ?? undefined,
      jobStatus: jobStatus ?? undefined,
      jobType: jobType ?? undefined,
      createdAt: Number.isNaN(time) ? undefined : time,
      finishesAt: undefined,
      finalStatus: '',
      summary: () => summarize(document),
      document: () => document,
    };
  });
}
