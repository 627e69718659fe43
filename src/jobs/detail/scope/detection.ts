import type { DescribeClassificationJobResponse } from '@aws-sdk/client-macie2';
import { counted, formatNumber } from '../../../lib/text.ts';

/** What a job looks for, in words. The ids stand beside, each on its own. */
export interface Detection {
  /** Which of Macie's managed data identifiers it uses. */
  readonly managed: string;
  readonly managedIds: readonly string[];
  /** What these ids are: excluded ones must not read as used. */
  readonly managedIdsLabel: string;
  readonly custom: string;
  readonly customIds: readonly string[];
  readonly allowLists: string;
  readonly allowListIds: readonly string[];
  /** How much of the data it looks at. */
  readonly sampling: string;
}

/** How a job detects sensitive data. What Macie leaves out has a meaning of its own. */
export function readDetection(job: DescribeClassificationJobResponse): Detection {
  // An absent selector means the recommended set, so it must not read as "unknown".
  const selector: string = job.managedDataIdentifierSelector ?? '';
  const managedIds = job.managedDataIdentifierIds ?? [];
  const customIds = job.customDataIdentifierIds ?? [];
  const allowListIds = job.allowListIds ?? [];
  return {
    managed: managedText(selector, managedIds.length, job.jobType === 'SCHEDULED'),
    managedIds,
    managedIdsLabel:
      selector === 'EXCLUDE'
        ? 'Excluded identifiers'
        : selector === 'INCLUDE'
          ? 'Included identifiers'
          : 'Identifiers in Macie’s answer',
    custom: customText(customIds.length, selector),
    customIds,
    allowLists:
      allowListIds.length > 0
        ? `${counted(allowListIds.length, 'allow list')}: text that matches is not reported`
        : 'None',
    allowListIds,
    sampling: samplingText(job.samplingPercentage),
  };
}

function managedText(selector: string, ids: number, recurring: boolean): string {
  switch (selector) {
    case '':
      return `The recommended set, as no selection was made${recurring ? RECOMMENDED_AT_EACH_RUN : ''}`;
    case 'RECOMMENDED':
      return `The recommended set${recurring ? RECOMMENDED_AT_EACH_RUN : ''}`;
    case 'ALL':
      return `All of them${recurring ? NEW_ONES_TOO : ''}`;
    case 'EXCLUDE':
      return `All of them except ${ids > 0 ? counted(ids, 'identifier') : 'some that Macie didn’t name'}${recurring ? NEW_ONES_TOO : ''}`;
    case 'INCLUDE':
      return `Only ${ids > 0 ? counted(ids, 'identifier') : 'some that Macie didn’t name'}`;
    case 'NONE':
      return 'None: it uses only its custom identifiers';
    default:
      return `A selection that this monitor doesn’t know: ${selector}`;
  }
}

const RECOMMENDED_AT_EACH_RUN = '; each run uses the set as it is then';
const NEW_ONES_TOO = '; new ones are added as Macie releases them';

function customText(ids: number, selector: string): string {
  if (ids > 0) return counted(ids, 'custom identifier');
  return selector === 'NONE' ? 'None, though the job uses no managed ones either' : 'None';
}

function samplingText(percentage: number | undefined): string {
  if (percentage === undefined || !Number.isFinite(percentage))
    return 'Macie didn’t say how many of the objects it analyses';
  if (percentage >= 100) return 'All eligible objects';
  return `${formatNumber(percentage)}% of the eligible objects, selected at random; of those, all the data`;
}
