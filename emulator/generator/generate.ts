import type { JobType } from '@aws-sdk/client-macie2';
import type { StoredJob } from '../macie/inventory.ts';
import type { JobDocument, JobSummaryDocument } from '../macie/job-document.ts';
import { Random, seedOf } from './random.ts';
import { allowListId, customIdentifierId, uuid } from './identifiers.ts';
import { createJobStates, type JobState } from './job-states.ts';
import { pauseOf, runOf } from './run.ts';
import { type Buckets, bucketsFor, scopingFor } from './scope.ts';
import { bucketOwners, HOSTILE_NAMES, nameFor, type Subject, subjectFor } from './names.ts';

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
 * An inventory like a company's: mostly completed one-time jobs and a few dozen that are still alive, newest first.
 * Documents are made on demand, so that 100,000 jobs cost little until they are read.
 */
export function generateJobs(options: GenerateOptions): StoredJob[] {
  const { accountId, region, count, start } = options;
  const seed = seedOf(options.seed, accountId, region);
  const context = { ...options, seed, owners: bucketOwners(accountId) };
  return createJobStates(count, start, seed).map((state, index) => new GeneratedJob(context, state, index));
}

interface Context extends GenerateOptions {
  /** The accounts whose buckets jobs scan. */
  readonly owners: readonly string[];
}

/** A job whose details are generated on demand, the same each time. */
class GeneratedJob implements StoredJob {
  readonly key: string;
  readonly name: string;
  jobStatus: string;
  readonly jobType: JobType;
  readonly createdAt: number;
  finishesAt: number | undefined;
  readonly finalStatus: 'COMPLETE' | 'IDLE';

  readonly #context: Context;
  readonly #state: JobState;
  readonly #index: number;
  readonly #subject: Subject;

  constructor(context: Context, state: JobState, index: number) {
    const random = new Random(context.seed, index);
    this.#context = context;
    this.#state = state;
    this.#index = index;
    this.key = random.hex(32);
    this.#subject = subjectFor(random);
    this.name = hostileName(index, context.count) ?? nameFor(random, this.#subject, state.rhythm);
    this.jobStatus = state.status;
    this.jobType = state.type;
    this.createdAt = state.createdAt;
    this.finishesAt = state.finishesAt;
    this.finalStatus = state.type === 'ONE_TIME' ? 'COMPLETE' : 'IDLE';
  }

  summary(): JobSummaryDocument {
    return { ...this.#common(), ...this.#buckets() };
  }

  document(now: number): JobDocument {
    const { accountId, region, seed, start } = this.#context;
    const { team, dataset } = this.#subject;
    const random = new Random(seed, this.#index, 'details');
    return {
      ...this.#common(),
      jobArn: `arn:aws:macie2:${region}:${accountId}:classification-job/${this.key}`,
      clientToken: uuid(random),
      description: random.chance(0.7)
        ? `Personal data in ${dataset.replaceAll('-', ' ')}, for the ${team} team.`
        : '',
      ...runOf(random, { state: this.#state, status: this.jobStatus, now, start }),
      ...identifiersFor(random, this.#index, this.#context),
      samplingPercentage: random.chance(0.8) ? 100 : random.pick([1, 5, 10, 25, 50]),
      s3JobDefinition: { ...this.#buckets(), ...scopingFor(this.#index, this.createdAt) },
      tags: tagsFor(random, this.#isAt(0.2) ? 50 : this.#index % 5, team),
    };
  }

  /** The members that a job's summary and its description share. */
  #common() {
    const { region, start } = this.#context;
    const state = this.#state;
    return {
      jobId: this.key,
      name: this.name,
      createdAt: new Date(this.createdAt).toISOString(),
      jobStatus: this.jobStatus === state.status ? state.status : this.finalStatus,
      jobType: this.jobType,
      lastRunErrorStatus: { code: state.error ? 'ERROR' : 'NONE' },
      ...pauseOf(state, start, region, this.key),
    } as const;
  }

  #buckets(): Buckets {
    const { seed, owners } = this.#context;
    const random = new Random(seed, this.#index, 'buckets');
    return bucketsFor(random, {
      turn: this.#index,
      subject: this.#subject,
      owners,
      huge: this.#isAt(0.15),
      ofMembers: this.#state.ofMembers ?? false,
    });
  }

  /** Whether this is the job at that share of the inventory. A few jobs are extreme, except in small inventories. */
  #isAt(share: number): boolean {
    const { count } = this.#context;
    return count >= 50 && this.#index === Math.floor(count * share);
  }
}

/** The nasty names, spread over the older jobs of all but small inventories. */
function hostileName(index: number, count: number): string | undefined {
  const spacing = Math.floor(count / (HOSTILE_NAMES.length + 2));
  if (spacing < 2 || index === 0 || index % spacing !== 0) return undefined;
  return HOSTILE_NAMES[index / spacing - 1];
}

/** The identifiers that a job uses. A job without managed identifiers needs custom ones. */
function identifiersFor(random: Random, turn: number, { accountId, region }: Context): Partial<JobDocument> {
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
    customDataIdentifierIds: custom
      ? several(random, (choice) => customIdentifierId(accountId, region, choice), 3)
      : null,
    allowListIds: random.chance(0.2)
      ? several(random, (choice) => allowListId(accountId, region, choice), 2)
      : null,
  };
}

/** From one to `most` values without duplicates. */
function several(random: Random, one: (choice: number) => string, most: number): string[] {
  const count = random.between(1, most);
  return [...new Set(Array.from({ length: count }, () => one(random.between(0, 999))))];
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
