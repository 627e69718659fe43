import type { StoredJob } from '../inventory.ts';
import type { JobDocument } from '../job-document.ts';
import { Random, seedOf } from '../random.ts';
import { createLives, type Life } from './lives.ts';
import { runOf } from './run.ts';
import { scopeFor } from './scope.ts';
import { bucketOwners, NASTY_NAMES, nameFor, subjectFor } from './words.ts';

export interface GenerateOptions {
  readonly accountId: string;
  readonly region: string;
  /** How many jobs, up to 100,000. */
  readonly count: number;
  /** The same seed gives the same jobs, their times relative to the start. */
  readonly seed: number;
  /** The moment to which all times are relative, in milliseconds since 1970. */
  readonly start: number;
}

/**
 * An inventory as a company's grows: mostly one-time jobs that are complete, a few dozen that are alive, newest first.
 * A job's document is made when it is asked for, so that 100,000 jobs cost little until they are read.
 */
export function generateJobs(options: GenerateOptions): StoredJob[] {
  const { accountId, region, count, start } = options;
  const seed = seedOf(options.seed, accountId, region);
  const context = { ...options, seed, owners: bucketOwners(accountId) };
  return createLives(count, start, seed).map((life, index) => generateJob(context, life, index));
}

function generateJob(
  { accountId, region, count, seed, start, owners }: GenerateOptions & { readonly owners: readonly string[] },
  life: Life,
  index: number,
): StoredJob {
  const random = new Random(seed, index);
  const jobId = random.hex(32);
  const subject = subjectFor(random);
  const name = nastyName(index, count) ?? nameFor(random, subject, life.rhythm);
  const finalStatus = life.type === 'ONE_TIME' ? 'COMPLETE' : 'IDLE';
  // Two extremes, in all but small inventories: 1,000 buckets and 50 tags.
  const isAt = (share: number): boolean => count >= 50 && index === Math.floor(count * share);

  const job: StoredJob = {
    key: jobId,
    name,
    jobStatus: life.status,
    jobType: life.type,
    createdAt: life.createdAt,
    finishesAt: life.finishesAt,
    finalStatus,
    document: (now) => {
      const details = new Random(seed, index, 'details');
      return {
        jobId,
        jobArn: `arn:aws:macie2:${region}:${accountId}:classification-job/${jobId}`,
        clientToken: uuid(details),
        name,
        description: details.chance(0.7)
          ? `Personal data in ${subject.dataset.replaceAll('-', ' ')}, for the ${subject.team} team.`
          : '',
        createdAt: new Date(life.createdAt).toISOString(),
        jobStatus: job.jobStatus === life.status ? life.status : finalStatus,
        jobType: life.type,
        ...runOf(details, { life, status: job.jobStatus, now, start, region }),
        ...identifiersFor(details, index),
        samplingPercentage: details.chance(0.8) ? 100 : details.pick([1, 5, 10, 25, 50]),
        s3JobDefinition: scopeFor(details, {
          turn: index,
          subject,
          owners,
          createdAt: life.createdAt,
          huge: isAt(0.15),
        }),
        tags: tagsFor(details, isAt(0.2) ? 50 : index % 5, subject.team),
      };
    },
  };
  return job;
}

/** The nasty names, spread over the history of all but small inventories, and off the first screen. */
function nastyName(index: number, count: number): string | undefined {
  const spacing = Math.floor(count / (NASTY_NAMES.length + 2));
  if (spacing < 2 || index === 0 || index % spacing !== 0) return undefined;
  return NASTY_NAMES[index / spacing - 1];
}

/** What a job looks for. The kinds take turns; one without managed identifiers needs custom ones. */
function identifiersFor(random: Random, turn: number): Partial<JobDocument> {
  const selectors = [undefined, 'RECOMMENDED', 'ALL', 'EXCLUDE', 'INCLUDE', 'RECOMMENDED', 'NONE'] as const;
  const selector = selectors[turn % selectors.length];
  const custom = selector === 'NONE' || random.chance(0.3);
  return {
    ...(selector && { managedDataIdentifierSelector: selector }),
    managedDataIdentifierIds:
      selector === 'EXCLUDE' || selector === 'INCLUDE'
        ? ['CREDIT_CARD_NUMBER', 'USA_SOCIAL_SECURITY_NUMBER', 'EMAIL_ADDRESS', 'AWS_CREDENTIALS'].slice(
            0,
            random.between(1, 4),
          )
        : null,
    customDataIdentifierIds: custom ? Array.from({ length: random.between(1, 3) }, () => uuid(random)) : null,
    allowListIds: random.chance(0.2)
      ? Array.from({ length: random.between(1, 2) }, () => random.hex(24))
      : null,
  };
}

function tagsFor(random: Random, count: number, team: string): Record<string, string> {
  const usual: readonly (readonly [string, string])[] = [
    ['team', team],
    ['environment', random.pick(['production', 'staging', 'development'])],
    ['cost-center', String(random.between(1000, 9999))],
    ['data-class', random.pick(['internal', 'confidential', 'restricted'])],
  ];
  return Object.fromEntries(
    Array.from(
      { length: count },
      (_, i) => usual[i] ?? [`label-${String(i).padStart(2, '0')}`, random.hex(6)],
    ),
  );
}

function uuid(random: Random): string {
  const digits = random.hex(30);
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(12, 15)}-8${digits.slice(15, 18)}-${digits.slice(18, 30)}`;
}
