import { criteriaTime, spanOf } from './time.ts';
import type { Refinements } from './criteria.ts';
import { toPlainJson, unicodeEscape } from './shell.ts';

/**
 * The AWS CLI's `--query` for the refinements that can be written in JMESPath; undefined where there are none. It filters
 * the items of all pages. Times become instants at the given moment.
 */
export function toJmesPath(
  { lastRun, buckets, bucketIs, expires }: Refinements,
  now: Date,
): string | undefined {
  const tests: string[] = [];
  if (lastRun !== undefined) {
    tests.push(`lastRunErrorStatus.code == ${literal(lastRun === 'error' ? 'ERROR' : 'NONE')}`);
  }
  if (buckets.length > 0) {
    // JMESPath compares letter by letter; bucket names are lower case, except for some made before 2018.
    const contains = buckets.map((text) => `contains(@, ${literal(text.toLowerCase())})`);
    tests.push(`(${BUCKETS})[?${contains.join(' || ')}]`);
  }
  if (bucketIs.length > 0) {
    const equals = bucketIs.map((name) => `@ == ${literal(name)}`);
    tests.push(`(${BUCKETS})[?${equals.join(' || ')}]`);
  }
  if (expires !== undefined) {
    const at = 'userPausedDetails.jobExpiresAt';
    const end = criteriaTime(Math.floor((now.getTime() + spanOf(expires)) / 1000) * 1000);
    const start = criteriaTime(Math.floor(now.getTime() / 1000) * 1000);
    // As texts: the CLI's times all begin in one way, in UTC.
    tests.push(
      `jobStatus == ${literal('USER_PAUSED')} && ${at} > ${literal(start)} && ${at} <= ${literal(end)}`,
    );
  }
  return tests.length === 0 ? undefined : `items[?${tests.join(' && ')}]`;
}

const BUCKETS = 'bucketDefinitions[].buckets[]';

/** A text as a JMESPath literal in which nothing means anything to JMESPath or a shell. */
function literal(text: string): string {
  return `\`${toPlainJson(text).replaceAll(/['`$]/g, unicodeEscape)}\``;
}
