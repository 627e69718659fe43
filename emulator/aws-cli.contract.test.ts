import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import {
  DescribeClassificationJobCommand,
  GetFindingStatisticsCommand,
  GetUsageStatisticsCommand,
  type ListClassificationJobsCommandInput,
  type ListJobsFilterTerm,
  Macie2Client,
} from '@aws-sdk/client-macie2';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ACCOUNT, listAll, REGION } from './testing.ts';
import { staticKeyOf } from './accounts.ts';

/*
 * The AWS CLI, an independent client, against the emulator that `npm run emulator` starts: it must read the same as the
 * SDK.
 */

/** The system's CLI first: a version manager may have put a broken shim before it. */
const CLI = ['/usr/bin', '/usr/local/bin', ...(process.env['PATH'] ?? '').split(path.delimiter)]
  .map((directory) => path.join(directory, 'aws'))
  .find((file) => existsSync(file));

// CI must have the CLI; another machine may be without it.
if (!CLI && process.env['CI']) throw new Error('The AWS CLI is missing: apt-get install awscli');

let server: ChildProcess;
let endpoint: string;
let client: Macie2Client;

beforeAll(async () => {
  const main = path.join(import.meta.dirname, 'main.ts');
  server = spawn(process.execPath, ['--import', 'tsx', main, '--port', '0', '--jobs', '120', '--seed', '7']);
  endpoint = await new Promise<string>((resolve, reject) => {
    server.stdout?.on('data', (text: Buffer) => {
      const [url] = /http:\/\/localhost:\d+/.exec(text.toString()) ?? [];
      if (url) resolve(url);
    });
    server.once('exit', () => reject(new Error('The emulator did not start.')));
  });
  client = new Macie2Client({ region: REGION, endpoint, credentials: staticKeyOf(ACCOUNT) });
}, 30_000);
afterAll(() => {
  server.kill();
});

interface Run {
  readonly service?: string;
  readonly region?: string;
  readonly at?: string;
  readonly env?: Record<string, string>;
}

/** The CLI's parsed output. Rejects with its error output. */
async function aws(
  args: readonly string[],
  { service = 'macie2', region = REGION, at = '', env = {} }: Run = {},
): Promise<unknown> {
  const { accessKeyId, secretAccessKey } = staticKeyOf(ACCOUNT);
  const { stdout } = await promisify(execFile)(
    CLI ?? 'aws',
    [service, ...args, '--endpoint-url', endpoint + at, '--region', region, '--output', 'json'],
    {
      env: {
        PATH: '/usr/bin:/bin',
        HOME: '/nonexistent',
        AWS_ACCESS_KEY_ID: accessKeyId,
        AWS_SECRET_ACCESS_KEY: secretAccessKey,
        AWS_MAX_ATTEMPTS: '1',
        AWS_EC2_METADATA_DISABLED: 'true',
        AWS_PAGER: '',
        ...env,
      },
      maxBuffer: 32 * 2 ** 20,
    },
  );
  return JSON.parse(stdout) as unknown;
}

async function listByCli(input: ListClassificationJobsCommandInput): Promise<unknown> {
  const { filterCriteria, sortCriteria, maxResults } = input;
  const answer = await aws([
    'list-classification-jobs',
    ...(filterCriteria ? ['--filter-criteria', JSON.stringify(filterCriteria)] : []),
    ...(sortCriteria ? ['--sort-criteria', JSON.stringify(sortCriteria)] : []),
    ...(maxResults ? ['--page-size', String(maxResults)] : []),
  ]);
  return comparable(answer);
}

/** The same notation for both programs: times in UTC, and no nulls, which both leave out. */
function comparable(answer: unknown): unknown {
  return JSON.parse(JSON.stringify(answer), (key, value: unknown) => {
    if (typeof value === 'string' && /(At|Time|Date)$/.test(key)) return new Date(value).toISOString();
    return value;
  });
}

