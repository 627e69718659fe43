import * as fc from 'fast-check';
import { JobStatus, JobType } from '@aws-sdk/client-macie2';
import { describe, expect, test } from 'vitest';
import { toJob } from '../../model/job.ts';
import { needsSomeone } from '../../model/refine.ts';
import { unlisted } from '../../../testing/sample-job.ts';
import { judge } from './verdict.ts';
import type { Judged, Verdict } from './verdict.ts';
import { plain } from '../text.ts';

const now = new Date('2026-02-11T12:00:00Z');
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);
const headline = (job: Judged) => plain(judge(job, now).headline);
const meaning = (job: Judged) => plain(judge(job, now).meaning);
const commands = (job: Judged) => judge(job, now).commands.map(({ command }) => command);
const ERROR = { lastRunErrorStatus: { code: 'ERROR' } };
const NONE = { lastRunErrorStatus: { code: 'NONE' } };
const paused = (jobType: string, details: Judged['userPausedDetails']): Judged => ({
  jobStatus: 'USER_PAUSED',
  jobType,
  userPausedDetails: details,
});
const daily = { jobType: 'SCHEDULED', scheduleFrequency: { dailySchedule: {} } };

describe('running', () => {
  test('normally, with what is left where Macie says it', () => {
    const statistics = { approximateNumberOfObjectsToProcess: 12_400, numberOfRuns: 1 };
    expect(headline({ jobStatus: 'RUNNING', statistics })).toBe(
      'Nothing to do: it is running normally, with about 12,400 objects left.',
    );
    expect(headline({ jobStatus: 'RUNNING' })).toBe('Nothing to do: it is running normally.');
    expect(
      headline({ jobStatus: 'RUNNING', statistics: { approximateNumberOfObjectsToProcess: Number.NaN } }),
    ).toBe('Nothing to do: it is running normally.');
  });

  test('with errors: of which run is unsure for a recurring job only', () => {
    expect(headline({ jobStatus: 'RUNNING', jobType: 'ONE_TIME', ...ERROR })).toBe(
      'Worth a look: it is running, but Macie could not reach some of its data.',
    );
    expect(meaning({ jobStatus: 'RUNNING', jobType: 'ONE_TIME', ...ERROR })).not.toMatch(/the one before/);
    expect(meaning({ jobStatus: 'RUNNING', jobType: 'SCHEDULED', ...ERROR })).toMatch(/the one before/);
  });
});

describe('finished', () => {
  test('well, badly, or nobody knows', () => {
    expect(headline({ jobStatus: 'COMPLETE', ...NONE })).toMatch(/^Nothing to do: .*processed all/);
    expect(headline({ jobStatus: 'COMPLETE' })).toMatch(/did not say whether it met errors/);
    expect(headline({ jobStatus: 'COMPLETE', ...ERROR })).toMatch(
      /^Needs someone: it finished, but .*skipped/,
    );
    expect(commands({ jobStatus: 'COMPLETE', ...ERROR })).toEqual(['logs']);
  });
});

describe('idle', () => {
  test('names the day of the next run', () => {
    expect(headline({ jobStatus: 'IDLE', ...daily })).toBe(
      'Nothing to do: it waits for its next run, due on Wednesday 11 February (UTC).',
    );
    expect(headline({ jobStatus: 'IDLE' })).toBe('Nothing to do: it waits for its next run.');
  });

  test('and never run yet', () => {
    expect(headline({ jobStatus: 'IDLE', statistics: { numberOfRuns: 0 } })).toMatch(
      /has not run yet and waits/,
    );
  });

  test('after errors says until when to mend them', () => {
    const job = { jobStatus: 'IDLE', ...daily, ...ERROR };
    expect(headline(job)).toMatch(/^Needs someone: Macie skipped/);
    expect(plain(judge(job, now).next)).toMatch(/before the next run, due on Wednesday 11 February/);
  });
});

