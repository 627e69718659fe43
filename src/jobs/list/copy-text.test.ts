import { expect, it } from 'vitest';
import { parseView } from '../criteria-link.ts';
import { boto3Text, cliText } from './copy-text.ts';

const account = (id: string, accountId: string) => ({
  id,
  label: `Label of ${id}`,
  accountId,
  regions: ['us-east-1', 'eu-west-1'],
  credentials: { identityPoolId: 'us-east-1:00000000-0000-4000-8000-000000000001' },
});
const copied = (link: string, ...sources: string[]) => ({
  view: parseView(link).view,
  accounts: [account('security', '111122223333'), account('dev', '444455556666')],
  sources: sources.map((source) => {
    const [account = '', region = ''] = source.split('/');
    return { account, region };
  }),
  now: new Date('2026-11-20T12:00:00Z'),
});

it('is the bare command for one account and Region', () => {
  expect(cliText(copied('status=RUNNING', 'security/eu-west-1'))).toMatch(
    /^aws macie2 list-classification-jobs --region eu-west-1 .*RUNNING.*$/,
  );
  expect(boto3Text(copied('created.gte=now-1d', 'security/eu-west-1'))).toContain('2026-11-19T12:00:00Z');
});

it('names the place of each command where there are several', () => {
  const lines = cliText(copied('', 'security/us-east-1', 'dev/eu-west-1')).split('\n');
  expect(lines).toEqual([
    '# us-east-1 of security, with credentials for 111122223333',
    expect.stringContaining('--region us-east-1'),
    '# eu-west-1 of dev, with credentials for 444455556666',
    expect.stringContaining('--region eu-west-1'),
  ]);
  expect(boto3Text(copied('', 'security/us-east-1', 'dev/eu-west-1')).match(/^import boto3$/gm)).toHaveLength(
    2,
  );
});

it('says what the command leaves out, in none of the link’s words', () => {
  const text = cliText(copied('bucket=a%0Arm+-rf+x&last-run=error&attention=any', 'security/us-east-1'));
  expect(text.split('\n')).toEqual([
    "# Macie can't filter by this, so do it yourself: errors in the last run, the bucket name, whether a job needs attention",
    expect.stringMatching(/^aws macie2 /),
  ]);
});
