import { toListRequest } from './request.ts';
import type { View } from './criteria.ts';

/**
 * The AWS CLI command, on one line for a POSIX shell, that lists the jobs that match in one Region. Relative
 * times become instants at the given moment, because the CLI knows none.
 */
export function toAwsCli(view: Pick<View, 'terms' | 'sort'>, region: string, now: Date): string {
  const { filterCriteria, sortCriteria } = toListRequest(view, now);
  return command('list-classification-jobs', {
    region,
    'filter-criteria': filterCriteria && toPlainJson(filterCriteria),
    'sort-criteria': `attributeName=${sortCriteria.attributeName},orderBy=${sortCriteria.orderBy}`,
  });
}

/** A job and where it is, as the CLI needs to know them. */
export interface CliJob {
  readonly jobId: string;
  readonly region: string;
}

/** The command that shows everything Macie says about a job. */
export function describeCli({ jobId, region }: CliJob): string {
  return command('describe-classification-job', { region, 'job-id': jobId });
}

/** The command that resumes a job that a person paused. */
export function resumeCli({ jobId, region }: CliJob): string {
  return command('update-classification-job', { region, 'job-id': jobId, 'job-status': 'RUNNING' });
}

/** The command that cancels a job, which can't be undone. */
export function cancelCli({ jobId, region }: CliJob): string {
  return command('update-classification-job', { region, 'job-id': jobId, 'job-status': 'CANCELLED' });
}

/**
 * JSON in which nothing is invisible, so that people see all of the command that they run, and only the single
 * quote needs care in a quoted word: csh expands `!` there, fish takes two backslashes for one, and PowerShell
 * ends the word at a curly quote.
 */
function toPlainJson(value: object): string {
  return JSON.stringify(value)
    .replaceAll(String.raw`\\`, unicodeEscape('\\'))
    .replaceAll(/(?! )[\p{C}\p{Z}\u2018-\u201B!]/gu, unicodeEscape);
}

/** A text as JSON's escapes, one for each UTF-16 unit. */
function unicodeEscape(text: string): string {
  return Array.from({ length: text.length }, (_, index) => text.charCodeAt(index))
    .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
    .join('');
}

function command(operation: string, options: Readonly<Record<string, string | undefined>>): string {
  const words = Object.entries(options).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}`, shellWord(value)],
  );
  return ['aws', 'macie2', operation, ...words].join(' ');
}

/** A text as one word of a POSIX shell: in single quotes nothing has a meaning but the single quote. */
function shellWord(text: string): string {
  return /^[\w.,:/][\w.,:/=-]*$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
