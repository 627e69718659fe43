import { toJmesPath } from './jmespath.ts';
import { toListRequest } from './request.ts';
import { awsCommand, toPlainJson } from './shell.ts';
import type { Shell } from './shell.ts';
import type { View } from './criteria.ts';

/**
 * The AWS CLI command, on one line, that lists the jobs that match in one Region, with the browser-made refinements that
 * `--query` can make. Relative times become instants at the given moment, because the CLI knows none.
 */
export function toAwsCli(
  view: Pick<View, 'terms' | 'sort' | 'refinements'>,
  region: string,
  now: Date,
  shell: Shell = 'posix',
): string {
  const { filterCriteria, sortCriteria } = toListRequest(view, now);
  return awsCommand(
    'list-classification-jobs',
    {
      region,
      'filter-criteria': filterCriteria && toPlainJson(filterCriteria),
      'sort-criteria': `attributeName=${sortCriteria.attributeName},orderBy=${sortCriteria.orderBy}`,
      query: toJmesPath(view.refinements, now),
    },
    shell,
  );
}

/** A job and where it is, as the CLI needs to know them. */
export interface CliJob {
  readonly jobId: string;
  readonly region: string;
}

/** The command that shows everything Macie says about a job. */
export function describeCli({ jobId, region }: CliJob): string {
  return awsCommand('describe-classification-job', { region, 'job-id': jobId });
}

/** The command that resumes a job that a person paused. */
export function resumeCli({ jobId, region }: CliJob): string {
  return awsCommand('update-classification-job', { region, 'job-id': jobId, 'job-status': 'RUNNING' });
}

/** The command that cancels a job, which can't be undone. */
export function cancelCli({ jobId, region }: CliJob): string {
  return awsCommand('update-classification-job', { region, 'job-id': jobId, 'job-status': 'CANCELLED' });
}
