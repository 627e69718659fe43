import { spawnSync } from 'node:child_process';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holds, text, view as anyView } from '../../testing/criteria-arbitraries.ts';
import { toBoto3 } from './boto3.ts';
import { parseView } from './link.ts';
import { toListRequest } from './request.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const EU = { accountId: '111122223333', region: 'eu-west-1' };

it('run by a real Python asks for the same, for any view and Region', { timeout: 30_000 }, () => {
  const cases = fc.array(fc.tuple(anyView, text), { minLength: 20, maxLength: 100 });
  holds(
    fc.property(cases, (cases) => {
      const asked = runPython(
        cases.map(([view, region]) => toBoto3(view, [{ accountId: '111122223333', region }], NOW)),
      );
      expect(asked).toEqual(
        cases.map(([view, region]) => [
          ['macie2', { region_name: region }],
          'list_classification_jobs',
          toListRequest(view, NOW),
        ]),
      );
    }),
    5,
  );
});

describe('with refinements', () => {
  const jobs = [
    {
      jobId: 'a',
      jobStatus: 'IDLE',
      name: 'Nightly PII',
      buckets: ['app-LOGS'],
      lastRun: '2026-11-19T00:00:00',
    },
    {
      jobId: 'b',
      jobStatus: 'USER_PAUSED',
      name: 'b',
      buckets: [],
      expires: '2026-11-25T00:00:00',
      lastRun: '2026-01-01T00:00:00',
    },
    {
      jobId: 'c',
      jobStatus: 'USER_PAUSED',
      name: 'c',
      expires: '2026-12-25T00:00:00',
      error: 'ERROR',
      never: true,
      lastRun: '2026-11-19T00:00:00',
    },
    { jobId: 'd', jobStatus: 'IDLE', name: 'd', buckets: ['data'], error: 'NONE' },
  ];

  const cases: readonly (readonly [link: string, printed: string])[] = [
    ['q=pii+NIGHT', 'a'],
    ['q=logs', 'a'],
    ['q=pii+data', ''],
    ['last-run=error', 'c'],
    ['last-run=none', 'd'],
    ['bucket=logs&bucket=DATA', 'a d'],
    ['bucket.is=data', 'd'],
    ['bucket.is=app-logs', ''],
    ['expires=7d', 'b'],
    ['expires=90d', 'b c'],
    ['last-run.gte=now-7d', 'a'],
    ['last-run.lt=now-7d', 'b'],
    ['last-run.gte=now-7d&q=pii', 'a'],
    ['q=it%27s+%24%28id%29+%22', ''],
  ];

  it('prints the jobs that the page would show', { timeout: 30_000 }, () => {
    const scripts = [[EU], [EU, EU]].flatMap((sources) =>
      cases.map(([link]) => toBoto3(parseView(link).view, sources, NOW)),
    );
    const printed = cases.map(([, ids]) => ids.split(' ').filter((id) => id !== ''));
    expect(runJobs(scripts, jobs)).toEqual([...printed, ...printed.map((ids) => ids.concat(ids))]);
  });
});

/** Runs the scripts in one Python with a boto3 that prints what it was asked: client, paginator, request. */
function runPython(scripts: readonly string[]): unknown {
  const runner = `
import json, sys, types
asked = []
class Macie:
    def get_paginator(self, name):
        asked[-1].append(name)
        return self
    def paginate(self, **request):
        asked[-1].append(request)
        return [{"items": []}]
def client(name, **options):
    asked.append([[name, options]])
    return Macie()
sys.modules["boto3"] = types.SimpleNamespace(client=client)
for script in json.load(sys.stdin.buffer):
    exec(script, {})
print(json.dumps(asked))
`;
  const { stdout, stderr, status } = spawnSync('python3', ['-c', runner], {
    input: JSON.stringify(scripts),
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  return JSON.parse(stdout);
}

/** Runs scripts over jobs in one Python, and gives the ids that each prints. */
function runJobs(scripts: readonly string[], jobs: readonly object[]): unknown {
  const runner = `
import contextlib, datetime, io, json, sys, types
given = json.load(sys.stdin.buffer)
time = lambda text: datetime.datetime.fromisoformat(text + "+00:00")
def summary(job):
    item = {key: job[key] for key in ("jobId", "jobStatus", "name")}
    if "buckets" in job: item["bucketDefinitions"] = [{"accountId": "1", "buckets": job["buckets"]}]
    if "error" in job: item["lastRunErrorStatus"] = {"code": job["error"]}
    if "expires" in job: item["userPausedDetails"] = {"jobExpiresAt": time(job["expires"])}
    return item
class Macie:
    def client(self, name, **options): return self
    def get_paginator(self, name): return self
    def paginate(self, **request): return [{"items": [summary(job)]} for job in given["jobs"]]
    def describe_classification_job(self, jobId):
        job = next(job for job in given["jobs"] if job["jobId"] == jobId)
        answer = {"statistics": {"numberOfRuns": 0 if "never" in job else 1}}
        if "lastRun" in job: answer["lastRunTime"] = time(job["lastRun"])
        return answer
macie = Macie()
sys.modules["boto3"] = types.SimpleNamespace(client=macie.client, Session=lambda profile_name: macie)
ids = {job["jobId"] for job in given["jobs"]}
printed = []
for script in given["scripts"]:
    with contextlib.redirect_stdout(io.StringIO()) as out:
        exec(script, {})
    printed.append([next(word for word in line.split() if word in ids) for line in out.getvalue().splitlines()])
print(json.dumps(printed))
`;
  const { stdout, stderr, status } = spawnSync('python3', ['-c', runner], {
    input: JSON.stringify({ scripts, jobs }),
    encoding: 'utf8',
  });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  return JSON.parse(stdout);
}