describe('paused by a person', () => {
  const details = { jobPausedAt: inDays(-25), jobExpiresAt: inDays(5) };

  test('in the middle of a run: a job that runs once is lost, a recurring one loses the run', () => {
    expect(headline(paused('ONE_TIME', details))).toBe(
      'Needs a decision: a person paused it, and in 5 days, on 2026-02-16T12:00:00.000Z, the job is cancelled for good.',
    );
    expect(headline(paused('SCHEDULED', details))).toMatch(/this run is cancelled\.$/);
    expect(meaning(paused('SCHEDULED', details))).toMatch(
      /^Paused since 2026-01-17.*stays paused and can be resumed/,
    );
    expect(commands(paused('ONE_TIME', details))).toEqual(['resume', 'cancel']);
  });

  test('says hours when days are few', () => {
    expect(headline(paused('ONE_TIME', { jobExpiresAt: inDays(0.5) }))).toMatch(/in 12 hours/);
  });

  test('past its expiry asks Macie again', () => {
    const job = paused('ONE_TIME', { jobExpiresAt: inDays(-1) });
    expect(headline(job)).toMatch(/the time to resume it ended on 2026-02-10/);
    expect(commands(job)).toEqual(['describe', 'resume']);
  });

  test('between runs nothing expires', () => {
    expect(judge(paused('SCHEDULED', undefined), now).state).toBe('paused-by-person-while-idle');
    expect(meaning(paused('SCHEDULED', { jobPausedAt: inDays(-90) }))).toMatch(/nothing expires/);
    expect(meaning(paused('ONE_TIME', {}))).toMatch(/cancelled when it stays paused for 30 days/);
    expect(judge(paused('ONE_TIME', { jobExpiresAt: new Date(Number.NaN) }), now).state).toBe(
      'paused-by-person-while-idle',
    );
  });

  test('with errors tells them too', () => {
    const job = { ...paused('ONE_TIME', details), ...ERROR };
    expect(meaning(job)).toMatch(/Errors of access/);
    expect(commands(job)).toEqual(['resume', 'cancel', 'logs']);
  });
});

test('paused by the quota resumes by itself, and when depends on the type', () => {
  expect(headline({ jobStatus: 'PAUSED' })).toMatch(/^Waiting: .*resumes it by itself/);
  expect(meaning({ jobStatus: 'PAUSED', jobType: 'ONE_TIME' })).toMatch(/quota is raised for all/);
  expect(meaning({ jobStatus: 'PAUSED', jobType: 'SCHEDULED' })).toMatch(
    /next run is due or when the next month/,
  );
  expect(commands({ jobStatus: 'PAUSED', ...ERROR })).toEqual(['logs']);
});

test('cancelled has three possible causes, and a recurring job only two of them', () => {
  expect(meaning({ jobStatus: 'CANCELLED', jobType: 'ONE_TIME' })).toBe(
    'Macie does not say why: a person cancelled it, it stayed paused for 30 days, or Macie was suspended or disabled in this Region.',
  );
  expect(meaning({ jobStatus: 'CANCELLED', jobType: 'SCHEDULED' })).not.toMatch(/30 days/);
  expect(headline({ jobStatus: 'CANCELLED', ...ERROR })).toMatch(/^Worth a look/);
});

test('every status of the SDK has a verdict of its own', () => {
  const states = Object.values(JobStatus).map((jobStatus) => judge({ jobStatus }, now).state);
  expect(new Set(states).size).toBe(states.length);
  expect(states).not.toContain('unknown-status');
});

test('an unknown status stands as it is, and none is said to be none', () => {
  expect(headline({ jobStatus: 'HIBERNATING' })).toBe(
    'Can’t tell: its status is HIBERNATING, which this monitor does not know.',
  );
  expect(judge({}, now).state).toBe('nothing-known');
  expect(judge({ jobStatus: '' }, now).state).toBe('nothing-known');
});

const anyJob: fc.Arbitrary<Judged> = fc.record(
  {
    jobStatus: fc.constantFrom(...Object.values(JobStatus)),
    jobType: fc.constantFrom(...Object.values(JobType), 'HOURLY'),
    lastRunErrorStatus: fc.record({ code: fc.constantFrom('NONE', 'ERROR', 'SOME') }, { requiredKeys: [] }),
    statistics: fc.record({
      numberOfRuns: fc.oneof(fc.nat(), fc.double()),
      approximateNumberOfObjectsToProcess: fc.oneof(fc.nat(), fc.double()),
    }),
    userPausedDetails: fc.record({ jobPausedAt: fc.date(), jobExpiresAt: fc.date() }, { requiredKeys: [] }),
    lastRunTime: fc.date(),
    scheduleFrequency: fc.oneof(
      fc.constant({}),
      fc.constant({ dailySchedule: {} }),
      fc.record({ monthlySchedule: fc.record({ dayOfMonth: fc.oneof(fc.integer(), fc.double()) }) }),
    ),
  },
  { requiredKeys: ['jobStatus'] },
);

test('the page and the list agree on which jobs need someone', () => {
  fc.assert(
    fc.property(anyJob, (job) => {
      const { needs } = judge(job, now);
      const row = toJob('security/eu-west-1', unlisted({ ...job, jobId: '1' }));
      expect(needs !== 'nothing').toBe(row && needsSomeone(row));
    }),
  );
});

test('every verdict is whole sentences, whatever Macie says', () => {
  fc.assert(
    fc.property(anyJob, (job) => {
      const verdict: Verdict = judge(job, now);
      for (const words of [verdict.headline, verdict.meaning, verdict.next]) {
        const text = plain(words);
        expect(text).toMatch(/^[A-Z].*\.$/);
        expect(text).not.toMatch(/undefined|null|NaN|Infinity|\[object|Invalid|  |\.\.|,,/);
      }
    }),
  );
});
