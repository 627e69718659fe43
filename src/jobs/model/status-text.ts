import type { JobStatus, JobType } from '@aws-sdk/client-macie2';

/** A word of Macie's for people. */
export interface Word {
  readonly label: string;
  /** One line, for menus. */
  readonly meaning: string;
}

/** What people call the statuses. Macie may send one that isn't here; it stands for itself. */
export const STATUS_WORDS: Readonly<Record<string, Word>> = {
  RUNNING: { label: 'Running', meaning: 'A run is in progress.' },
  IDLE: { label: 'Idle', meaning: 'A scheduled job that waits for its next run.' },
  PAUSED: {
    label: 'Paused by Macie',
    meaning: 'The monthly quota is used up. It resumes by itself when the month turns or the quota rises.',
  },
  USER_PAUSED: { label: 'Paused by user', meaning: 'A person paused it, and a person has to resume it.' },
  COMPLETE: {
    label: 'Complete',
    meaning: 'A one-time job that has finished. It may still have skipped data because of errors.',
  },
  CANCELLED: {
    label: 'Cancelled',
    meaning: 'Ended for good: by a person, by a pause of over 30 days, or with Macie itself in the Region.',
  },
} satisfies Record<JobStatus, Word>;

/** What people call the types. */
export const TYPE_WORDS: Readonly<Record<string, Word>> = {
  ONE_TIME: { label: 'One-time', meaning: 'Runs once, as soon as it is created.' },
  SCHEDULED: { label: 'Scheduled', meaning: 'Runs again every day, week or month.' },
} satisfies Record<JobType, Word>;
