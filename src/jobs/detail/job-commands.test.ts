import { expect, test } from 'vitest';
import { commandLine } from './job-commands.ts';

const job = { jobId: '3ce05dbb7ec5505def334104bf347800', region: 'eu-west-1' };

test.each([
  ['describe', `aws macie2 describe-classification-job --region eu-west-1 --job-id ${job.jobId}`],
  [
    'resume',
    `aws macie2 update-classification-job --region eu-west-1 --job-id ${job.jobId} --job-status RUNNING`,
  ],
  [
    'cancel',
    `aws macie2 update-classification-job --region eu-west-1 --job-id ${job.jobId} --job-status CANCELLED`,
  ],
  [
    'logs',
    `aws logs filter-log-events --region eu-west-1 --log-group-name /aws/macie/classificationjobs --log-stream-name-prefix ${job.jobId}`,
  ],
] as const)('%s', (command, line) => {
  expect(commandLine(command, job)).toBe(line);
});
