import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holds, text } from '../../testing/criteria-arbitraries.ts';
import { CSV_COLUMNS, csvChunks, jsonChunks } from './export.ts';
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

const csv = (jobs: Iterable<Job>): string => [...csvChunks(jobs)].join('');

describe('a CSV file', () => {
  it('has all that Macie tells of a job', () => {
    expect(csv([JOB, BARE])).toBe(
      '\uFEFFaccount,region,jobId,name,jobStatus,jobType,createdAt,lastRunError,pausedAt,expiresAt,healthEventArn,bucketAccounts,bucketCount,bucketNames,bucketCriteria\r\n' +
        'security,eu-west-1,0123456789abcdef0123456789abcdef,"pii, ""weekly""",USER_PAUSED,ONE_TIME,2026-11-01T10:00:00.000Z,ERROR,2026-11-02T00:00:00.000Z,2026-12-02T00:00:00.000Z,arn:aws:health:eu-west-1::event/MACIE/X/Y,"011122223333;444455556666",3,"logs;data;pii",\r\n' +
        'dev,us-east-1,a,,,,,,,,,,,,"{""includes"":{""and"":[{""tagCriterion"":{""comparator"":""EQ""}}]}}"\r\n',
    );
  });

  it('has the columns that were asked for', () => {
    expect([...csvChunks([JOB], ['jobStatus', 'jobId'])].join('')).toBe(
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
    ['662E41', '662E41'],
  ])('has the name %j as %j', (name, cell) => {
    expect([...csvChunks([{ ...JOB, name }], ['name'])].join('')).toBe(`\uFEFFname\r\n${cell}\r\n`);
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
    expect(JSON.parse([...jsonChunks(job ? [job] : [])].join(''))).toEqual([
      { source: { account: 'security', region: 'eu-west-1' }, ...JSON.parse(JSON.stringify(summary)) },
    ]);
  });

  it.each([0, 1, 999, 1000, 1001, 2500])('is whole with %d jobs', (count) => {
    const chunks = [...jsonChunks(many(count))];
    expect(JSON.parse(chunks.join(''))).toHaveLength(count);
    expect(chunks).toHaveLength(Math.ceil(count / 1000) + 1);
  });
});

it('makes many jobs in pieces, reading no further than it has come', () => {
  let read = 0;
  function* counted(): Generator<Job> {
    for (const job of many(20_000)) {
      read += 1;
      yield job;
    }
  }
  const chunks = csvChunks(counted());
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

/** The text before it was defused, as the file's documentation tells to do. */
function original(cell: string | undefined): string | undefined {
  return cell !== undefined && /^'['\s]*[=+\-@＝＋－＠\t\r\n]/.test(cell) ? cell.slice(1) : cell;
}

/** RFC 4180, read sign by sign. */
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
