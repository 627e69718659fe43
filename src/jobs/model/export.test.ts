import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holds, text } from '../../testing/criteria-arbitraries.ts';
import { CSV_COLUMNS, LONGEST_CELL, csvChunks, headCsv, jsonChunks } from './export.ts';
import type { ExportContext, ExportHead } from './export.ts';
import { type Job, toJob } from './job.ts';

const JOB: Job = {
  source: 'security/eu-west-1',
  jobId: '0123456789abcdef0123456789abcdef',
  name: 'pii, "weekly"',
  jobStatus: 'USER_PAUSED',
  jobType: 'ONE_TIME',
  createdAt: Date.parse('2026-11-01T10:00:00Z'),
  lastRunError: 'ERROR',
  userPausedDetails: {
    jobPausedAt: new Date('2026-11-02T00:00:00Z'),
    jobExpiresAt: new Date('2026-12-02T00:00:00Z'),
    jobImminentExpirationHealthEventArn: 'arn:aws:health:eu-west-1::event/MACIE/X/Y',
  },
  bucketDefinitions: [
    { accountId: '011122223333', buckets: ['logs', 'data'] },
    { accountId: '444455556666', buckets: ['pii'] },
  ],
  bucketCriteria: undefined,
};

const BARE: Job = {
  source: 'dev/us-east-1',
  jobId: 'a',
  name: undefined,
  jobStatus: undefined,
  jobType: undefined,
  createdAt: undefined,
  lastRunError: undefined,
  userPausedDetails: undefined,
  bucketDefinitions: undefined,
  bucketCriteria: { includes: { and: [{ tagCriterion: { comparator: 'EQ' } }] } },
};

const NOW = Date.parse('2026-11-20T12:00:00Z');

const CONTEXT: ExportContext = {
  accounts: [{ id: 'security', label: 'Security tooling', accountId: '011122223333' }],
  origin: 'https://macie.example',
  attention: { now: NOW },
  findings: new Map([
    [
      JOB.source,
      {
        total: { counts: new Map([[JOB.jobId, 7]]), whole: true },
        high: { counts: new Map([[JOB.jobId, 2]]), whole: true },
      },
    ],
  ]),
};

const HEAD: ExportHead = {
  title: 'Macie jobs',
  exportedAt: '2026-11-20T12:00:00.000Z',
  readerTimeZone: 'Europe/Berlin',
  link: 'https://macie.example/jobs?status=IDLE',
  complete: false,
  jobCount: 2,
  sources: [
    {
      account: 'security',
      accountLabel: 'Security tooling',
      accountId: '011122223333',
      region: 'eu-west-1',
      state: 'read',
      jobsRead: 2,
      readAt: '2026-11-20T11:59:00.000Z',
      error: undefined,
    },
    {
      account: 'dev',
      accountLabel: undefined,
      accountId: undefined,
      region: 'us-east-1',
      state: 'missing',
      jobsRead: 0,
      readAt: undefined,
      error: '=denied',
    },
  ],
};

const csv = (jobs: Iterable<Job>): string => [...csvChunks(jobs, CONTEXT)].join('');
const json = (jobs: Iterable<Job>): string => [...jsonChunks(jobs, CONTEXT, HEAD)].join('');
/** What a reader of the CSV file gets in one column. */
const cell = (column: (typeof CSV_COLUMNS)[number], members: Partial<Job>): string | undefined =>
  readCsv([...csvChunks([{ ...JOB, ...members }], CONTEXT, [column])].join('').slice(1))[1]?.[0];

