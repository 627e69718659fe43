import { expect, it } from 'vitest';
import { copied } from '../../../testing/copied-view.ts';
import { boto3Notes, boto3Text, cliNotes, cliText } from './copy-text.ts';

it('is the bare command for one account and Region', () => {
  expect(cliText(copied('status=RUNNING', 'security/eu-west-1'))).toMatch(
    /^aws macie2 list-classification-jobs --region eu-west-1 .*RUNNING.*$/,
  );
  expect(boto3Text(copied('created.gte=now-1d', 'security/eu-west-1'))).toContain('2026-11-19T12:00:00Z');
});

it('is one command a line, and one script, where there are several sources', () => {
  const sources = copied('', 'security/us-east-1', 'dev/eu-west-1');
  expect(cliText(sources).split('\n')).toEqual([
    expect.stringMatching(/^aws macie2 .*--region us-east-1/),
    expect.stringMatching(/^aws macie2 .*--region eu-west-1/),
  ]);
  expect(cliNotes(sources)).toBe(
    'Run each with credentials for its account, in this order: us-east-1 in 111122223333, eu-west-1 in 444455556666.',
  );
  expect(boto3Text(sources).match(/^import boto3$/gm)).toHaveLength(1);
  expect(boto3Text(sources)).toContain(
    '{"account": "444455556666", "profile": None, "region": "eu-west-1"},',
  );
  expect(boto3Notes(sources)).toBe('Set the AWS profile of each account in its table.');
  expect(boto3Notes(copied('', 'security/us-east-1', 'security/eu-west-1'))).toBe('');
});

it('keeps out of the text what it has to say about it', () => {
  const refined = copied(
    'bucket=a%0Arm+-rf+x&last-run=error&attention=any&q=x&sort=urgency',
    'security/us-east-1',
  );
  expect(cliText(refined)).toMatch(/^aws macie2 [^#\n]+$/);
  expect(boto3Text(refined)).not.toContain('#');
  expect(cliNotes(refined)).toBe(
    'Left out, as only this page can do it: the search, needs attention and the order. Bucket names are compared in lower case only.',
  );
  expect(boto3Notes(refined)).toBe('Left out, as only this page can do it: needs attention and the order.');
});
