import { toListRequest } from './request.ts';
import { resolveTime, spanOf } from './time.ts';
import { type Refinements, TIME_COMPARATORS, type TimeComparator, type View } from './criteria.ts';

/** Where a script looks for jobs. */
export interface ScriptSource {
  /** The account's 12-digit number. */
  readonly accountId: string;
  readonly region: string;
}

/**
 * A Python script with boto3 that lists the jobs that match, page by page, with the browser-made refinements that it can
 * make. It is one script for all sources; with several it has a table of them, in which each account's AWS profile is
 * set. Relative times become instants at the given moment.
 */
export function toBoto3(
  view: Pick<View, 'terms' | 'sort' | 'refinements'>,
  sources: readonly ScriptSource[],
  now: Date,
): string {
  const { filterCriteria, sortCriteria } = toListRequest(view, now);
  const tests = conditions(view.refinements, now);
  const [only, ...others] = sources;
  const several = others.length > 0;
  const body = [
    several
      ? 'macie = boto3.Session(profile_name=source["profile"]).client("macie2", region_name=source["region"])'
      : `macie = boto3.client("macie2", region_name=${toPython(only?.region ?? '')})`,
    'pages = macie.get_paginator("list_classification_jobs").paginate(',
    ...(filterCriteria ? [`    filterCriteria=${toPython(filterCriteria)},`] : []),
    `    sortCriteria=${toPython(sortCriteria)},`,
    ')',
    'for page in pages:',
    '    for job in page["items"]:',
    ...(tests.length === 0
      ? [`        ${print(several)}`]
      : [
          '        buckets = [b for d in job.get("bucketDefinitions", []) for b in d.get("buckets", [])]',
          `        if ${tests.join(' and ')}:`,
          `            ${print(several)}`,
        ]),
  ];
  return [
    'import boto3',
    ...(tests.some((test) => test.includes('datetime')) ? ['import datetime'] : []),
    '',
    ...(several
      ? [
          'sources = [',
          ...sources.map(
            ({ accountId, region }) =>
              `    {"account": ${toPython(accountId)}, "profile": None, "region": ${toPython(region)}},`,
          ),
          ']',
          'for source in sources:',
          ...body.map((line) => `    ${line}`),
        ]
      : body),
    '',
  ].join('\n');
}

function print(several: boolean): string {
  const members = ['job["jobId"]', 'job["jobStatus"]', 'job["name"]'];
  return `print(${[...(several ? ['source["account"]', 'source["region"]'] : []), ...members].join(', ')})`;
}

/** What must hold for a job, as Python expressions; the last one asks Macie about the job. */
function conditions(
  { q, lastRun, lastRunTime, buckets, bucketIs, expires }: Refinements,
  now: Date,
): readonly string[] {
  const tests: string[] = [];
  if (q !== '') {
    const words = q.split(' ').map((word) => word.toLowerCase());
    tests.push(
      `all(any(word in text.lower() for text in [job.get("name", ""), job["jobId"], *buckets]) for word in ${toPython(words)})`,
    );
  }
  if (lastRun !== undefined) {
    tests.push(
      `job.get("lastRunErrorStatus", {}).get("code") == ${toPython(lastRun === 'error' ? 'ERROR' : 'NONE')}`,
    );
  }
  if (buckets.length > 0) {
    const texts = buckets.map((text) => text.toLowerCase());
    tests.push(`any(text in bucket.lower() for bucket in buckets for text in ${toPython(texts)})`);
  }
  if (bucketIs.length > 0) tests.push(`any(bucket in ${toPython(bucketIs)} for bucket in buckets)`);
  if (expires !== undefined) {
    const at = 'job["userPausedDetails"]["jobExpiresAt"]';
    tests.push(
      `job.get("jobStatus") == "USER_PAUSED" and "jobExpiresAt" in job.get("userPausedDetails", {})`,
      `${moment(now.getTime())} < ${at} <= ${moment(now.getTime() + spanOf(expires))}`,
    );
  }
  const bounds = TIME_COMPARATORS.flatMap((comparator) => {
    const value = lastRunTime[comparator];
    return value === undefined
      ? []
      : [`details["lastRunTime"] ${OPERATORS[comparator]} ${moment(Date.parse(resolveTime(value, now)))}`];
  });
  if (bounds.length > 0) {
    tests.push(
      `any(details.get("statistics", {}).get("numberOfRuns") != 0 and "lastRunTime" in details and ${bounds.join(' and ')} for details in [macie.describe_classification_job(jobId=job["jobId"])])`,
    );
  }
  return tests;
}

const OPERATORS: Readonly<Record<TimeComparator, string>> = { GT: '>', GTE: '>=', LT: '<', LTE: '<=' };

function moment(at: number): string {
  return `datetime.datetime.fromisoformat(${toPython(new Date(at).toISOString().replace(/\.\d+Z$/, '+00:00'))})`;
}

/**
 * A Python literal on one line. JSON of texts, lists and objects is one, except for characters beyond \uFFFF: Python
 * doesn't join an escaped surrogate pair. Nothing in it is invisible, and nothing means anything to a shell, in case the
 * script is pasted into one: no value begins a line, where a shell would take it for a command.
 */
function toPython(value: object | string): string {
  return JSON.stringify(value)
    .replaceAll(/\\(?:"|\\)/g, (escaped) => pythonEscape(escaped.slice(1)))
    .replaceAll(/(?! )[\p{C}\p{Z}'\u2018-\u201B!$`]/gu, pythonEscape);
}

function pythonEscape(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
}