describe('a CSV file', () => {
  it('has all that Macie says of a job, and what the monitor adds', () => {
    expect(csv([JOB, BARE])).toBe(
      '\uFEFFaccount,region,jobId,name,jobStatus,jobType,createdAt,lastRunError,pausedAt,expiresAt,healthEventArn,bucketAccounts,bucketCount,bucketNames,bucketCriteria,accountLabel,accountId,jobArn,link,schedule,lastRunTime,nextRunDay,objectsLeft,describedAt,attention,deadline,findings,findingsHigh\r\n' +
        `security,eu-west-1,0123456789abcdef0123456789abcdef,"pii, ""weekly""",USER_PAUSED,ONE_TIME,2026-11-01T10:00:00.000Z,ERROR,2026-11-02T00:00:00.000Z,2026-12-02T00:00:00.000Z,arn:aws:health:eu-west-1::event/MACIE/X/Y,"011122223333;444455556666",3,"logs;data;pii",,Security tooling,'011122223333,arn:aws:macie2:eu-west-1:011122223333:classification-job/0123456789abcdef0123456789abcdef,https://macie.example/jobs/security/eu-west-1/0123456789abcdef0123456789abcdef,Runs once,,,,,Errors in last run,,7,2\r\n` +
        'dev,us-east-1,a,,,,,,,,,,,,"{""includes"":{""and"":[{""tagCriterion"":{""comparator"":""EQ""}}]}}",,,,https://macie.example/jobs/dev/us-east-1/a,,,,,,,,,\r\n',
    );
  });

  it('has the columns that were asked for', () => {
    expect([...csvChunks([JOB], CONTEXT, ['jobStatus', 'jobId'])].join('')).toBe(
      `\uFEFFjobStatus,jobId\r\nUSER_PAUSED,${JOB.jobId}\r\n`,
    );
  });

  it.each([
    ['=1+1', `'=1+1`],
    ['+1', `'+1`],
    ['-1', `'-1`],
    ['@SUM(A1)', `'@SUM(A1)`],
    ['＝1', `'＝1`],
    [' =1', `' =1`],
    [`'=1`, `''=1`],
    ['=HYPERLINK("x","y")', `"'=HYPERLINK(""x"",""y"")"`],
    ['\t=1', `'\t=1`],
    ['\r\n=1', `"'\r\n=1"`],
    [`it's`, `it's`],
    [`'quoted'`, `'quoted'`],
    ['a=b', 'a=b'],
    ['\0=1', `'\0=1`],
    ['\u001C=1', `'\u001C=1`],
    ['\u200B=1', `'\u200B=1`],
    // Texts that Excel takes for numbers or dates.
    ['662E41', `'662E41`],
    ['012345678901', `'012345678901`],
    [`'5`, `''5`],
    ['2026-11', `'2026-11`],
    ['1/2', `'1/2`],
    ['10:30', `'10:30`],
    ['50 %', `'50 %`],
    ['1.5', `'1.5`],
    ['5 buckets', '5 buckets'],
    ['v1.5', 'v1.5'],
    ['2026-11-weekly', '2026-11-weekly'],
  ])('has the name %j as %j', (name, cell) => {
    expect([...csvChunks([{ ...JOB, name }], CONTEXT, ['name'])].join('')).toBe(`\uFEFFname\r\n${cell}\r\n`);
  });

  it('keeps ids and account numbers as texts', () => {
    expect(cell('jobId', { jobId: '00000000000000000000000000000007' })).toBe(
      `'00000000000000000000000000000007`,
    );
    expect(cell('jobId', { jobId: '1234567890123456789012345678e123' })).toBe(
      `'1234567890123456789012345678e123`,
    );
    expect(cell('jobId', { jobId: JOB.jobId })).toBe(JOB.jobId);
    expect(cell('accountId', {})).toBe(`'011122223333`);
    expect(
      cell('bucketAccounts', { bucketDefinitions: [{ accountId: '012345678901', buckets: ['a'] }] }),
    ).toBe(`'012345678901`);
    expect(cell('jobArn', { jobId: '00000000000000000000000000000007' })).toBe(
      'arn:aws:macie2:eu-west-1:011122223333:classification-job/00000000000000000000000000000007',
    );
  });

  it('has no cell that is longer than Excel takes, and says what is missing', () => {
    const buckets = Array.from({ length: 1000 }, (_, index) => `bucket-${index}-`.padEnd(60, 'x'));
    const names = cell('bucketNames', { bucketDefinitions: [{ accountId: '1', buckets }] }) ?? '';
    expect(names.length).toBeLessThanOrEqual(LONGEST_CELL);
    const [, left] = /;… and (\d+) more of 1000 \(the JSON export has all\)$/.exec(names) ?? [];
    const kept = names.split(';').slice(0, -1);
    expect(kept).toEqual(buckets.slice(0, 1000 - Number(left)));
    expect(kept.length).toBeGreaterThan(530);

    const long = cell('name', { name: '😀'.repeat(20_000) }) ?? '';
    expect(long.length).toBeLessThanOrEqual(LONGEST_CELL);
    expect(long).toMatch(/^(😀)+… \(cut from 40000 characters; the JSON export has all\)$/u);
    expect(cell('name', { name: 'x'.repeat(LONGEST_CELL) })).toHaveLength(LONGEST_CELL);
    expect(cell('name', { name: `=${'x'.repeat(LONGEST_CELL)}` })?.length).toBeLessThanOrEqual(LONGEST_CELL);
  });

  it('says that a job has not run yet, rather than that it had no errors', () => {
    const details = { describedAt: NOW, numberOfRuns: 0, lastRunTime: NOW, schedule: { dailySchedule: {} } };
    const fresh = { jobStatus: 'IDLE', jobType: 'SCHEDULED', lastRunError: 'NONE', details };
    expect(cell('lastRunError', fresh)).toBe('Not run yet');
    expect(cell('lastRunTime', fresh)).toBe('');
    expect(cell('nextRunDay', fresh)).toBe('2026-11-20');
    expect(cell('schedule', fresh)).toBe('Daily');
    expect(cell('lastRunError', { ...fresh, details: { ...details, numberOfRuns: 1 } })).toBe('NONE');
    expect(cell('lastRunTime', { ...fresh, details: { ...details, numberOfRuns: 1 } })).toBe(
      '2026-11-20T12:00:00.000Z',
    );
  });

  it('says why a job needs attention, and until when', () => {
    const userPausedDetails = { jobExpiresAt: new Date(NOW + 3 * 86_400_000) };
    expect(cell('attention', { userPausedDetails })).toBe('Expires in 3 days;Errors in last run');
    expect(cell('deadline', { userPausedDetails })).toBe('2026-11-23T12:00:00.000Z');
  });

  it('loses no more than a time that is none', () => {
    expect(cell('createdAt', { createdAt: Number.NaN })).toBe('');
    expect(cell('expiresAt', { userPausedDetails: { jobExpiresAt: new Date(Number.NaN) } })).toBe('');
    expect(() => json([{ ...JOB, createdAt: Number.NaN }])).not.toThrow();
  });

  it('doesn’t count buckets where an account stands for all of its own', () => {
    expect(
      cell('bucketCount', {
        bucketDefinitions: [
          { accountId: '1', buckets: [] },
          { accountId: '2', buckets: ['a'] },
        ],
      }),
    ).toBe('');
  });

  it('gives every text back, and none that a spreadsheet runs', { timeout: 30_000 }, () => {
    holds(
      fc.property(fc.array(fc.tuple(text, text), { maxLength: 10 }), (texts) => {
        const jobs = texts.map(([name, jobStatus]) => ({ ...JOB, name, jobStatus }));
        const [header, ...rows] = readCsv(csv(jobs).slice(1));
        expect(header).toEqual(CSV_COLUMNS);
        expect(rows.map((row) => [original(row[3]), original(row[4])])).toEqual(texts);
        for (const cell of rows.flat()) expect(cell).not.toMatch(/^\s*[=+\-@]/);
      }),
      500,
    );
  });
});

