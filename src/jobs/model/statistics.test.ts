import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Job } from './job.ts';
import { countJobs, createdBins } from './statistics.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const DAY = 86_400_000;

function job(more: Partial<Job>): Job {
  return {
    source: 'security/us-east-1',
    jobId: 'id',
    name: undefined,
    jobStatus: 'COMPLETE',
    jobType: undefined,
    createdAt: NOW,
    lastRunError: undefined,
    userPausedDetails: undefined,
    bucketDefinitions: undefined,
    bucketCriteria: undefined,
    ...more,
  };
}

const paused = (days: number) =>
  job({ jobStatus: 'USER_PAUSED', userPausedDetails: { jobExpiresAt: new Date(NOW + days * DAY) } });

describe('counts', () => {
  test('a job with errors counts under its status too', () => {
    expect(
      countJobs(
        [job({ lastRunError: 'ERROR' }), job({ jobStatus: 'IDLE', lastRunError: 'ERROR' }), job({})],
        { now: NOW },
      ),
    ).toEqual({
      attention: 2,
      unchecked: 0,
      errors: 2,
      expiring: 0,
      expired: 0,
      byStatus: { COMPLETE: 2, IDLE: 1 },
    });
  });

  test('what expires within a week is counted of what a user paused', () => {
    const { expiring, expired, byStatus } = countJobs(
      [paused(1), paused(7), paused(8), paused(-1), job({ jobStatus: 'USER_PAUSED' })],
      { now: NOW },
    );
    expect({ expiring, expired, byStatus }).toEqual({
      expiring: 2,
      expired: 1,
      byStatus: { USER_PAUSED: 5 },
    });
  });

  test('a recurring job may be overdue as long as Macie has not been asked about it', () => {
    const idle = job({ jobStatus: 'IDLE', jobType: 'SCHEDULED' });
    const known = job({ ...idle, details: { describedAt: NOW } });
    expect(countJobs([idle, known, job({})], { now: NOW })).toMatchObject({ attention: 0, unchecked: 1 });
  });

  test('a new status, or none, is counted as well', () => {
    expect(
      countJobs([job({ jobStatus: 'HIBERNATING' }), job({ jobStatus: undefined })], { now: NOW }).byStatus,
    ).toEqual({
      HIBERNATING: 1,
      unknown: 1,
    });
    expect(countJobs([job({ jobStatus: 'constructor' })], { now: NOW }).byStatus).toEqual({ constructor: 1 });
  });
});

describe('bins', () => {
  test('lie side by side, are few, and hold every job that has a time once, in its place', () => {
    const times = fc.array(fc.option(fc.integer({ min: 0, max: NOW }), { nil: undefined }), {
      maxLength: 50,
    });
    fc.assert(
      fc.property(times, (createdAts) => {
        const bins = createdBins(createdAts.map((createdAt) => job({ createdAt })));
        expect(bins.length).toBeLessThanOrEqual(60);
        for (const [index, bin] of bins.entries()) {
          if (index > 0) expect(bin.from).toBe(bins[index - 1]?.to);
          const inside = createdAts.filter((at) => at !== undefined && at >= bin.from && at < bin.to);
          expect(bin.total).toBe(inside.length);
          expect(bin.counts).toEqual(inside.length > 0 ? { COMPLETE: inside.length } : {});
        }
        const dated = createdAts.filter((at) => at !== undefined);
        expect(bins.reduce((sum, { total }) => sum + total, 0)).toBe(dated.length);
      }),
    );
  });

  test('begin at whole hours or days in UTC', () => {
    const week = createdBins([job({ createdAt: NOW - 7 * DAY }), job({ createdAt: NOW })]);
    expect(week.length).toBeGreaterThan(30);
    expect(week.every(({ from }) => from % 3_600_000 === 0)).toBe(true);
    const years = createdBins([job({ createdAt: NOW - 700 * DAY }), job({ createdAt: NOW })]);
    expect(years.every(({ from }) => from % DAY === 0)).toBe(true);
  });

  test('of weeks begin on Monday', () => {
    const bins = createdBins([job({ createdAt: NOW - 200 * DAY }), job({ createdAt: NOW })]);
    expect((bins[1]?.from ?? 0) - (bins[0]?.from ?? 0)).toBe(7 * DAY);
    expect(new Set(bins.map(({ from }) => new Date(from).getUTCDay()))).toEqual(new Set([1]));
  });

  test('of no job are none', () => {
    expect(createdBins([])).toEqual([]);
    expect(createdBins([job({ createdAt: undefined })])).toEqual([]);
  });
});
