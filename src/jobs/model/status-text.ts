import type { JobStatus, JobType } from '@aws-sdk/client-macie2';

/** A word of Macie's for people. */
export interface Word {
  readonly label: string;
  /** One line, for menus. */
  readonly meaning: string;
}

/** What people call the statuses. Macie may send one that isn't here; it stands for itself. */
export const STATUS_TEXT: Readonly<Record<string, Word>> = {
  RUNNING: { label: 'Running', meaning: 'A run is in progress.' },
  IDLE: { label: 'Idle', meaning: 'A scheduled job that is waiting for its next run.' },
  PAUSED: {
    label: 'Paused by Macie',
    meaning:
      'The monthly quota is used up. Macie resumes the job by itself next month, or when the quota is increased.',
  },
  USER_PAUSED: { label: 'Paused by user', meaning: 'A user paused it, and a user has to resume it.' },
  COMPLETE: {
    label: 'Complete',
    meaning: 'A one-time job that has finished. It may have skipped data because of errors.',
  },
  CANCELLED: {
    label: 'Cancelled',
    meaning: 'Ended for good: by a user, by a pause of 30 days, or because Macie was suspended.',
  },
} satisfies Record<JobStatus, Word>;

/** What people call the types. */
export const TYPE_TEXT: Readonly<Record<string, Word>> = {
  ONE_TIME: { label: 'One-time', meaning: 'Runs once, as soon as it is created.' },
  SCHEDULED: { label: 'Scheduled', meaning: 'Runs again every day, week or month.' },
} satisfies Record<JobType, Word>;