describe('a JSON file', () => {
  it('has what Macie sent, and from where', () => {
    const summary = {
      jobId: JOB.jobId,
      name: 'pii',
      jobStatus: 'COMPLETE' as const,
      jobType: 'ONE_TIME' as const,
      createdAt: new Date('2026-11-01T10:00:00Z'),
      lastRunErrorStatus: { code: 'ERROR' as const },
      userPausedDetails: { jobPausedAt: new Date('2026-11-02T00:00:00Z') },
      bucketDefinitions: [{ accountId: '011122223333', buckets: ['logs'] }],
    };
    const job = toJob('security/eu-west-1', summary);
    expect(JSON.parse(json(job ? [job] : []))).toEqual({
      ...JSON.parse(JSON.stringify(HEAD)),
      jobs: [
        {
          source: { account: 'security', region: 'eu-west-1' },
          ...JSON.parse(JSON.stringify(summary)),
          monitor: {
            findings: { total: 7, high: 2 },
            accountId: '011122223333',
            accountLabel: 'Security tooling',
            jobArn: `arn:aws:macie2:eu-west-1:011122223333:classification-job/${JOB.jobId}`,
            link: `https://macie.example/jobs/security/eu-west-1/${JOB.jobId}`,
            schedule: 'Runs once',
            lastRunError: 'ERROR',
            attention: [{ reason: 'errors', text: 'Errors in last run' }],
          },
        },
      ],
    });
  });

  it.each([0, 1, 999, 1000, 1001, 2500])('is whole with %d jobs', (count) => {
    const chunks = [...jsonChunks(many(count), CONTEXT, HEAD)];
    expect((JSON.parse(chunks.join('')) as { jobs: unknown[] }).jobs).toHaveLength(count);
    expect(chunks).toHaveLength(Math.ceil(count / 1000) + 1);
  });
});