const since: ListJobsFilterTerm = {
  key: 'createdAt',
  comparator: 'GTE',
  values: [new Date(Date.now() - 60 * 86_400_000).toISOString()],
};
const LISTS: readonly [string, ListClassificationJobsCommandInput][] = [
  ['nothing', {}],
  ['pages of 7, by name', { maxResults: 7, sortCriteria: { attributeName: 'name', orderBy: 'ASC' } }],
  [
    'pages of 120, by status',
    { maxResults: 120, sortCriteria: { attributeName: 'jobStatus', orderBy: 'DESC' } },
  ],
  ['a page of 200, by type', { maxResults: 200, sortCriteria: { attributeName: 'jobType', orderBy: 'ASC' } }],
  [
    'EQ of several, and NE',
    {
      filterCriteria: {
        includes: [
          { key: 'jobStatus', comparator: 'EQ', values: ['IDLE', 'PAUSED', 'RUNNING'] },
          { key: 'jobType', comparator: 'NE', values: ['ONE_TIME'] },
        ],
      },
    },
  ],
  [
    'CONTAINS and GTE, but not STARTS_WITH',
    {
      filterCriteria: {
        includes: [{ key: 'name', comparator: 'CONTAINS', values: ['a'] }, since],
        excludes: [{ key: 'name', comparator: 'STARTS_WITH', values: ['a', 'DSAR'] }],
      },
    },
  ],
  [
    'LTE, but neither GT nor LT',
    {
      filterCriteria: {
        includes: [{ ...since, comparator: 'LTE' }],
        excludes: [
          { key: 'name', comparator: 'GT', values: ['p'] },
          { key: 'name', comparator: 'LT', values: ['C'] },
        ],
      },
    },
  ],
];

