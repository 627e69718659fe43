import { spawnSync } from 'node:child_process';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { holds, text, view as anyView } from '../../testing/criteria-arbitraries.ts';
import { toBoto3 } from './boto3.ts';
import { toListRequest } from './request.ts';

const NOW = new Date('2026-11-20T12:00:00Z');

it('run by a real Python asks for the same, for any view and Region', { timeout: 30_000 }, () => {
  const cases = fc.array(fc.tuple(anyView, text), { minLength: 20, maxLength: 100 });
  holds(
    fc.property(cases, (cases) => {
      const asked = runPython(cases.map(([view, region]) => toBoto3(view, region, NOW)));
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
