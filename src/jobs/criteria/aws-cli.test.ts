import { spawnSync } from 'node:child_process';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holds, text, view as anyView } from '../../testing/criteria-arbitraries.ts';
import { cancelCli, describeCli, resumeCli, toAwsCli } from './aws-cli.ts';
import { toJmesPath } from './jmespath.ts';
import { parseView } from './link.ts';
import { toListRequest } from './request.ts';

const NOW = new Date('2026-11-20T12:00:00Z');

it('is one command that a person can read', () => {
  const { view } = parseView("status=RUNNING&created.gte=now-7d&not.name.contains=it's&sort=name.asc");
  expect(toAwsCli(view, 'eu-west-1', NOW)).toBe(
    'aws macie2 list-classification-jobs --region eu-west-1' +
      ` --filter-criteria '{"includes":[{"key":"jobStatus","comparator":"EQ","values":["RUNNING"]},` +
      `{"key":"createdAt","comparator":"GTE","values":["2026-11-13T12:00:00Z"]}],` +
      `"excludes":[{"key":"name","comparator":"CONTAINS","values":["it'\\''s"]}]}'` +
      ' --sort-criteria attributeName=name,orderBy=ASC',
  );
});

it('leaves out a filter that is none', () => {
  expect(toAwsCli(parseView('').view, 'us-east-1', NOW)).toBe(
    'aws macie2 list-classification-jobs --region us-east-1 --sort-criteria attributeName=createdAt,orderBy=DESC',
  );
});

it('names a job', () => {
  const job = { jobId: '0123456789abcdef0123456789abcdef', region: 'eu-west-1' };
  const of = `--region eu-west-1 --job-id ${job.jobId}`;
  expect(describeCli(job)).toBe(`aws macie2 describe-classification-job ${of}`);
  expect(resumeCli(job)).toBe(`aws macie2 update-classification-job ${of} --job-status RUNNING`);
  expect(cancelCli(job)).toBe(`aws macie2 update-classification-job ${of} --job-status CANCELLED`);
});

describe('run by a real shell', { timeout: 30_000 }, () => {
  it('gives back the same request for any view', () => {
    const views = fc.array(anyView, { minLength: 20, maxLength: 100 });
    holds(
      fc.property(views, (views) => {
        const runs = runShell(views.map((view) => toAwsCli(view, 'eu-west-1', NOW)));
        const requests = runs.map((text) => readOptions(text));
        expect(requests).toEqual(views.map((view) => toListRequest(view, NOW)));
      }),
      5,
    );
  });

  it('takes any text for a job and a Region', () => {
    // A shell has no way to pass a NUL, and no job id holds one.
    const word = text.map((text) => text.replaceAll('\0', '0'));
    holds(
      fc.property(fc.array(fc.tuple(word, word), { minLength: 20, maxLength: 100 }), (jobs) => {
        const runs = runShell(jobs.map(([jobId, region]) => describeCli({ jobId, region })));
        expect(runs).toEqual(
          jobs.map(([jobId, region]) => [
            'macie2',
            'describe-classification-job',
            '--region',
            region,
            '--job-id',
            jobId,
          ]),
        );
      }),
      5,
    );
  });
});

it('shows all that it holds', () => {
  holds(
    fc.property(anyView, (view) => {
      expect(toAwsCli(view, 'eu-west-1', NOW)).not.toMatch(/[\p{C}\u2028\u2029\u00A0]/u);
    }),
    300,
  );
});

it('makes the refinements that the CLI can make', () => {
  const { view } = parseView(
    'last-run=error&bucket=Logs&bucket.is=a&bucket.is=b&expires=7d&q=x&attention=any',
  );
  expect(toAwsCli(view, 'eu-west-1', NOW)).toContain(
    ' --query \'items[?lastRunErrorStatus.code == `"ERROR"`' +
      ' && (bucketDefinitions[].buckets[])[?contains(@, `"logs"`)]' +
      ' && (bucketDefinitions[].buckets[])[?@ == `"a"` || @ == `"b"`]' +
      ' && jobStatus == `"USER_PAUSED"` && userPausedDetails.jobExpiresAt > `"2026-11-20T12:00:00Z"`' +
      ' && userPausedDetails.jobExpiresAt <= `"2026-11-27T12:00:00Z"`]\'',
  );
  expect(toAwsCli(parseView('q=x&attention=any&overdue=any').view, 'eu-west-1', NOW)).not.toContain(
    '--query',
  );
});