it('a CSV file’s head has a line for each source below the facts about the whole', () => {
  expect(readCsv(headCsv(HEAD).slice(1))).toEqual([
    ['title', 'Macie jobs'],
    ['exportedAt', HEAD.exportedAt],
    ['readerTimeZone', 'Europe/Berlin'],
    ['link', HEAD.link],
    ['complete', 'false'],
    ['jobCount', '2'],
    [''],
    ['account', 'accountLabel', 'accountId', 'region', 'state', 'jobsRead', 'readAt', 'error'],
    [
      'security',
      'Security tooling',
      `'011122223333`,
      'eu-west-1',
      'read',
      '2',
      '2026-11-20T11:59:00.000Z',
      '',
    ],
    ['dev', '', '', 'us-east-1', 'missing', '0', '', `'=denied`],
  ]);
});

it('makes many jobs in pieces, reading no further than it has come', () => {
  let read = 0;
  function* counted(): Generator<Job> {
    for (const job of many(20_000)) {
      read += 1;
      yield job;
    }
  }
  const chunks = csvChunks(counted(), CONTEXT);
  chunks.next();
  expect(read).toBe(0);
  chunks.next();
  expect(read).toBe(1000);
  expect([...chunks]).toHaveLength(19);
  expect(read).toBe(20_000);
});

function* many(count: number): Generator<Job> {
  for (let index = 0; index < count; index += 1) yield { ...JOB, jobId: String(index) };
}

/** The text without the apostrophe that guards it, as the documentation of the file says. */
function original(cell: string | undefined): string | undefined {
  const guarded = /^'['\s\p{C}]*([=+\-@＝＋－＠\t\r\n]|\d[\d.,:/\s-]*(e[+-]?\d+)?\s*%?[\s\p{C}]*$)/iu;
  return cell !== undefined && guarded.test(cell) ? cell.slice(1) : cell;
}

/** RFC 4180, read character by character. */
function readCsv(file: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let inQuotes = false;
  for (let at = 0; at < file.length; at += 1) {
    const sign = file.charAt(at);
    if (inQuotes) {
      if (sign !== '"') cell += sign;
      else if (file.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else inQuotes = false;
    } else if (sign === '"') inQuotes = true;
    else if (sign === ',') {
      row.push(cell);
      cell = '';
    } else if (sign === '\r' && file.charAt(at + 1) === '\n') {
      rows.push([...row, cell]);
      row = [];
      cell = '';
      at += 1;
    } else cell += sign;
  }
  return rows;
}
