import type { JobSummary } from '@aws-sdk/client-macie2';
import type { Account } from '../../aws/account.ts';
import { parseSourceKey } from '../../aws/source.ts';
import { attentionOf } from './attention.ts';
import type { AttentionContext } from './attention.ts';
import { hasNeverRun } from './details.ts';
import { findingsIn } from './findings.ts';
import type { KnownFindings } from './findings.ts';
import { formatJobArn } from './job-reference.ts';
import { jobPath } from './job.ts';
import type { Job } from './job.ts';
import { lastRunTimeOf } from './refine.ts';
import { scheduleText } from './schedule-text.ts';
import { nextRunOf } from './schedule.ts';

/** What an export needs to know besides the jobs. */
export interface ExportContext {
  readonly accounts: readonly Pick<Account, 'id' | 'label' | 'accountId'>[];
  /** The origin of the monitor's page, for links to jobs. */
  readonly origin: string;
  /** What the rule of attention knows. */
  readonly attention: AttentionContext;
  /** The numbers of findings, as far as they are known. */
  readonly findings?: KnownFindings | undefined;
}

/** Where an export comes from: written into the file, so that it still says so in a year. */
export interface ExportHead {
  readonly title: string;
  /** ISO 8601. All times in the file are in UTC. */
  readonly exportedAt: string;
  /** The zone of the reader, such as `Europe/Berlin`. */
  readonly readerTimeZone: string;
  /** The view that was exported. */
  readonly link: string;
  /** Whether every source was read to its end; otherwise jobs may be missing. */
  readonly complete: boolean;
  readonly jobCount: number;
  readonly sources: readonly ExportedSource[];
}

/** What was read of a source for an export. */
export interface ExportedSource {
  readonly account: string;
  readonly accountLabel: string | undefined;
  readonly accountId: string | undefined;
  readonly region: string;
  readonly state: 'read' | 'in part' | 'missing';
  /** Jobs read that match the filters Macie applies. */
  readonly jobsRead: number;
  /** When it was last true, in ISO 8601. */
  readonly readAt: string | undefined;
  /** Why the last read failed. */
  readonly error: string | undefined;
}

/**
 * The columns of a CSV file: first what ListClassificationJobs says of a job, then what the monitor adds. New ones come
 * last, so that scripts that count columns go on working.
 */
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
  'accountLabel',
  'accountId',
  'jobArn',
  'link',
  'schedule',
  'lastRunTime',
  'nextRunDay',
  'objectsLeft',
  'describedAt',
  'attention',
  'deadline',
  'findings',
  'findingsHigh',
] as const;

/** A column of a CSV file. */
export type CsvColumn = (typeof CSV_COLUMNS)[number];

/** The longest cell that Excel takes, in UTF-16 units. The rest of a longer one would fill further rows. */
export const LONGEST_CELL = 32_767;

/**
 * The jobs as a CSV file (RFC 4180), a thousand at a time so that the page can breathe in between: a header, a
 * line per job, CRLF, times in ISO 8601, several values set apart by semicolons, `bucketCriteria` as JSON. It
 * starts with a byte order mark, without which Excel doesn't take it for UTF-8.
 *
 * Made for spreadsheets: no cell runs as a formula, none is longer than Excel takes, and an apostrophe comes before
 * texts that Excel would turn into numbers or dates, such as account numbers. The JSON file is exact.
 */
export function* csvChunks(
  jobs: Iterable<Job>,
  context: ExportContext,
  columns: readonly CsvColumn[] = CSV_COLUMNS,
): Generator<string, void> {
  yield `\uFEFF${csvLine(columns)}`;
  for (const some of thousands(jobs)) {
    yield some.map((job) => csvLine(columns.map((column) => cellText(CELLS[column](job, context))))).join('');
  }
}

/** What an export was made from, as a CSV file of its own: a line per source below the facts about the whole. */
export function headCsv({ sources, ...facts }: ExportHead): string {
  const lines = [
    ...Object.entries(facts).map(([name, value]) => [
      name,
      cellText(typeof value === 'number' ? value : String(value)),
    ]),
    [],
    SOURCE_COLUMNS,
    ...sources.map((source) => SOURCE_COLUMNS.map((column) => cellText(source[column]))),
  ];
  return `\uFEFF${lines.map(csvLine).join('')}`;
}

/**
 * The jobs as a JSON file, a thousand at a time: the head, and `jobs`, each a JobSummary exactly as Macie sent it, times
 * in ISO 8601, with the `source` where it was read, and `monitor`: what the monitor knows besides.
 */