it('gives JMESPath what the page would show, for any bucket', { timeout: 30_000 }, () => {
  const cases = fc.array(text, { minLength: 50, maxLength: 100 });
  holds(
    fc.property(cases, (buckets) => {
      const jobs = buckets.map((bucket, index) => ({
        jobId: String(index),
        bucketDefinitions: [{ buckets: [bucket] }],
      }));
      const searches = buckets.map((bucket) => {
        const view = parseView(`bucket.is=${encodeURIComponent(bucket)}`).view;
        return toJmesPath(view.refinements, NOW) ?? 'items';
      });
      const found = runPython(
        'import json, sys, jmespath; given = json.load(sys.stdin.buffer); print(json.dumps([[job["jobId"] for job in jmespath.search(query, given)] for query in given["queries"]]))',
        { items: jobs, queries: searches },
      );
      expect(found).toEqual(
        buckets.map((bucket) =>
          jobs
            .filter(({ bucketDefinitions: [first] }) =>
              first?.buckets.includes(bucket.replace(/\p{Surrogate}/gu, '\uFFFD')),
            )
            .map(({ jobId }) => jobId),
        ),
      );
    }),
    1,
  );
});

describe('for PowerShell', () => {
  it('is quoted by its rules, in every version', () => {
    const { view } = parseView("name=it's%20%22a%22%20%E2%80%99&bucket=x");
    expect(toAwsCli(view, 'eu-west-1', NOW, 'powershell')).toBe(
      String.raw`$q = if ($PSVersionTable.PSVersion -ge [version]'7.3') { '"' } else { '\"' }; aws macie2 list-classification-jobs --region eu-west-1` +
        String.raw` --filter-criteria ('{"includes":[{"key":"name","comparator":"EQ","values":["it''s \u0022a\u0022 \u2019"]}]}' -replace '"', $q)` +
        " --sort-criteria 'attributeName=createdAt,orderBy=DESC'" +
        ` --query ('items[?(bucketDefinitions[].buckets[])[?contains(@, \`"x"\`)]]' -replace '"', $q)`,
    );
    expect(toAwsCli(parseView('').view, 'eu-west-1', NOW, 'powershell')).not.toContain('$q');
  });

  it('has no quote that ends a word early, for any view', () => {
    holds(
      fc.property(anyView, (view) => {
        const command = toAwsCli(view, 'eu-west-1', NOW, 'powershell');
        // What is left without the quoted words is the command's own.
        expect(command.replaceAll(/'(?:[^']|'')*'/g, 'Q')).toMatch(
          /^(?:\$q = if \(\$PSVersionTable\.PSVersion -ge \[version\]Q\) \{ Q \} else \{ Q \}; )?aws macie2 list-classification-jobs(?: --[a-z-]+ (?:[\w.-]+|Q|\(Q -replace Q, \$q\)))+$/,
        );
        expect(command).not.toMatch(/[\p{C}\u2018-\u201B\u2028\u2029\u00A0]/u);
      }),
      500,
    );
  });
});

/** What a Python program prints, as JSON, for an input. */
function runPython(program: string, input: unknown): unknown {
  const { stdout, stderr, status } = spawnSync('python3', ['-c', program], {
    input: JSON.stringify(input),
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  return JSON.parse(stdout);
}

/** Runs the commands in one sh where `aws` prints its words, each before a NUL, and a NUL after each command. */
function runShell(commands: readonly string[]): string[][] {
  const script = String.raw`aws() { printf '%s\0' "$@"; printf '\0'; }`;
  const { stdout, stderr, status } = spawnSync('sh', [], {
    input: [script, ...commands, ''].join('\n'),
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  return stdout
    .split('\0\0')
    .slice(0, -1)
    .map((text) => text.split('\0'));
}

/** The request in the words of a command; the sort is in the CLI's own shorthand. */
function readOptions(text: readonly string[]): unknown {
  const option = (name: string): string | undefined => text[text.indexOf(name) + 1 || text.length];
  const filter = option('--filter-criteria');
  const [, attributeName, orderBy] =
    /^attributeName=(\w+),orderBy=(\w+)$/.exec(option('--sort-criteria') ?? '') ?? [];
  return {
    ...(filter !== undefined && { filterCriteria: JSON.parse(filter) }),
    sortCriteria: { attributeName, orderBy },
  };
}
