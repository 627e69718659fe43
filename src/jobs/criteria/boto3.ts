import { toListRequest } from './request.ts';
import type { View } from './criteria.ts';

/**
 * A Python script with boto3 that lists the jobs that match in one Region, page by page. Relative times become
 * instants at the given moment.
 */
export function toBoto3(view: Pick<View, 'terms' | 'sort'>, region: string, now: Date): string {
  const { filterCriteria, sortCriteria } = toListRequest(view, now);
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
 * A Python literal. JSON of texts, lists and objects is one, except for characters beyond \uFFFF: Python doesn't join an
 * escaped surrogate pair. Nothing in it is invisible, and nothing means anything to a shell, in case the script is
 * pasted into one.
 */
function toPython(value: object | string): string {
  return JSON.stringify(value, null, 4)
    .replaceAll(/\\(?:"|\\)/g, (escaped) => pythonEscape(escaped.slice(1)))
    .replaceAll(/(?![ \n])[\p{C}\p{Z}'\u2018-\u201B!$`]/gu, pythonEscape);
}

function pythonEscape(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
}
