/** What can be switched on beyond the jobs themselves, each with operations of its own. */
export const INSIGHTS = ['findings', 'buckets', 'usage', 'names'] as const;

export type Insight = (typeof INSIGHTS)[number];

/** An AWS operation that the monitor calls. The monitor only reads. */
export interface AwsOperation {
  /** The API's name. The IAM action is called the same. */
  readonly name: string;
  /** The signing name, which is the IAM action's prefix too. */
  readonly service: 'macie2' | 'logs';
  readonly method: 'GET' | 'POST';
  /** As in the service's model: `{…}` stands for one segment. */
  readonly path: string;
  /** The least that an IAM policy can name, with `{account}`; `*` where the action takes no resource. */
  readonly resource: string;
  /** The switch in the configuration that it needs. */
  readonly needs: 'nothing' | 'logs' | Insight;
}

/**
 * Every operation there is: gateways, IAM policies, the content security policy and the emulator's routes are made from
 * this list. Methods and paths are the service model's, resources the service authorization reference's.
 */
export const OPERATIONS = [
  {
    name: 'ListClassificationJobs',
    service: 'macie2',
    method: 'POST',
    path: '/jobs/list',
    resource: '*',
    needs: 'nothing',
  },
  {
    name: 'DescribeClassificationJob',
    service: 'macie2',
    method: 'GET',
    path: '/jobs/{jobId}',
    resource: 'arn:aws:macie2:*:{account}:classification-job/*',
    needs: 'nothing',
  },
  {
    name: 'FilterLogEvents',
    service: 'logs',
    method: 'POST',
    path: '/',
    resource: 'arn:aws:logs:*:{account}:log-group:/aws/macie/classificationjobs:*',
    needs: 'logs',
  },
  {
    name: 'GetFindingStatistics',
    service: 'macie2',
    method: 'POST',
    path: '/findings/statistics',
    resource: '*',
    needs: 'findings',
  },
  {
    name: 'DescribeBuckets',
    service: 'macie2',
    method: 'POST',
    path: '/datasources/s3',
    resource: '*',
    needs: 'buckets',
  },
  {
    name: 'GetUsageStatistics',
    service: 'macie2',
    method: 'POST',
    path: '/usage/statistics',
    resource: '*',
    needs: 'usage',
  },
  {
    name: 'GetMacieSession',
    service: 'macie2',
    method: 'GET',
    path: '/macie',
    resource: '*',
    needs: 'usage',
  },
  {
    name: 'BatchGetCustomDataIdentifiers',
    service: 'macie2',
    method: 'POST',
    path: '/custom-data-identifiers/get',
    // Editions of the reference differ on whether this action takes a resource; `*` works either way.
    resource: '*',
    needs: 'names',
  },
  {
    name: 'GetAllowList',
    service: 'macie2',
    method: 'GET',
    path: '/allow-lists/{id}',
    resource: 'arn:aws:macie2:*:{account}:allow-list/*',
    needs: 'names',
  },
] as const satisfies readonly AwsOperation[];

/** The switches of a configuration that decide which operations it needs. */
export interface OperationSwitches {
  readonly logs?: unknown;
  readonly insights?: readonly Insight[] | undefined;
}

/** The operations that a configuration needs: with nothing switched on, those that list and describe jobs. */
export function operationsFor({ logs, insights = [] }: OperationSwitches): readonly AwsOperation[] {
  return OPERATIONS.filter(({ needs }) => {
    if (needs === 'nothing') return true;
    return needs === 'logs' ? Boolean(logs) : insights.includes(needs);
  });
}
