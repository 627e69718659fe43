import { LOG_GROUP } from '../../aws/log-group.ts';
import { cancelCli, describeCli, resumeCli } from '../criteria/aws-cli.ts';
import type { CliJob } from '../criteria/aws-cli.ts';
import type { VerdictCommand } from './verdict/types.ts';

/** The AWS CLI command line that a verdict recommends. The job is one that was found, so its id has the form of one. */
export function commandLine(command: VerdictCommand, job: CliJob): string {
  return LINES[command](job);
}

const LINES: Readonly<Record<VerdictCommand, (job: CliJob) => string>> = {
  describe: describeCli,
  resume: resumeCli,
  cancel: cancelCli,
  // Ids and Regions are plain words to a shell, so there is nothing to quote.
  logs: ({ jobId, region }) =>
    `aws logs filter-log-events --region ${region} --log-group-name ${LOG_GROUP} --log-stream-name-prefix ${jobId}`,
};