export function* jsonChunks(
  jobs: Iterable<Job>,
  context: ExportContext,
  head: ExportHead,
): Generator<string, void> {
  let before = `${JSON.stringify(head, undefined, 2).slice(0, -2)},\n  "jobs": [`;
  for (const some of thousands(jobs)) {
    yield some
      .map((job, index) => `${index === 0 ? before : ','}\n${JSON.stringify(toRecord(job, context))}`)
      .join('');
    before = ',';
  }
  yield before === ',' ? '\n]}\n' : `${before}]}\n`;
}

/** Texts are guarded. A date in `exact` may become one in the spreadsheet. */
type Cell = string | number | Date | readonly string[] | { readonly exact: string | undefined } | undefined;

const CELLS: Readonly<Record<CsvColumn, (job: Job, context: ExportContext) => Cell>> = {
  account: (job) => parseSourceKey(job.source).account,
  region: (job) => parseSourceKey(job.source).region,
  jobId: (job) => job.jobId,
  name: (job) => job.name,
  jobStatus: (job) => job.jobStatus,
  jobType: (job) => job.jobType,
  createdAt: (job) => toDate(job.createdAt),
  lastRunError: lastRunErrorOf,
  pausedAt: (job) => job.userPausedDetails?.jobPausedAt,
  expiresAt: (job) => job.userPausedDetails?.jobExpiresAt,
  healthEventArn: (job) => job.userPausedDetails?.jobImminentExpirationHealthEventArn,
  bucketAccounts: (job) => job.bucketDefinitions?.map(({ accountId }) => accountId ?? ''),
  // Where criteria choose the buckets, or an account stands for all of its own, their number isn't known.
  bucketCount: (job) => (job.bucketDefinitions?.every(namesBuckets) ? bucketsOf(job).length : undefined),
  bucketNames: (job) => bucketsOf(job),
  bucketCriteria: (job) => job.bucketCriteria && JSON.stringify(job.bucketCriteria),
  accountLabel: (job, context) => accountOf(job, context)?.label,
  accountId: (job, context) => accountOf(job, context)?.accountId,
  jobArn: arnOf,
  link: (job, { origin }) => `${origin}${jobPath(job)}`,
  schedule: scheduleOf,
  lastRunTime: (job) => toDate(lastRunTimeOf(job)),
  nextRunDay: (job, context) => ({ exact: nextRunDayOf(job, context) }),
  objectsLeft: (job) => job.details?.objectsLeft,
  describedAt: (job) => toDate(job.details?.describedAt),
  attention: (job, { attention }) => attentionOf(job, attention).map(({ text }) => text),
  deadline: (job, { attention }) => toDate(attentionOf(job, attention)[0]?.deadline),
  // Empty where the number isn't known or not shown.
  findings: (job, { findings }) => findingsIn(findings, job)?.total,
  findingsHigh: (job, { findings }) => findingsIn(findings, job)?.high,
};

const SOURCE_COLUMNS = [
  'account',
  'accountLabel',
  'accountId',
  'region',
  'state',
  'jobsRead',
  'readAt',
  'error',
] as const satisfies readonly (keyof ExportedSource)[];

function csvLine(cells: readonly string[]): string {
  return `${cells.map(quoted).join(',')}\r\n`;
}

