import { toListRequest } from './criteria-request.ts';
import type { Criteria } from './criteria.ts';

/**
 * A Python script with boto3 that lists the jobs that match in one Region, page by page. Relative times become
 * instants at the given moment.
 */
export function toBoto3(criteria: Criteria, region: string, now: Date): string {
  const { filterCriteria, sortCriteria } = toListRequest(criteria, now);
  const args = [
    ...(filterCriteria ? [`filterCriteria=${toPython(filterCriteria)}`] : []),
    `sortCriteria=${toPython(sortCriteria)}`,
  ];
  return `import boto3

macie = boto3.client("macie2", region_name=${toPython(region)})
pages = macie.get_paginator("list_classification_jobs").paginate(
${args.map((arg) => `    ${arg.replaceAll('\n', '\n    ')},\n`).join('')})
for page in pages:
    for job in page["items"]:
        print(job["jobId"], job["jobStatus"], job["name"])
`;
}

/**
 * A Python literal. JSON of texts, lists and objects is one, but for what lies beyond \uFFFF: Python does not put
 * an escaped pair together. Nothing in it is invisible, so that whoever copies the script sees all that they run.
 */
function toPython(value: object | string): string {
  return JSON.stringify(value, null, 4).replaceAll(/(?![ \n])[\p{C}\p{Z}]/gu, (invisible) => {
    const code = (invisible.codePointAt(0) ?? 0).toString(16);
    return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
  });
}
