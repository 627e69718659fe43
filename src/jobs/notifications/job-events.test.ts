import { describe, expect, test } from 'vitest';
import { toJob } from '../model/job.ts';
import type { Job } from '../model/job.ts';
import { eventsBetween } from './job-events.ts';
import type { Snapshot } from './job-events.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const DAY = 86_400_000;
const KEY = 'security/us-east-1/a';

describe('errors', () => {
  test('are events when they are new', () => {
    expect(kinds(job({}), job({ lastRunError: 'ERROR' }))).toEqual(['errors']);
    expect(kinds(job({ lastRunError: 'NONE' }), job({ lastRunError: 'ERROR' }))).toEqual(['errors']);
  });

  test('that were there before are no events', () => {
    const failing = job({ lastRunError: 'ERROR' });
    expect(kinds(failing, failing)).toEqual([]);
    expect(kinds(failing, job({ lastRunError: 'ERROR', jobStatus: 'RUNNING' }))).toEqual([]);
  });

  test('of a job that was not there are new only where all had been read', () => {
    const failing = job({ lastRunError: 'ERROR' });
    const after: Snapshot = { at: NOW, jobs: [failing], complete: true };
    expect(eventsBetween({ at: NOW, jobs: [], complete: true }, after, new Set())).toHaveLength(1);
    expect(eventsBetween({ at: NOW, jobs: [], complete: false }, after, new Set())).toHaveLength(0);
  });
});

describe('a pause that runs out', () => {
  test('is an event when it comes within 7 days by time alone', () => {
    const paused = pausedUntil(NOW + 8 * DAY);
    expect(kinds(paused, paused)).toEqual([]);
    expect(kinds(paused, paused, { days: 1 })).toEqual(['expires']);
  });

  test('is an event once', () => {
    const paused = pausedUntil(NOW + 3 * DAY);
    expect(kinds(paused, paused, { days: 1 })).toEqual([]);
  });

  test('means nothing once the job was resumed', () => {
    expect(kinds(job({}), { ...pausedUntil(NOW + DAY), jobStatus: 'RUNNING' })).toEqual([]);
  });
});

describe('a watched job', () => {
  const watched = { watched: true };

  test.each(['COMPLETE', 'CANCELLED', 'IDLE'])('ends when it is %s after a run', (jobStatus) => {
    expect(kinds(job({ jobStatus: 'RUNNING' }), job({ jobStatus }), watched)).toEqual(['ended']);
    expect(kinds(job({ jobStatus: 'RUNNING' }), job({ jobStatus }))).toEqual([]);
  });

  test('ends once, and doesn’t by pausing or by waking from a pause', () => {
    expect(kinds(job({ jobStatus: 'COMPLETE' }), job({ jobStatus: 'COMPLETE' }), watched)).toEqual([]);
    expect(kinds(job({ jobStatus: 'RUNNING' }), job({ jobStatus: 'PAUSED' }), watched)).toEqual([]);
    expect(kinds(job({ jobStatus: 'USER_PAUSED' }), job({ jobStatus: 'IDLE' }), watched)).toEqual([]);
  });
});

function kinds(before: Job, after: Job, { days = 0, watched = false } = {}): string[] {
  return eventsBetween(
    { at: NOW, jobs: [before], complete: true },
    { at: NOW + days * DAY, jobs: [after], complete: true },
    new Set(watched ? [KEY] : []),
  ).map(({ kind }) => kind);
}

function job(more: Partial<Job>): Job {
  const made = toJob('security/us-east-1', { jobId: 'a' });
  if (!made) throw new Error('A job has an id.');
  return { ...made, ...more };
}

function pausedUntil(at: number): Job {
  return job({
    jobStatus: 'USER_PAUSED',
    userPausedDetails: { jobPausedAt: new Date(at - 30 * DAY), jobExpiresAt: new Date(at) },
  });
}