/** RFC 4180, and quotes around semicolons too: some spreadsheets split at them. */
function quoted(cell: string): string {
  return /[",;\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function cellText(cell: Cell): string {
  if (cell === undefined) return '';
  if (typeof cell === 'number') return String(cell);
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString();
  if (typeof cell === 'string') return cut(guarded(cell));
  return 'exact' in cell ? (cell.exact ?? '') : cut(guarded(cell.join(';')), cell);
}

/**
 * With an apostrophe before a text that a spreadsheet would run as a formula, or turn into a number or a date: full-width
 * signs, and leading blanks and control characters, which Excel ignores, included. A text that starts with apostrophes
 * before such a sign gets one more, so that nothing is lost: taking one apostrophe from whatever matches gives the text
 * back.
 */
function guarded(cell: string): string {
  return FORMULA.test(cell) || NUMBER.test(cell) ? `'${cell}` : cell;
}

const FORMULA = /^['\s\p{C}]*[=+\-@＝＋－＠\t\r\n]/u;

/** `012345678901`, `1234e123`, `1,5`, `2026-11-20`, `1/2`, `10:30`, `50 %`; months in letters depend on the language. */
const NUMBER = /^['\s\p{C}]*\d[\d.,:/\s-]*(e[+-]?\d+)?\s*%?[\s\p{C}]*$/iu;

/** At most as long as Excel takes. Of a list whole items are left out, and the cell says how many. */
function cut(cell: string, items?: readonly string[]): string {
  if (cell.length <= LONGEST_CELL) return cell;
  if (!items) {
    const note = `… (cut from ${cell.length} characters; the JSON export has all)`;
    // Not in the middle of a character that takes two.
    return `${cell.slice(0, LONGEST_CELL - note.length).replace(/[\uD800-\uDBFF]$/, '')}${note}`;
  }
  const note = (left: number) => `… and ${left} more of ${items.length} (the JSON export has all)`;
  const room = LONGEST_CELL - note(items.length).length;
  const end = cell.lastIndexOf(';', room - 1);
  const kept = cell.slice(0, end + 1);
  return `${kept}${note(items.length - (kept.split(';').length - 1))}`;
}

/** A job as a JSON file has it. */
function toRecord(
  job: Job,
  context: ExportContext,
): Readonly<Record<keyof JobSummary | 'source' | 'monitor', unknown>> {
  const { details } = job;
  const account = accountOf(job, context);
  return {
    source: parseSourceKey(job.source),
    jobId: job.jobId,
    name: job.name,
    jobStatus: job.jobStatus,
    jobType: job.jobType,
    createdAt: isoOf(job.createdAt),
    lastRunErrorStatus: job.lastRunError === undefined ? undefined : { code: job.lastRunError },
    userPausedDetails: job.userPausedDetails,
    bucketDefinitions: job.bucketDefinitions,
    bucketCriteria: job.bucketCriteria,
    monitor: {
      accountId: account?.accountId,
      accountLabel: account?.label,
      jobArn: arnOf(job, context),
      link: `${context.origin}${jobPath(job)}`,
      schedule: scheduleOf(job),
      lastRunError: lastRunErrorOf(job),
      lastRunTime: isoOf(lastRunTimeOf(job)),
      nextRunDay: nextRunDayOf(job, context),
      objectsLeft: details?.objectsLeft,
      findings: findingsIn(context.findings, job),
      describedAt: isoOf(details?.describedAt),
      attention: attentionOf(job, context.attention).map(({ reason, text, deadline }) => ({
        reason,
        text,
        deadline: isoOf(deadline),
      })),
    },
  };
}

/** Macie's code of the last run's errors, which it gives for jobs that never ran too. */
function lastRunErrorOf({ details, lastRunError }: Job): string | undefined {
  return details && hasNeverRun(details) ? 'Not run yet' : lastRunError;
}

function accountOf(
  { source }: Job,
  { accounts }: ExportContext,
): ExportContext['accounts'][number] | undefined {
  const { account } = parseSourceKey(source);
  return accounts.find(({ id }) => id === account);
}

/** As Macie gave it, or as it forms it from what is known. */
function arnOf(job: Job, context: ExportContext): string | undefined {
  const accountId = accountOf(job, context)?.accountId;
  return (
    job.details?.jobArn ??
    (accountId && formatJobArn({ accountId, region: parseSourceKey(job.source).region, jobId: job.jobId }))
  );
}

/** Undefined for a recurring job that Macie has not been asked about. */
function scheduleOf({ jobType, details }: Job): string | undefined {
  if (!details && jobType !== 'ONE_TIME') return undefined;
  return scheduleText({ jobType, scheduleFrequency: details?.schedule });
}

/** The UTC day of the next run, such as `2026-12-01`. */
function nextRunDayOf(job: Job, { attention }: ExportContext): string | undefined {
  return isoOf(nextRunOf(job, attention.now))?.slice(0, 10);
}

function bucketsOf({ bucketDefinitions }: Job): readonly string[] {
  return bucketDefinitions?.flatMap(({ buckets }) => buckets ?? []) ?? [];
}

function namesBuckets({ buckets }: { readonly buckets?: readonly string[] | undefined }): boolean {
  return (buckets?.length ?? 0) > 0;
}

function toDate(instant: number | undefined): Date | undefined {
  return instant === undefined ? undefined : new Date(instant);
}

/** An instant as ISO 8601; undefined for what is none, which must not cost the file. */
function isoOf(instant: number | undefined): string | undefined {
  const date = toDate(instant);
  return date && !Number.isNaN(date.getTime()) ? date.toISOString() : undefined;
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
