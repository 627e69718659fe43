import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';

/**
 * All that the monitor may do in an account: the two operations that read jobs. Macie takes no resource for
 * the list (service authorization reference for Macie).
 */
export function readJobs(account: string): PolicyStatement[] {
  return [
    new PolicyStatement({
      effect: Effect.ALLOW,
      actions: ['macie2:ListClassificationJobs'],
      resources: ['*'],
    }),
    new PolicyStatement({
      effect: Effect.ALLOW,
      actions: ['macie2:DescribeClassificationJob'],
      resources: [`arn:aws:macie2:*:${account}:classification-job/*`],
    }),
  ];
}

/** Reading the events of jobs, from Macie's own log group. */
export function readLogs(account: string): PolicyStatement {
  return new PolicyStatement({
    effect: Effect.ALLOW,
    actions: ['logs:FilterLogEvents'],
    resources: [`arn:aws:logs:*:${account}:log-group:/aws/macie/classificationjobs:*`],
  });
}
