import { JobStatus, JobType } from '@aws-sdk/client-macie2';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holds, view as anyView } from '../../testing/criteria-arbitraries.ts';
import { parseView } from './link.ts';
import { describeTerm, describeView } from './sentence.ts';
import { COMPARATORS, FIELDS } from './criteria.ts';
import { STATUS_TEXT, TYPE_TEXT } from '../model/status-text.ts';

const time = (instant: number): string => `${new Date(instant).toUTCString().slice(5, 22)} UTC`;
const account = (account: string): string => (account === 'security' ? 'Security tooling' : account);

const chips = (link: string): string[] => parseView(link).view.terms.map((term) => describeTerm(term, time));
const sentence = (link: string): string => describeView(parseView(link).view, { time, account });

it('has words for each status and type of the SDK', () => {
  expect(new Set(Object.keys(STATUS_TEXT))).toEqual(new Set(Object.values(JobStatus)));
  expect(new Set(Object.keys(TYPE_TEXT))).toEqual(new Set(Object.values(JobType)));
});

describe('a chip', () => {
  it.each([
    ['status=RUNNING&status=IDLE', 'Status is Running or Idle'],
    ['status=PAUSED&status=USER_PAUSED&status=NEWER', 'Status is Paused by Macie, Paused by user or NEWER'],
    ['not.status=COMPLETE', 'Status is not Complete'],
    ['status.ne=CANCELLED', 'Status differs from Cancelled'],
    ['status.contains=PAUSED', 'Status contains PAUSED'],
    ['type=ONE_TIME', 'Type is One-time'],
    ['not.type=SCHEDULED', 'Type is not Scheduled'],
    ['name=RUNNING', 'Name is RUNNING'],
    ['not.name.contains=test', 'Name does not contain test'],
    ['name.starts-with=a&name.starts-with=b', 'Name starts with a or b'],
    ['name.gte=m', 'Name is at or after m'],
    ['not.name.lt=m', 'Name is not before m'],
    ['name.contains=a or b', 'Name contains “a or b”'],
    ['name= a', 'Name is “ a”'],
    ['name=a,b', 'Name is “a,b”'],
    ['name=a%00b%E2%80%AEc', 'Name is a\uFFFDb\uFFFDc'],
    ['name=👩‍🚀', 'Name is 👩‍🚀'],
    ['name=שלום', 'Name is \u2068שלום\u2069'],
    ['created.gte=now-7d', 'Created in the last 7 days'],
    ['created.gte=now-1h', 'Created in the last hour'],
    ['created.gte=now-10m', 'Created in the last 10 minutes'],
    ['created.gt=now-1w', 'Created less than 1 week ago'],
    ['created.lt=now-2w', 'Created more than 2 weeks ago'],
    ['created.lte=now-1d', 'Created at least 1 day ago'],
    ['not.created.gte=now-7d', 'Not created in the last 7 days'],
    ['created.lt=2026-11-20', 'Created before 20 Nov 2026 00:00 UTC'],
    ['not.created=2026-11-20T10:30:00Z', 'Not created at 20 Nov 2026 10:30 UTC'],
    [
      'created.gte=now-1d&created.gte=2026-11-20',
      'Created in the last day or at or after 20 Nov 2026 00:00 UTC',
    ],
  ])('for %s says %s', (link, chip) => {
    expect(chips(link)).toEqual([chip]);
  });

  it('says something different for each field, comparator and side', () => {
    for (const values of [['now-2h'], ['2026-11-20T00:00:00Z']]) {
      const all = FIELDS.flatMap((field) =>
        COMPARATORS.flatMap((comparator) =>
          [false, true].map((exclude) => describeTerm({ field, comparator, exclude, values }, time)),
        ),
      );
      expect(new Set(all).size).toBe(64);
      for (const chip of all) expect(chip).toMatch(/^(Status|Type|Name|Created|Not created) [a-z]/);
    }
  });
});

describe('a sentence', () => {
  it.each([
    ['', 'All jobs, newest first, in all accounts and Regions'],
    [
      'status=RUNNING&status=IDLE&created.gte=now-7d',
      'Jobs that are Running or Idle, created in the last 7 days, newest first, in all accounts and Regions',
    ],
    [
      'not.status=COMPLETE&type=SCHEDULED&name.contains=pii&not.created.lt=2026-11-20&sort=name.desc&account=security',
      'Jobs that are not Complete, whose type is Scheduled, whose name contains pii, not created before 20 Nov 2026 00:00 UTC, by name from Z to A, in Security tooling, in all Regions',
    ],
    [
      'last-run=error&bucket=logs&bucket=data&attention=any&sort=created.asc&region=eu-west-1&region=us-east-1',
      'Jobs with errors in the last run, with a bucket whose name contains logs or data, that need attention, oldest first, in all accounts, in eu-west-1 and us-east-1',
    ],
    [
      'last-run=none&sort=status.asc',
      'Jobs without errors in the last run, by status, in all accounts and Regions',
    ],
  ])('for %s', (link, text) => {
    expect(sentence(link)).toBe(text);
  });

  it.each([
    [
      'q=PII+eu&last-run.gte=now-7d&last-run=error&sort=urgency',
      'Jobs whose name, id or bucket contains PII and eu, with errors in the last run, whose last run began in the last 7 days, most urgent first, in all accounts and Regions',
    ],
    [
      'bucket.is=app-logs&expires=7d&overdue=any&group=reason&sort=expires',
      'Jobs with the bucket app-logs, whose pause expires within 7 days, that are overdue, first to expire first, grouped by reason, in all accounts and Regions',
    ],
    [
      'last-run.gt=2026-11-20&last-run.lte=now-1d',
      'Jobs whose last run began after 20 Nov 2026 00:00 UTC and at least 1 day ago, newest first, in all accounts and Regions',
    ],
  ])('for what the browser does: %s', (link, text) => {
    expect(sentence(link)).toBe(text);
  });

  it('has no hole and nothing invisible, for any view', () => {
    holds(
      fc.property(anyView, (view) => {
        const text = describeView(view, { time, account });
        expect(text).not.toMatch(/undefined|NaN|Invalid|\[object/);
        expect(text).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E]/u);
      }),
      500,
    );
  });
});
