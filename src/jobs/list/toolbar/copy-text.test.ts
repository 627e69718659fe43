import { expect, it } from 'vitest';
import { copied } from '../../../testing/copied-view.ts';
import { boto3Text, cliText, copyNotes } from './copy-text.ts';

it('is the bare command for one account and Region', () => {
  expect(cliText(copied('status=RUNNING', 'security/eu-west-1'))).toMatch(
    /^aws macie2 list-classification-jobs --region eu-west-1 .*RUNNING.*$/,
  );
  expect(boto3Text(copied('created.gte=now-1d', 'security/eu-west-1'))).toContain('2026-11-19T12:00:00Z');
});

it('is one command a line where there are several sources', () => {
  const sources = copied('', 'security/us-east-1', 'dev/eu-west-1');
  expect(cliText(sources).split('\n')).toEqual([
    expect.stringMatching(/^aws macie2 .*--region us-east-1/),
    expect.stringMatching(/^aws macie2 .*--region eu-west-1/),
  ]);
  expect(boto3Text(sources).match(/^import boto3$/gm)).toHaveLength(2);
  expect(copyNotes(sources)).toBe(
    'Run each with credentials for its account, in this order: us-east-1 in 111122223333, eu-west-1 in 444455556666.',
  );
});

it('leaves out of the text what it has to say about it', () => {
  const refined = copied('bucket=a%0Arm+-rf+x&last-run=error&attention=any', 'security/us-east-1');
  expect(cliText(refined)).toMatch(/^aws macie2 [^#\n]+$/);
  expect(boto3Text(refined)).not.toContain('#');
  expect(copyNotes(refined)).toBe(
    "Macie can't filter by these, so they are left out: errors in the last run, bucket name, needs attention.",
  );
});
