import type { JobSummary } from '@aws-sdk/client-macie2';
import { parseSourceKey } from '../../aws/source.ts';
import type { Job } from './job.ts';

/** What a CSV file can tell of a job, in its usual order: all that ListClassificationJobs does. */
export const CSV_COLUMNS = [
  'account',
  'region',
  'jobId',
  'name',
  'jobStatus',
  'jobType',
  'createdAt',
  'lastRunError',
  'pausedAt',
  'expiresAt',
  'healthEventArn',
  'bucketAccounts',
  'bucketCount',
  'bucketNames',
  'bucketCriteria',
] as const;

export type CsvColumn = (typeof CSV_COLUMNS)[number];

/**
 * The jobs as a CSV file (RFC 4180), a thousand at a time so that the page can breathe in between: a header, a
 * line per job, CRLF, times in ISO 8601, several values set apart by semicolons, `bucketCriteria` as JSON. It
 * starts with a byte order mark, without which Excel doesn't take it for UTF-8. No cell runs as a formula.
 */
export function* csvChunks(
  jobs: Iterable<Job>,
  columns: readonly CsvColumn[] = CSV_COLUMNS,
): Generator<string, void> {
  yield `\uFEFF${csvLine(columns)}`;
  for (const some of thousands(jobs)) {
    yield some.map((job) => csvLine(columns.map((column) => CELLS[column](job) ?? ''))).join('');
  }
}

/**
 * The jobs as a JSON list, a thousand at a time: each a JobSummary as Macie sends it, times in ISO 8601, and the
 * `source` where it was read.
 */
export function* jsonChunks(jobs: Iterable<Job>): Generator<string, void> {
  let before = '[';
  for (const some of thousands(jobs)) {
    yield some
      .map((job, index) => `${index === 0 ? before : ','}\n${JSON.stringify(toSummary(job))}`)
      .join('');
    before = ',';
  }
  yield before === '[' ? '[]\n' : '\n]\n';
}

const CELLS: Readonly<Record<CsvColumn, (job: Job) => string | undefined>> = {
  account: (job) => parseSourceKey(job.source).account,
  region: (job) => parseSourceKey(job.source).region,
  jobId: (job) => job.jobId,
  name: (job) => job.name,
  jobStatus: (job) => job.jobStatus,
  jobType: (job) => job.jobType,
  createdAt: (job) => toDate(job.createdAt)?.toISOString(),
  lastRunError: (job) => job.lastRunError,
  pausedAt: (job) => job.userPausedDetails?.jobPausedAt?.toISOString(),
  expiresAt: (job) => job.userPausedDetails?.jobExpiresAt?.toISOString(),
  healthEventArn: (job) => job.userPausedDetails?.jobImminentExpirationHealthEventArn,
  bucketAccounts: (job) => job.bucketDefinitions?.map(({ accountId }) => accountId).join(';'),
  // Where criteria choose the buckets, nobody knows how many there are until a run.
  bucketCount: (job) => job.bucketDefinitions && String(bucketsOf(job).length),
  bucketNames: (job) => bucketsOf(job).join(';'),
  bucketCriteria: (job) => job.bucketCriteria && JSON.stringify(job.bucketCriteria),
};

function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => quoted(defused(cell))).join(',')}\r\n`;
}

/** RFC 4180, and quotes around semicolons too: some spreadsheets split at them. */
function quoted(cell: string): string {
  return /[",;\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/**
 * With an apostrophe before a text that a spreadsheet would run as a formula, full-width signs and leading blanks
 * included. A text that starts with apostrophes before such a sign gets one more, so that nothing is lost: taking
 * one apostrophe from whatever matches gives the text back.
 */
function defused(cell: string): string {
  return /^['\s]*[=+\-@＝＋－＠\t\r\n]/.test(cell) ? `'${cell}` : cell;
}

function toSummary(job: Job): Readonly<Record<keyof JobSummary | 'source', unknown>> {
  return {
    source: parseSourceKey(job.source),
    jobId: job.jobId,
    name: job.name,
    jobStatus: job.jobStatus,
    jobType: job.jobType,
    createdAt: toDate(job.createdAt),
    lastRunErrorStatus: job.lastRunError === undefined ? undefined : { code: job.lastRunError },
    userPausedDetails: job.userPausedDetails,
    bucketDefinitions: job.bucketDefinitions,
    bucketCriteria: job.bucketCriteria,
  };
}

function bucketsOf({ bucketDefinitions }: Job): readonly string[] {
  return bucketDefinitions?.flatMap(({ buckets }) => buckets ?? []) ?? [];
}

function toDate(instant: number | undefined): Date | undefined {
  return instant === undefined ? undefined : new Date(instant);
}

function* thousands<T>(all: Iterable<T>): Generator<readonly T[], void> {
  let some: T[] = [];
  for (const each of all) {
    some.push(each);
    if (some.length === 1000) {
      yield some;
      some = [];
    }
  }
  if (some.length > 0) yield some;
}