describe.skipIf(!CLI)('the AWS CLI, where there is one', { concurrent: true, timeout: 60_000 }, () => {
  test.each(LISTS)('lists the same jobs as the SDK: %s', async (_, input) => {
    const [byCli, bySdk] = await Promise.all([listByCli(input), listAll(client, input)]);
    expect(bySdk.length).toBeGreaterThan(0);
    expect(byCli).toEqual({ items: comparable(bySdk) });
  });

  test('describes a job as the SDK does, for jobs of every kind', async () => {
    const items = await listAll(client, { maxResults: 200 });
    const kinds = new Map(
      items.map((item) => [
        `${item.jobStatus} ${item.jobType} ${item.bucketCriteria ? 'criteria' : ''}`,
        item.jobId,
      ]),
    );
    // A running job may change between two reads.
    const still = [...kinds].filter(([kind]) => !kind.startsWith('RUNNING')).slice(0, 4);
    expect(still).toHaveLength(4);
    for (const [, jobId = ''] of still) {
      const { $metadata: _, ...bySdk } = await client.send(new DescribeClassificationJobCommand({ jobId }));
      expect(comparable(await aws(['describe-classification-job', '--job-id', jobId]))).toEqual(
        comparable(bySdk),
      );
    }
  });

  test.each<[string, readonly string[], Run, RegExp]>([
    [
      'a page too large',
      ['list-classification-jobs', '--page-size', '201'],
      {},
      /ValidationException.*maxResults/,
    ],
    [
      'a job that is not there',
      ['describe-classification-job', '--job-id', '0'.repeat(32)],
      {},
      /ResourceNotFoundException/,
    ],
    [
      'a Region without Macie',
      ['list-classification-jobs'],
      { region: 'eu-north-1' },
      /AccessDeniedException.*Macie is not enabled/,
    ],
    [
      'a wrong secret',
      ['list-classification-jobs'],
      { env: { AWS_SECRET_ACCESS_KEY: 'x' } },
      /InvalidSignatureException/,
    ],
    [
      'no signature',
      ['list-classification-jobs', '--no-sign-request'],
      {},
      /MissingAuthenticationTokenException/,
    ],
  ])('reads the refusal of %s', async (_, args, run, message) => {
    await expect(aws(args, run)).rejects.toMatchObject({ stderr: expect.stringMatching(message) as unknown });
  });

  test('gets credentials from the identity pool, the role and the log', async () => {
    const options = {
      service: 'cognito-identity',
      at: '/cognito-identity/',
      env: { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' },
    };
    const id = await aws(
      ['get-id', '--identity-pool-id', 'us-east-1:00000000-0000-4000-8000-000000000001', '--no-sign-request'],
      options,
    );
    expect(id).toMatchObject({ IdentityId: expect.stringMatching(/^us-east-1:/) as unknown });
    const role = [
      'assume-role',
      '--role-arn',
      'arn:aws:iam::444455556666:role/MacieMonitor',
      '--role-session-name',
      'cli',
    ];
    expect(await aws(role, { service: 'sts', at: '/sts/' })).toMatchObject({
      AssumedRoleUser: { Arn: 'arn:aws:sts::444455556666:assumed-role/MacieMonitor/cli' },
      Credentials: { SessionToken: expect.any(String) as unknown },
    });
    const log = [
      'filter-log-events',
      '--log-group-name',
      '/aws/macie/classificationjobs',
      '--max-items',
      '5',
    ];
    expect(await aws(log, { service: 'logs', at: `/logs/${REGION}/` })).toMatchObject({
      events: { length: 5 },
    });
  });

  test('reads the insights as the SDK does', async () => {
    const buckets = await aws(['describe-buckets', '--page-size', '9', '--max-items', '20']);
    expect(buckets).toMatchObject({ buckets: { length: 20 } });
    const groups = ['get-finding-statistics', '--group-by', 'severity.description'];
    const { countsByGroup } = await client.send(
      new GetFindingStatisticsCommand({ groupBy: 'severity.description' }),
    );
    expect(countsByGroup).not.toEqual([]);
    expect(await aws(groups)).toEqual({ countsByGroup });
    const { records, timeRange } = await client.send(new GetUsageStatisticsCommand({}));
    expect(comparable(await aws(['get-usage-statistics']))).toEqual(comparable({ records, timeRange }));
    expect(await aws(['get-macie-session'])).toMatchObject({ status: 'ENABLED' });

    const jobs = await Promise.all(
      (await listAll(client, { maxResults: 40 }))
        .slice(0, 40)
        .map(({ jobId }) => client.send(new DescribeClassificationJobCommand({ jobId }))),
    );
    const id = jobs.flatMap(({ customDataIdentifierIds }) => customDataIdentifierIds ?? [])[0] ?? '';
    expect(await aws(['batch-get-custom-data-identifiers', '--ids', id, 'x'])).toMatchObject({
      notFoundIdentifierIds: expect.arrayContaining(['x']) as unknown,
    });
    const list = jobs.flatMap(({ allowListIds }) => allowListIds ?? [])[0] ?? '';
    expect(await aws(['get-allow-list', '--id', list])).toMatchObject({
      id: list,
      name: expect.any(String) as unknown,
    });
  });

  test('says who it is, which accounts there are, and takes what an SSO sign-in gives', async () => {
    expect(await aws(['get-caller-identity'], { service: 'sts' })).toMatchObject({
      Account: ACCOUNT,
      Arn: `arn:aws:iam::${ACCOUNT}:user/macie-monitor`,
    });
    expect(await aws(['list-accounts', '--page-size', '2'], { service: 'organizations' })).toMatchObject({
      Accounts: [
        { Id: ACCOUNT, Name: 'Security tooling', Status: 'ACTIVE' },
        { Id: '444455556666' },
        { Id: '777788889999' },
      ],
    });
    const answer = await aws(
      ['get-role-credentials', '--role-name', 'MacieReader', '--account-id', '444455556666'].concat(
        '--access-token',
        'demo-sso-access-token',
      ),
      { service: 'sso' },
    );
    const { roleCredentials } = answer as { roleCredentials: Record<string, string> };
    const env = {
      AWS_ACCESS_KEY_ID: roleCredentials['accessKeyId'] ?? '',
      AWS_SECRET_ACCESS_KEY: roleCredentials['secretAccessKey'] ?? '',
      AWS_SESSION_TOKEN: roleCredentials['sessionToken'] ?? '',
    };
    expect(await aws(['get-caller-identity'], { service: 'sts', env })).toMatchObject({
      Account: '444455556666',
    });
    expect(await aws(['list-classification-jobs', '--max-items', '1'], { env })).toMatchObject({
      items: { length: 1 },
    });
  });

  test.each<[string, readonly string[], Run, RegExp]>([
    [
      'an unknown access token',
      ['get-role-credentials', '--role-name', 'MacieReader', '--account-id', ACCOUNT, '--access-token', 'x'],
      { service: 'sso' },
      /UnauthorizedException/,
    ],
    [
      'an unknown role',
      [
        'get-role-credentials',
        '--role-name',
        'Admin',
        '--account-id',
        ACCOUNT,
        '--access-token',
        'demo-sso-access-token',
      ],
      { service: 'sso' },
      /ForbiddenException/,
    ],
    ['an unknown operation of STS', ['get-session-token'], { service: 'sts' }, /InvalidAction/],
    ['a page of buckets too large', ['describe-buckets', '--page-size', '500'], {}, /ValidationException/],
  ])('reads the refusal of %s, too', async (_, args, run, message) => {
    await expect(aws(args, run)).rejects.toMatchObject({ stderr: expect.stringMatching(message) as unknown });
  });
});
